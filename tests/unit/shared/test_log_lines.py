"""Every line of a log has the fields that the guide maps for collectors, whoever wrote it."""

import json
import os
import subprocess
import sys

_SCRIPT = """
import logging
import structlog
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from shared.telemetry.logs import configure, current_trace_id
configure("gateway", "INFO")
trace.set_tracer_provider(TracerProvider())
with trace.get_tracer("test").start_as_current_span("request"):
    with structlog.contextvars.bound_contextvars(job_id="7"):
        structlog.get_logger("ours").info("job_ended", outcome="succeeded")
    try:
        1 / 0
    except ZeroDivisionError as error:
        structlog.get_logger("ours").error("request_failed", exc_info=error)
    logging.getLogger("somebody.else").warning("theirs %s", "too")
    structlog.get_logger("ours").debug("not_shown")
    print(current_trace_id())
"""


def test_lines_have_the_documented_fields() -> None:
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    done = subprocess.run([sys.executable, "-c", _SCRIPT], env=env, capture_output=True, text=True, check=True)
    *lines, trace_id = done.stdout.splitlines()
    ours, failed, theirs = [json.loads(line) for line in lines]
    for line in (ours, failed, theirs):
        assert (line["service"], line["trace_id"], len(line["span_id"])) == ("gateway", trace_id, 16)
        assert line["timestamp"].endswith("Z")
    assert (ours["event"], ours["level"], ours["job_id"], ours["outcome"]) == ("job_ended", "info", "7", "succeeded")
    assert (failed["level"], "ZeroDivisionError" in failed["exception"]) == ("error", True)
    assert (theirs["event"], theirs["level"]) == ("theirs too", "warning")
