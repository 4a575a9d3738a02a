"""What the command line says on top of the configuration."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import pytest

from wirecopy.cli.options import add_config_options, on_command_line
from wirecopy.config import Config

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Run


def options(*given: str, config: Config | None = None) -> object:
    parser = argparse.ArgumentParser()
    add_config_options(parser)
    return on_command_line(config or Config(), parser.parse_args(given)).options


def test_strict_and_gentle_set_how_bold_the_boilerplate_pass_is() -> None:
    assert options() == {}
    assert options("--strict") == {"boilerplate": {"boldness": "strict"}}
    assert options("--gentle") == {"boilerplate": {"boldness": "gentle"}}


def test_switches_of_passes_leave_the_other_options_alone() -> None:
    config = Config(options={"boilerplate": {"boldness": "gentle", "x": 1}, "typos": {"y": 2}})
    assert options("--strict", "--grammar-url", "http://localhost:1", config=config) == {
        "boilerplate": {"boldness": "strict", "x": 1},
        "grammar": {"url": "http://localhost:1"},
        "typos": {"y": 2},
    }


@pytest.mark.parametrize("command", ["clean", "check", "diff"])
def test_a_run_is_strict_or_gentle_not_both(wirecopy: Run, command: str) -> None:
    done = wirecopy(command, "--strict", "--gentle", "a.txt")
    assert done.code == 2
    assert "--gentle: not allowed with argument --strict" in done.err
