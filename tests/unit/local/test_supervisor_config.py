"""The supervisor's configuration carries any path and any secret."""

import configparser
import shlex
from pathlib import Path

import pytest
from deploy.local.console import StackError
from deploy.local.paths import Stack
from deploy.local.supervisor_config import Program, render

STACK = Stack(Path("/home/a b/100% mine"), "dev")


def parsed(program: Program) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser()
    parser.read_string(render(STACK, [program]))
    return parser[f"program:{program.name}"]


def test_a_command_in_a_path_with_a_space_stays_one_word() -> None:
    section = parsed(Program("gateway", ["/home/a b/gateway", "--x"], 1))
    assert shlex.split(section["command"]) == ["/home/a b/gateway", "--x"]


def test_percent_signs_are_doubled_for_the_supervisor() -> None:
    section = parsed(Program("gateway", ["/100%/gateway"], 1))
    assert section["command"] == "/100%%/gateway"
    assert section["stdout_logfile"] == "/home/a b/100%% mine/.state/dev/log/gateway.log"


def test_variables_are_quoted() -> None:
    section = parsed(Program("gateway", ["g"], 1, {"B": 'say "x"', "A": "1,2=3"}))
    assert section["environment"] == 'A="1,2=3",B=\'say "x"\''


def test_a_value_that_can_not_be_quoted_is_refused() -> None:
    with pytest.raises(StackError, match="both kinds of quotes"):
        parsed(Program("gateway", ["g"], 1, {"A": "'\""}))


def test_how_a_process_is_stopped_is_written() -> None:
    section = parsed(
        Program("postgres", ["p"], 20, stop_signal="INT", stop_wait_s=7, whole_group=True, autostart=False)
    )
    assert section["stopsignal"] == "INT"
    assert section["stopwaitsecs"] == "7"
    assert section["stopasgroup"] == "true"
    assert section["autostart"] == "false"
