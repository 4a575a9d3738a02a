"""A pass of another package that fails: every command tells it, does the rest and exits with 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Run

PASS = """\
class Failing:
    name, version, rules = "failing", "1", ()

    def __init__(self, rules):
        pass

    def run(self, doc, ctx):
        raise RuntimeError("boom")
"""


@pytest.fixture
def failing(folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package with a pass, installed as far as Python can tell, and named in the configuration."""
    place = tmp_path_factory.mktemp("packages")
    (place / "failing_pass.py").write_text(PASS)
    (place / "failing-1.dist-info").mkdir()
    (place / "failing-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: failing\nVersion: 1\n")
    (place / "failing-1.dist-info" / "entry_points.txt").write_text(
        "[wirecopy.passes]\nfailing = failing_pass:Failing\n"
    )
    monkeypatch.syspath_prepend(str(place))
    (folder / "wirecopy.toml").write_text('plugins = ["failing"]\n')


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("command", [("check",), ("diff",), ("clean", "-o", "out"), ("check", "--exit-zero")])
def test_it_is_told_and_the_rest_is_done(wirecopy: Run, folder: Path, command: tuple[str, ...]) -> None:
    (folder / "a.txt").write_text("The the end.\n\nRelated Posts\n")
    done = wirecopy(command[0], "a.txt", *command[1:])
    assert done.code == 2
    assert "a.txt: pass failing failed and was left out: RuntimeError: boom" in done.err
    if command[0] == "clean":
        assert (folder / "out" / "a.txt").read_text() == "The the end.\n"
    else:
        assert "Related Posts" in done.out or "related-posts" in done.out
