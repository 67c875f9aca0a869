"""Rules of Prometheus as values, and how a group of them is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

# page wakes somebody now; ticket is read in the morning; none is for what expects it, and for nobody.
Severity = Literal["page", "ticket", "none"]
# From the root of the repository; who publishes the runbooks elsewhere says where in the setting of Alertmanager.
RUNBOOKS: Final = "docs/runbooks"


@dataclass(frozen=True, slots=True)
class Record:
    """A series that Prometheus computes and keeps."""

    name: str
    expression: str
    labels: Mapping[str, str] = field(default_factory=dict[str, str])

    def written(self) -> dict[str, Any]:
        """Return the rule as Prometheus reads it."""
        rule = {"record": self.name, "expr": self.expression}
        return rule | ({"labels": dict(self.labels)} if self.labels else {})


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that somebody has to look at; `pending` is how long it must have been so.

    `summary` is one sentence, `description` has the numbers. Several rules may share a name and so a runbook.
    """

    name: str
    expression: str
    pending: str
    severity: Severity
    summary: str
    description: str
    labels: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def runbook(self) -> str:
        """Return the page that says what to do."""
        return f"{RUNBOOKS}/{self.name}.md"

    def written(self) -> dict[str, Any]:
        """Return the rule as Prometheus reads it."""
        return {
            "alert": self.name,
            "expr": self.expression,
            "for": self.pending,
            "labels": {"severity": self.severity, **self.labels},
            "annotations": {"summary": self.summary, "description": self.description, "runbook_url": self.runbook},
        }


def by_service(expression: str, label: str, pattern: str, service: str) -> str:
    """Return an expression whose series say which service does the work, so that its being down can silence them."""
    return f'label_replace({expression}, "service", "{service}", "{label}", "{pattern}")'


@dataclass(frozen=True, slots=True)
class Group:
    """Rules that are evaluated together, in this order."""

    name: str
    rules: tuple[Record | Alert, ...]

    def written(self) -> dict[str, Any]:
        """Return the group as Prometheus reads it."""
        return {"name": self.name, "rules": [rule.written() for rule in self.rules]}
