"""Every statement in a file is accepted by the migrated schema, and says which workspace it means."""

from pathlib import Path

import asyncpg
import pytest

from support.backends import ROOT, Backends

pytestmark = pytest.mark.integration
_FILES = sorted(
    path
    for folder in ("shared", "services")
    for path in (ROOT / folder).glob("**/queries/*.sql")
    if ".venv" not in path.parts
)


@pytest.mark.parametrize("path", _FILES, ids=lambda path: f"{path.parents[1].name}/{path.name}")
async def test_a_statement_fits_the_schema(backends: Backends, path: Path) -> None:
    connection = await asyncpg.connect(backends.owner_url, statement_cache_size=0)
    try:
        await connection.prepare(path.read_text(encoding="utf-8"))
    finally:
        await connection.close()


def test_there_are_statements_to_check() -> None:
    assert len(_FILES) > 20
