"""Which tables a workspace's file holds, in the order in which they can be filled again, and what it leaves out.

Every table with rows of a workspace is in one of the two lists; a test compares them with the database.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

_FEW: Final = 20
_MANY: Final = 500


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file: its columns but those left out; `at_once` rows are held in memory, fewer of large ones."""

    name: str
    at_once: int = _MANY
    without: frozenset[str] = frozenset()
    scope: Literal["workspace_id", "id"] = "workspace_id"
    is_imported: bool = True

    @property
    def path(self) -> str:
        """Return where its rows are in the file."""
        return f"tables/{self.name}.jsonl"

    def is_left_out(self, columns: Collection[str]) -> bool:
        """Return whether one of these columns is never in the file."""
        return not self.without.isdisjoint(columns)


# Accounts belong to people; those of the members are in the file, as far as others may see them.
ACCOUNTS: Final = Table("users", scope="id", without=frozenset({"password_hash", "disabled_at"}))
WORKSPACE: Final = Table("workspaces", scope="id")
TABLES: Final = (
    WORKSPACE,
    Table("members"),
    ACCOUNTS,
    Table("api_keys", without=frozenset({"key_hash"}), is_imported=False),
    Table("jobs", at_once=_FEW),
    Table("job_events"),
    Table("strategies", without=frozenset({"search_text"})),
    Table("strategy_versions", at_once=_FEW, without=frozenset({"archive_id", "archived_sha256"})),
    Table("strategy_scores", at_once=_FEW),
    Table("audits", at_once=_FEW),
    Table("audit_findings"),
    Table("roadmaps", at_once=_FEW),
    Table("roadmap_tasks"),
    Table("search_data", at_once=1),
    Table("activity"),
    Table("audit_log"),
    Table("llm_calls"),
    Table("llm_budgets"),
    Table("llm_spending"),
)
LEFT_OUT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "archive_packs": "Where this installation keeps old versions; the file has what they say.",
        "idempotency_keys": "Answers kept for a day for requests that are sent twice; they mean nothing elsewhere.",
        "outbox": "Messages of this installation on their way to its own workers.",
        "processed_events": "Which of those messages its workers have seen.",
        "workspace_daily": "Totals by day; the import counts them anew from the rows.",
        "workspace_stats": "Totals; the import counts them anew from the rows.",
    }
)
LEFT_OUT_COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "api_keys.key_hash": "A secret; without it a key can't be used, so keys are listed and never imported.",
        "strategies.search_text": "Made from the title and the name of the business whenever they are stored.",
        "strategy_versions.archive_id": "Where this installation keeps an old version; the file has what it says.",
        "strategy_versions.archived_sha256": "The digest of an old version that is kept elsewhere.",
        "users.password_hash": "A secret; the account gets a new password, or signs in at an identity provider.",
        "users.disabled_at": "A matter of the installation, not of the workspace.",
    }
)
