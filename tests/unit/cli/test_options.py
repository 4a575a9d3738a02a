"""What the command line says on top of the configuration."""

from __future__ import annotations

import argparse
import shlex
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from wirecopy.cli.helped import EXAMPLES
from wirecopy.cli.options import add_config_options, on_command_line
from wirecopy.config import Config

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Run


def options(*given: str, config: Config | None = None) -> object:
    parser = argparse.ArgumentParser()
    add_config_options(parser)
    return on_command_line(config or Config(), parser.parse_args(given)).options


@pytest.mark.parametrize(("command", "example"), [(name, line) for name, lines in EXAMPLES.items() for line in lines])
def test_the_examples_in_the_help_are_commands(wirecopy: Run, command: str, example: str) -> None:
    program, name, *args = shlex.split(example)
    assert (program, name) == ("wirecopy", command)
    import_module(f"wirecopy.cli.{command}").parser().parse_args(args)
    assert f"examples:\n  {EXAMPLES[command][0]}\n" in wirecopy(command, "--help").out + "\n"


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


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("--lang english", "argument --lang: must be an ISO 639-1 code of two letters, as en; not 'english'"),
        ("--lang deu", "argument --lang: must be an ISO 639-1 code of two letters, as en; not 'deu'"),
        ("--fix", "unrecognized arguments: --fix; `wirecopy clean` repairs (--in-place: the files themselves)"),
        ("--fix-levl safe", "unrecognized arguments: --fix-levl safe; did you mean '--fix-level'?"),
    ],
)
def test_a_wrong_option_is_told_with_what_may_have_been_meant(wirecopy: Run, given: str, says: str) -> None:
    done = wirecopy("check", "a.txt", *given.split())
    assert (done.code, done.err.splitlines()[0]) == (2, f"wirecopy check: error: {says}")


def test_a_language_may_come_with_its_region(wirecopy: Run, folder: Path) -> None:
    (folder / "a.txt").write_text("Er ging  weg.\n")
    assert wirecopy("check", "a.txt", "--lang", "de-AT", "--format", "jsonl").out.count('"lang": "de"') == 1
