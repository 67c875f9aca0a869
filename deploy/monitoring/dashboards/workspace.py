"""What one workspace has done, from Postgres: metrics have no label for a workspace.

The role that asks reads what a day has counted, of any workspace, and nothing that anybody wrote.
"""

from typing import Final

from deploy.monitoring.panels import Dashboard, Panel, Query, Unit, Variable

_ITS: Final = "workspace_id = ${workspace:sqlstring}"
_CHOICE: Final = "SELECT name AS __text, id AS __value FROM app.workspaces ORDER BY name, id"


def dashboard() -> Dashboard:
    """Return the dashboard."""
    made = "strategies, audits, roadmaps"
    ended = "jobs_succeeded AS succeeded, jobs_failed AS failed, jobs_cancelled AS cancelled"
    score = "sum_score::float / nullif(strategies, 0) AS score"
    frameworks = (
        "SELECT key AS framework, sum(value::int) AS strategies FROM app.workspace_daily, jsonb_each_text(by_framework)"
        f" WHERE {_ITS} AND $__timeFilter(day) GROUP BY key ORDER BY strategies DESC, key"
    )
    rows = (
        ("Work", (_by_day("Made", made), _by_day("Jobs that ended", ended), _by_day("Mean score", score))),
        (
            "Models",
            (
                _by_day("Cost", "cost_nanousd / 1e9 AS cost", "currencyUSD"),
                _by_day("Tokens", "tokens"),
                _table("Spent and reserved", _spending(), "currencyUSD"),
            ),
        ),
        ("Frameworks", (_table("Strategies by framework", frameworks),)),
    )
    return Dashboard("workspace", "Workspace", rows, (Variable("workspace", "Workspace", _CHOICE),), "now-30d")


def _spending() -> str:
    return (
        "SELECT period, starts_on, spent_nanousd / 1e9 AS spent, reserved_nanousd / 1e9 AS reserved"
        f" FROM app.llm_spending WHERE {_ITS} ORDER BY starts_on DESC, period LIMIT 40"
    )


def _by_day(title: str, columns: str, unit: Unit = "short") -> Panel:
    query = (
        f"SELECT day::timestamptz AS time, {columns} FROM app.workspace_daily"
        f" WHERE {_ITS} AND $__timeFilter(day) ORDER BY day"
    )
    return Panel(title, (Query(query),), unit, source="postgres")


def _table(title: str, query: str, unit: Unit = "short") -> Panel:
    return Panel(title, (Query(query),), unit, "table", source="postgres")
