"""No two stacks meet, and a socket's path is never too long for the kernel."""

from pathlib import Path

import pytest
from deploy.local.console import StackError
from deploy.local.paths import Stack, as_profile, make_private_directory, refuse_foreign_state


def test_another_checkout_or_profile_has_another_key() -> None:
    keys = {Stack(Path("/a"), "dev").key, Stack(Path("/a"), "test").key, Stack(Path("/b"), "dev").key}
    assert len(keys) == 3


def test_the_socket_lies_with_the_state_while_its_path_is_short() -> None:
    assert Stack(Path("/work"), "dev").supervisor_socket == Path("/work/.state/dev/supervisor.sock")


def test_the_socket_of_a_deep_checkout_has_a_short_path() -> None:
    socket = Stack(Path("/") / ("deep/" * 30), "dev").supervisor_socket
    assert len(str(socket)) < 90
    assert socket.name == "supervisor.sock"


def test_a_private_directory_is_closed_to_others(tmp_path: Path) -> None:
    make_private_directory(tmp_path / "x")
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o700


def test_a_link_that_somebody_put_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "x").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StackError, match="belongs to somebody else"):
        make_private_directory(tmp_path / "x")


def test_only_profiles_are_profiles() -> None:
    assert as_profile("test") == "test"
    assert as_profile("format") is None


def test_state_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".state").mkdir()
    refuse_foreign_state(tmp_path)
    monkeypatch.setattr("os.getuid", lambda: 1234567)
    with pytest.raises(StackError, match="was made by user"):
        refuse_foreign_state(tmp_path)
