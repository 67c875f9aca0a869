"""Health check of a container: succeeds when the service in it says that it is ready."""

import os
import sys
import urllib.error
import urllib.request


def main() -> int:
    """Return zero when /health/ready answers 200, else print what it answered."""
    port = os.environ["CONVEX_HTTP_PORT" if os.environ["SERVICE"] == "gateway" else "CONVEX_WORKER_PORT"]
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=3):
            return 0
    except urllib.error.HTTPError as error:
        print(error.read()[:500].decode(errors="replace"))
    except OSError as error:
        print(error)
    return 1


if __name__ == "__main__":
    sys.exit(main())
