"""A file that is not what an export made is refused with a sentence that says why, and leaves nothing behind."""

import hashlib
import json
import stat
import zipfile
from collections.abc import AsyncGenerator, Callable
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import asyncpg
import pytest

from gateway.operator.failures import ExitCode, OperatorError
from gateway.operator.workspace_import import import_from
from shared.db.pool import Pool, close_pool, create_pool
from support.backends import Backends, fresh_backends
from support.convex import convex
from support.moving import make_full_workspace, rows_of
from support.people import create_person

pytestmark = pytest.mark.integration
Parts = dict[str, bytes]
_MANIFEST: Final = "manifest.json"
_OTHER: Final = str(uuid4())


@pytest.fixture(scope="module")
async def file(backends: Backends, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a good file, made by the command."""
    scene = await make_full_workspace(backends, strategies=3)
    path = tmp_path_factory.mktemp("files") / "good.zip"
    ran = await convex(
        backends, "workspaces", "export", str(scene.person.tenant.workspace_id), "--to", str(path),
        extra={"DATABASE_MIGRATION_URL": backends.owner_url},
    )  # fmt: skip
    assert (ran.code, ran.answer["sizeBytes"]) == (0, path.stat().st_size)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["good.zip"]
    return path


@pytest.fixture(scope="module")
async def empty() -> AsyncGenerator[Backends, None]:
    """Give an installation that nobody has used yet."""
    async with fresh_backends() as fresh:
        yield fresh


@pytest.fixture(scope="module")
async def pool(empty: Backends) -> AsyncGenerator[Pool, None]:
    """Return the pool of that installation's owner."""
    opened = await create_pool(empty.owner_url, service="test")
    yield opened
    await close_pool(opened)


def _parts(path: Path) -> Parts:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _write(path: Path, parts: Parts) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _manifest(parts: Parts, change: Callable[[dict[str, Any]], object]) -> None:
    manifest = json.loads(parts[_MANIFEST])
    change(manifest)
    parts[_MANIFEST] = json.dumps(manifest).encode()


def _rows(table: str, change: Callable[[dict[str, Any]], object]) -> Callable[[Parts], None]:
    """Change each row of a table, and the manifest so that it fits."""

    def changed(parts: Parts) -> None:
        rows = [json.loads(line) for line in parts[f"tables/{table}.jsonl"].splitlines()]
        for row in rows:
            change(row)
        _replace(parts, table, b"".join(json.dumps(row).encode() + b"\n" for row in rows))

    return changed


def _replace(parts: Parts, table: str, content: bytes, columns: list[str] | None = None) -> None:
    parts[f"tables/{table}.jsonl"] = content

    def sealed(manifest: dict[str, Any]) -> None:
        entry = manifest["tables"][table]
        entry |= {"sha256": hashlib.sha256(content).hexdigest(), "rows": content.count(b"\n")}
        entry["columns"] = columns or list(json.loads(content.splitlines()[0])) if content else entry["columns"]

    _manifest(parts, sealed)


def _cut_line(parts: Parts) -> None:
    _replace(parts, "jobs", b'{"workspace_id": \n', columns=["workspace_id"])


def _drop(name: str) -> Callable[[Parts], None]:
    def dropped(parts: Parts) -> None:
        del parts[f"tables/{name}.jsonl"]
        _manifest(parts, lambda manifest: manifest["tables"].pop(name))

    return dropped


def _bomb(parts: Parts) -> None:
    parts["tables/jobs.jsonl"] = b" " * 50_000_000


_Change = Callable[[Parts], object]
_BAD: Final[dict[str, tuple[_Change, str]]] = {
    "a path out of the file": (lambda p: p.update({"../../etc/passwd": b"x"}), "no part of a workspace"),
    "another table": (lambda p: p.update({"tables/users_.jsonl": b""}), "no part of a workspace"),
    "a bomb": (_bomb, "swells to more than 200 times"),
    "no manifest": (lambda p: p.pop(_MANIFEST), "has no manifest.json"),
    "a broken manifest": (lambda p: p.update({_MANIFEST: b"{"}), "manifest.json is no JSON"),
    "a list as manifest": (lambda p: p.update({_MANIFEST: b"[]"}), "manifest.json: it:"),
    "a deep manifest": (lambda p: p.update({_MANIFEST: b"[" * 5000}), "manifest.json is no JSON"),
    "another format": (lambda p: _manifest(p, lambda m: m.update(format="zip")), "manifest.json: format:"),
    "a newer format": (lambda p: _manifest(p, lambda m: m.update(formatVersion=2)), "has the format 2"),
    "no format": (lambda p: _manifest(p, lambda m: m.update(formatVersion=0)), "there is no format 0"),
    "a newer schema": (lambda p: _manifest(p, lambda m: m.update(schemaVersion="9999_x")), "the schema '9999_x'"),
    "no id": (lambda p: _manifest(p, lambda m: m["workspace"].update(id="x")), "workspace.id"),
    "another id": (lambda p: _manifest(p, lambda m: m["workspace"].update(id=_OTHER)), "rows of another workspace"),
    "a wrong hash": (
        lambda p: _manifest(p, lambda m: m["tables"]["jobs"].update(sha256="0" * 64)),
        "tables/jobs.jsonl is not what the manifest says",
    ),
    "a row less": (
        lambda p: p.update({"tables/jobs.jsonl": p["tables/jobs.jsonl"].partition(b"\n")[2]}),
        "tables/jobs.jsonl is not what the manifest says",
    ),
    "a missing table": (_drop("jobs"), "lacks the table jobs"),
    "no members": (_drop("members"), "lacks the workspace itself or its members"),
    "a table only in the manifest": (lambda p: p.pop("tables/jobs.jsonl"), "names other tables"),
    "an unknown table": (
        lambda p: _manifest(p, lambda m: m["tables"].update(secrets=m["tables"]["jobs"])),
        "the table 'secrets'",
    ),
    "an unknown column": (_rows("jobs", lambda row: row.update(evil=1)), "columns that this database has not"),
    "a password": (_rows("users", lambda row: row.update(password_hash="x")), "columns that an export never has"),
    "a column less than named": (
        lambda p: _manifest(p, lambda m: m["tables"]["jobs"].update(columns=["id"])),
        "tables/jobs.jsonl line 1 has other columns",
    ),
    "rows of somebody else": (
        _rows("strategies", lambda row: row.update(workspace_id=_OTHER)),
        "tables/strategies.jsonl from line 1 on: there are rows of another workspace",
    ),
    "rows of nobody": (_rows("jobs", lambda row: row.update(workspace_id=None)), "rows of another workspace"),
    "a broken line": (_cut_line, "tables/jobs.jsonl line 1 is no JSON"),
    "a list as row": (lambda p: _replace(p, "jobs", b"[]\n", ["id"]), "tables/jobs.jsonl line 1 is no JSON object"),
    "a value of another type": (_rows("jobs", lambda row: row.update(id="x")), "the database does not take it"),
    "a value that breaks a rule": (_rows("jobs", lambda row: row.update(progress=101)), "jobs_progress_check"),
    "JSON that is none": (_rows("jobs", lambda row: row.update(request="{")), "the database does not take it"),
    "a reference to nothing": (_rows("job_events", lambda row: row.update(job_id=_OTHER)), "does not take it"),
    "an account of a stranger": (_rows("users", lambda row: row.update(id=str(uuid4()))), "who is no member"),
    "a workspace that was closed": (
        _rows("workspaces", lambda row: row.update(deleted_at="2026-01-01T00:00:00Z")),
        "one that was being deleted",
    ),
    "no workspace": (lambda p: _replace(p, "workspaces", b""), "holds no workspace of the id"),
}


@pytest.mark.parametrize("name", _BAD)
async def test_a_bad_file_is_refused_and_leaves_nothing(
    name: str, file: Path, pool: Pool, empty: Backends, tmp_path: Path
) -> None:
    change, words = _BAD[name]
    parts, bad = _parts(file), tmp_path / "bad.zip"
    workspace_id = UUID(json.loads(parts[_MANIFEST])["workspace"]["id"])
    change(parts)
    _write(bad, parts)
    with pytest.raises(OperatorError) as refused:
        await import_from(pool, bad, operator="grace", is_dry_run=False)
    assert words in refused.value.sentence
    assert "DETAIL" not in refused.value.sentence
    assert refused.value.code == ExitCode.REFUSED
    await _check_nothing_is_there(empty, workspace_id)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.999])
async def test_a_cut_file_is_refused(share: float, file: Path, pool: Pool, tmp_path: Path) -> None:
    content, cut = file.read_bytes(), tmp_path / "cut.zip"
    cut.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(OperatorError, match="no whole ZIP file"):
        await import_from(pool, cut, operator="grace", is_dry_run=False)


async def test_a_damaged_file_is_refused(file: Path, pool: Pool, empty: Backends, tmp_path: Path) -> None:
    content, damaged = bytearray(file.read_bytes()), tmp_path / "damaged.zip"
    with zipfile.ZipFile(file) as archive:
        entry = archive.getinfo("tables/strategy_versions.jsonl")
    middle = entry.header_offset + entry.compress_size // 2
    content[middle] ^= 0xFF
    damaged.write_bytes(content)
    with pytest.raises(OperatorError, match="strategy_versions"):
        await import_from(pool, damaged, operator="grace", is_dry_run=False)
    await _check_nothing_is_there(empty, UUID(json.loads(_parts(file)[_MANIFEST])["workspace"]["id"]))


async def test_an_older_file_gets_the_defaults_of_newer_columns(file: Path, pool: Pool, tmp_path: Path) -> None:
    parts, older = _parts(file), tmp_path / "older.zip"
    _rows("strategies", lambda row: [row.pop("tokens"), row.pop("deleted_at")])(parts)
    _drop("llm_budgets")(parts)
    _manifest(parts, lambda manifest: manifest.update(schemaVersion="0013_llm_ledger"))
    _write(older, parts)
    imported = await import_from(pool, older, operator="grace", is_dry_run=True)
    assert imported.rows["strategies"] == json.loads(parts[_MANIFEST])["tables"]["strategies"]["rows"]


async def test_a_workspace_that_is_there_is_not_touched(backends: Backends, file: Path) -> None:
    workspace_id = UUID(json.loads(_parts(file)[_MANIFEST])["workspace"]["id"])
    before = await rows_of(backends.owner_url, workspace_id)
    ran = await convex(backends, "workspaces", "import", str(file), extra=_owner(backends))
    assert (ran.code, ran.out) == (5, "")
    assert "here already" in json.loads(ran.err)["error"]
    assert await rows_of(backends.owner_url, workspace_id) == before


@pytest.mark.parametrize("same", ["id", "email"])
async def test_an_account_that_is_somebody_elses_is_named(
    same: str, empty: Backends, file: Path, pool: Pool, tmp_path: Path
) -> None:
    known = await create_person(empty)
    parts, other = _parts(file), tmp_path / "other.zip"
    if same == "email":
        _rows("users", lambda row: row.update(email=known.email))(parts)
    else:
        known_id = str(known.tenant.user_id)
        _rows("users", lambda row: row.update(id=known_id))(parts)
        _replace(parts, "users", parts["tables/users.jsonl"].partition(b"\n")[0] + b"\n")
        _rows("members", lambda row: row.update(user_id=known_id))(parts)
        _replace(parts, "members", parts["tables/members.jsonl"].partition(b"\n")[0] + b"\n")
    _write(other, parts)
    with pytest.raises(OperatorError, match=known.email) as refused:
        await import_from(pool, other, operator="grace", is_dry_run=False)
    assert str(known.tenant.user_id) in refused.value.sentence


async def test_an_account_that_is_the_same_stays_as_it_is(empty: Backends, file: Path, pool: Pool) -> None:
    account = json.loads(_parts(file)["tables/users.jsonl"].splitlines()[0])
    owner = await asyncpg.connect(empty.owner_url)
    try:
        await owner.execute(
            "INSERT INTO app.users (id, email, display_name, password_hash) VALUES ($1, $2, 'As it is here', 'x')",
            UUID(account["id"]),
            account["email"],
        )
        imported = await import_from(pool, file, operator="grace", is_dry_run=True)
        assert imported.kept_accounts == 1
        assert await owner.fetchval("SELECT display_name FROM app.users WHERE email = $1", account["email"]) == (
            "As it is here"
        )
        await owner.execute("DELETE FROM app.users WHERE email = $1", account["email"])
    finally:
        await owner.close()


async def test_what_is_missing_is_said(empty: Backends, file: Path, tmp_path: Path) -> None:
    assert (await convex(empty, "workspaces", "import", str(file))).code == 2
    nowhere = await convex(empty, "workspaces", "import", str(tmp_path / "none.zip"), extra=_owner(empty))
    assert nowhere.code == 4
    target = tmp_path / "target.zip"
    arguments = ("workspaces", "export", str(uuid4()), "--to", str(target))
    assert (await convex(empty, *arguments, extra=_owner(empty))).code == 4
    assert list(tmp_path.iterdir()) == []
    target.write_bytes(b"mine")
    assert (await convex(empty, *arguments, extra=_owner(empty))).code == 5
    assert target.read_bytes() == b"mine"


async def _check_nothing_is_there(backends: Backends, workspace_id: UUID) -> None:
    for each in (workspace_id, UUID(_OTHER)):
        assert sum(map(len, (await rows_of(backends.owner_url, each)).values())) == 0


def _owner(backends: Backends) -> dict[str, str]:
    return {"DATABASE_MIGRATION_URL": backends.owner_url}
