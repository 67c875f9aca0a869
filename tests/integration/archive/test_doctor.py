"""`convex doctor` looks at the storage of old versions as the gateways do."""

import pytest

from gateway.operator.checks.archive import check_archive
from support.object_storage import Fault, ObjectStorage

pytestmark = pytest.mark.integration


@pytest.fixture
def _set(storage: ObjectStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in storage.variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CONVEX_ARCHIVE_TIMEOUT_S", "0.5")


async def test_without_storage_there_is_nothing_to_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONVEX_ARCHIVE_URL", raising=False)
    assert await check_archive() == []


@pytest.mark.usefixtures("_set")
async def test_a_storage_that_answers_is_well() -> None:
    (found,) = await check_archive()
    assert (found.check, found.status) == ("archive", "ok")


@pytest.mark.usefixtures("_set")
@pytest.mark.parametrize("fault", ["away", "denied", "slow"])
async def test_a_storage_that_can_not_be_used_is_found(storage: ObjectStorage, fault: Fault) -> None:
    storage.fault = fault
    (found,) = await check_archive()
    assert (found.check, found.status) == ("archive", "fail")
    assert "503" in found.remedy
    assert "a-secret-nobody-may-see" not in found.sentence


@pytest.mark.usefixtures("_set")
async def test_half_an_address_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVEX_ARCHIVE_URL", "https://bucket.example.com")
    (found,) = await check_archive()
    assert found.status == "fail"
    assert "CONVEX_ARCHIVE_URL" in found.sentence
