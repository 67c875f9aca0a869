"""Ports are chosen once and change only when somebody else has taken one."""

import json
import socket
from pathlib import Path

import pytest
from deploy.local.console import StackError
from deploy.local.paths import Stack
from deploy.local.ports import INFRASTRUCTURE, WANTED, choose, is_free, settle


def everything_free(_port: int) -> bool:
    return True


def test_documented_ports_are_used_while_they_are_free() -> None:
    chosen = choose("dev", seed="0", remembered={}, free=everything_free)
    assert chosen["gateway"] == 3008
    assert chosen["stats-aggregator"] == 3014
    assert chosen["demo_page"] == 8099


def test_other_ports_lie_below_the_range_of_clients_and_differ() -> None:
    chosen = choose("dev", seed="ff", remembered={}, free=everything_free)
    assert [chosen[name] for name in INFRASTRUCTURE] == [20255, 20256, 20257, 20258, 20259, 20260]
    assert len(set(chosen.values())) == len(chosen)


def test_a_taken_documented_port_is_replaced() -> None:
    chosen = choose("dev", seed="0", remembered={}, free=lambda port: port != WANTED["gateway"])
    assert 20_000 <= chosen["gateway"] <= 29_999


def test_remembered_ports_are_kept() -> None:
    chosen = choose("test", seed="0", remembered={"postgres": 21_234}, free=everything_free)
    assert chosen["postgres"] == 21_234


def test_only_the_remembered_port_that_is_taken_changes() -> None:
    remembered = {"postgres": 21_234, "amqp": 21_235}
    chosen = choose("test", seed="0", remembered=remembered, free=lambda port: port != 21_234)
    assert chosen["postgres"] == 20_000
    assert chosen["amqp"] == 21_235


def test_a_new_port_is_not_one_that_another_name_has_had() -> None:
    remembered = {"postgres": 20_000, "amqp": 20_001, "distribution": 20_002}
    chosen = choose("test", seed="0", remembered=remembered, free=lambda port: port != 20_000)
    assert chosen["postgres"] == 20_003
    assert chosen["amqp"] == 20_001
    assert chosen["distribution"] == 20_002


def test_a_port_remembered_twice_is_given_once() -> None:
    chosen = choose("test", seed="0", remembered={"postgres": 21_234, "amqp": 21_234}, free=everything_free)
    assert chosen["postgres"] == 21_234
    assert chosen["amqp"] != 21_234


def test_tests_need_no_ports_of_services() -> None:
    assert set(choose("test", seed="0", remembered={}, free=everything_free)) == set(INFRASTRUCTURE)


def test_no_free_port_is_told_in_a_sentence() -> None:
    with pytest.raises(StackError, match="is free for postgres"):
        choose("test", seed="0", remembered={}, free=lambda _port: False)


def test_a_port_somebody_listens_on_is_not_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert not is_free(port)
    assert is_free(port)


def test_a_running_stack_keeps_its_ports_when_one_more_is_wanted(tmp_path: Path) -> None:
    stack = Stack(tmp_path, "dev")
    stack.make_directories()
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        own.listen()
        before = settle(stack, running=False) | {"gateway": int(own.getsockname()[1])}
        del before["traces"]
        (stack.state / "ports.json").write_text(json.dumps(before))
        after = settle(stack, running=True)
    assert after.pop("traces") not in before.values()
    assert after == before
