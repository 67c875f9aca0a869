"""Reads a job's request back as the model the gateway validated it with."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from shared.errors import PermanentError
from shared.jobs.model import ClaimedJob

M = TypeVar("M", bound=BaseModel)


def request_of(job: ClaimedJob, model: type[M]) -> M:
    """Return the request of a job.

    Raises:
        PermanentError: when an older or newer release stored what this one can't read; names the fields, no values.
    """
    try:
        return model.model_validate(job.request)
    except ValidationError as error:
        places = ", ".join(".".join(map(str, e["loc"])) or "body" for e in error.errors(include_input=False))
        detail = f"Not as it should be: {places}."
        raise PermanentError("invalid_request", "The request can't be read", detail) from error
