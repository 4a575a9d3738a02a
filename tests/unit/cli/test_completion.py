from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from wirecopy.cli import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Run


def test_bash_completes_commands_and_options(wirecopy: Run, folder: Path) -> None:
    script = folder / "complete.sh"
    script.write_text(wirecopy("completion", "bash").out)
    ask = "source complete.sh; COMP_WORDS=({words}); COMP_CWORD={at}; _wirecopy; echo ${{COMPREPLY[@]}}"
    for words, at, expected in (("wirecopy ch", 1, "check"), ("wirecopy check --stat", 2, "--statistics")):
        done = subprocess.run(
            ["bash", "-c", ask.format(words=words, at=at)], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == expected


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_scripts_know_every_command_and_parse(wirecopy: Run, folder: Path, shell: str) -> None:
    script = wirecopy("completion", shell).out
    assert all(name in script for name in COMMANDS)
    assert "baseline" in script
    if shutil.which(shell):
        (folder / "script").write_text(script)
        subprocess.run([shell, "-n", "script"], check=True)


def test_every_rule_is_explained(wirecopy: Run) -> None:
    out = wirecopy("rules", "show", "phrasing.missing-object").out
    assert out.startswith("# phrasing.missing-object\n\nThis verb needs somebody who is told")
    assert "## Why\n\nassure, inform" in out
    assert "They ⟦assure that⟧ heavy weapons" in out
    for line in wirecopy("rules", "list").out.splitlines():
        assert wirecopy("rules", "show", line.split()[0]).code == 0
    assert "did you mean 'phrasing.missing-object'" in wirecopy("rules", "show", "phrasing.mising-object").err
