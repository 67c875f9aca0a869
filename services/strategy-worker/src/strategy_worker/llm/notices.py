"""What the reader of a strategy has to know about how it was made, in words for a person."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from shared.errors import PermanentError
from shared.money import NANO_PER_USD
from strategy_worker.llm.model import CONFIGURATION, FailureKind, Notice
from strategy_worker.wording import listed

# Why the offline engine stood in; the words complete the sentence "The offline engine wrote …, because …".
_BECAUSE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "rate_limited": "the model's provider allows no more requests at the moment",
        "busy": "too many requests to the model are under way",
        "breaker": "the model did not answer well in the last minute and is left alone for now",
        "overloaded": "the model is overloaded",
        "server_error": "the model's provider had a failure",
        "timeout": "the model did not begin to answer in time",
        "stalled": "the model stopped in the middle of its answer",
        "deadline": "the model was not done in the time that a strategy may take",
        "connection": "the connection to the model broke",
        "database": "our own database could not be reached for a moment",
        "cut": "the model's answer ended before it was complete",
        "truncated": "the model's answer became too long",
        "refused": "the model declined to answer",
        "too_long": "brief and plan were too long for the model",
        "invalid_request": "the model's provider did not accept the request",
        "bad_output": "the model's answer could not be read",
        "faults": "what the model wrote there did not pass our checks",
        "unknown_price": "the price of the model is not known here, and nothing is asked without one",
        "key_invalid": "the key for the model is not valid",
        "billing": "the account at the model's provider has a billing problem",
        "forbidden": "the key may not use the model",
        "not_found": "the configured model does not exist or is not open to this key",
        "spend_limit": "the account at the model's provider has reached its spend limit",
    }
)
_OPERATOR: Final = "An administrator of this installation has to mend that."
_LIMITS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "strategy": "what one strategy may cost",
        "day": "what this workspace may spend on the model in a day",
        "month": "what this workspace may spend on the model in a month",
        "deployment": "what this installation may spend on the model in a day",
    }
)


def because(reason: str) -> str:
    """Return why the offline engine stood in, as the end of a sentence."""
    return _BECAUSE.get(reason, "the model could not be asked")


def stood_in(reason: str, titles: Sequence[str], *, is_all: bool) -> Notice:
    """Return the notice that the offline engine wrote all or some sections."""
    what = "all sections" if is_all else ", ".join(f"“{title}”" for title in titles)
    return Notice(
        "written_offline" if is_all else "sections_written_offline",
        "Written by the offline engine" if is_all else "Some sections were written by the offline engine",
        f"The offline engine wrote {what}, because {because(reason)}.",
    )


def misconfigured(kind: FailureKind) -> Notice:
    """Return the notice that somebody has to mend the installation."""
    sentence = because(kind)
    return Notice(f"llm_{kind}", "The model can't be used", f"{sentence[0].upper()}{sentence[1:]}. {_OPERATOR}")


def limit_reached(limit: str, limit_nanousd: int) -> Notice:
    """Return the notice that a budget is used up, or was never given."""
    if limit == "deployment":
        # How much all workspaces may spend together is not for one of them to know.
        reached = f"The next request might exceed {_LIMITS[limit]}."
    elif limit_nanousd:
        dollars = f"${limit_nanousd / NANO_PER_USD:,.2f}"
        reached = f"The limit for {_LIMITS[limit]} is {dollars}, and the next request might exceed it."
    else:
        reached = f"Nothing may be spent on the model: the limit for {_LIMITS[limit]} is set to nought."
    return Notice(
        "llm_budget_reached",
        "The budget for the model is used up" if limit_nanousd else "There is no budget for the model",
        f"{reached} What the model has not written comes from the offline engine.",
    )


def limit_near() -> Notice:
    """Return the notice that a budget will soon be used up."""
    return Notice(
        "llm_budget_warning",
        "The budget for the model is nearly used up",
        "More than 80 % of what this workspace may spend on the model are spent. At the limit strategies are written"
        " by the offline engine.",
    )


def suspicious(count: int) -> Notice:
    """Return the notice that the brief reads like instructions to a model; it does not repeat them."""
    passages = "1 passage" if count == 1 else f"{count} passages"
    return Notice(
        "brief_suspicious",
        "The brief holds text that reads like instructions to a model",
        f"{passages} of the brief were treated as text about the business and not followed. If they are not yours,"
        " somebody has put them there.",
    )


def byline(model: str, offline: Sequence[str]) -> str:
    """Return what a document says of how it was made; `offline` are the titles that the offline engine wrote."""
    titles = listed(f"“{title}”" for title in offline)
    return (
        f"Written by Claude ({model}) over a plan that rules computed from your brief. Diagnosis, arithmetic,"
        " measurement, plan, assumptions, limitations and open questions are computed; the model wrote the rest"
        f"{f', except {titles}, which the offline engine wrote' if titles else ''}, and rules checked each sentence."
    )


def unavailable(reason: str) -> PermanentError:
    """Return the failure of a job that wanted the model and nothing else."""
    can_pass = reason not in CONFIGURATION
    return PermanentError(
        "llm_unavailable" if can_pass else f"llm_{reason}",
        "The model could not write this strategy",
        f"Nothing was stored, because {because(reason)}. Try again later, or ask with engine “auto” or “offline”.",
        retryable=can_pass,
    )
