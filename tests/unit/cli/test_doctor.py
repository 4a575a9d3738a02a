from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Run


def test_what_is_there_and_what_to_do_about_the_rest(wirecopy: Run, folder: Path) -> None:
    done = wirecopy("doctor")
    assert (done.code, done.err) == (0, "")
    lines = dict(
        line.split(None, 1) for line in done.out.splitlines() if not line.startswith(("result", "grammar", "language "))
    )
    assert lines["ftfy"] == version("ftfy")
    assert lines["pyarrow"] == version("pyarrow")
    assert "all" not in lines
    assert f"result cache      {folder}/.wirecopy_cache: 0.0 MB\n" in done.out
    missing = [line for line in done.out.splitlines() if "not there" in line]
    assert all("pip install 'wirecopy[" in line for line in missing)
