"""The locks hold what our distributions require from outside, and nothing of their own names."""

from pathlib import Path

from deploy.local.distributions import local_needs, name_of, requirements
from deploy.local.locks import drift, pinned
from deploy.local.paths import checkout


def project(root: Path, place: str, *dependencies: str) -> Path:
    directory = root / place
    directory.mkdir(parents=True)
    lines = "".join(f'  "{item}",\n' for item in dependencies)
    (directory / "pyproject.toml").write_text(f'[project]\nname = "{directory.name}"\ndependencies = [\n{lines}]\n')
    return directory


def test_requirements_follow_our_own_distributions(tmp_path: Path) -> None:
    project(tmp_path, "shared", "orjson==3.1")
    project(tmp_path, "shared/library", "pyyaml==6.0")
    worker = project(tmp_path, "services/worker", "shared", "anthropic==2.0")
    assert requirements(tmp_path, [worker]) == ["anthropic==2.0", "orjson==3.1"]


def test_distributions_needed_by_need_are_found(tmp_path: Path) -> None:
    shared = project(tmp_path, "shared", "orjson==3.1")
    documents = project(tmp_path, "shared/documents", "shared")
    project(tmp_path, "shared/library")
    worker = project(tmp_path, "services/worker", "documents")
    assert local_needs(tmp_path, worker) == [shared, documents, worker]


def test_names_are_compared_without_extras_and_spelling() -> None:
    assert name_of("PyJWT[crypto]==2.1") == "pyjwt"
    assert name_of("uuid_utils>=1; python_version < '3.14'") == "uuid-utils"


def test_pinned_versions_are_read_with_and_without_markers() -> None:
    text = "a-b==1.2 \\\n    --hash=sha256:00\nc==3 ; python_version < '3.12' \\\n    --hash=sha256:01\nc==4\n"
    assert pinned(text) == {"a-b": {"1.2"}, "c": {"3", "4"}}


def test_a_requirement_the_lock_does_not_pin_so_is_told(tmp_path: Path) -> None:
    project(tmp_path, "shared", "orjson==3.2", "httpx==1.0")
    (tmp_path / "requirements.lock").write_text("orjson==3.1\nhttpx==1.0\n")
    (tmp_path / "deploy/local").mkdir(parents=True)
    (tmp_path / "deploy/local/dev-requirements.in").write_text("ruff==1\n")
    assert drift(tmp_path) == ["orjson==3.2", "ruff==1"]


def test_every_lock_has_hashes_and_names_no_host() -> None:
    root = checkout()
    locks = [
        root / "requirements.lock",
        root / "deploy/local/bootstrap.lock",
        *root.glob("services/*/requirements.lock"),
    ]
    assert len(locks) == 7
    for lock in locks:
        text = lock.read_text()
        assert "://" not in text
        assert " @ " not in text
        assert "index" not in text
        assert text.count("--hash=sha256:") >= len(pinned(text))


def test_the_service_locks_agree_with_the_lock_of_everything() -> None:
    root = checkout()
    whole = pinned((root / "requirements.lock").read_text())
    for lock in root.glob("services/*/requirements.lock"):
        part = pinned(lock.read_text())
        assert {name: versions for name, versions in part.items() if whole.get(name) != versions} == {}
