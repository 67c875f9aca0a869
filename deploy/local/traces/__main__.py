"""`python -m deploy.local.traces PORT FILE` keeps spans in the file and serves on loopback."""

import sys

import uvicorn
from deploy.local.traces.app import traces_app
from deploy.local.traces.store import SpanStore

if __name__ == "__main__":
    uvicorn.run(traces_app(SpanStore(sys.argv[2])), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
