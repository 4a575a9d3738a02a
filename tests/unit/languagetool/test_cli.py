"""The command line around the server: start, status, stop; one line where LanguageTool is missing."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from wirecopy.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from wirecopy.languagetool.install import Install


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two articles, where the user's cache is empty."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    (tmp_path / "wirecopy.toml").write_text("")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The ministry said on Monday that he left the city.\n")
    return tmp_path


def test_no_java_is_told_once_and_is_no_failure(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(here))
    monkeypatch.setenv("LTP_PATH", str(here / "none"))
    assert main(["clean", "a.txt", "b.txt", "-o", "out", "--grammar", "--quiet"]) == 0
    missing = f"no LanguageTool in {here / 'none'} (LTP_PATH)"
    remedy = "run `wirecopy grammar download`, or set LTP_PATH to a folder that has a LanguageTool-<version>/ in it"
    assert capsys.readouterr().err == f"wirecopy: the grammar pass is left out: {missing}; {remedy}\n"
    report = json.loads((here / "out" / "a.report.json").read_text())
    assert [error["pass_name"] for error in report["errors"]] == ["grammar"]


def test_start_status_stop(
    here: Path, fake_install: Install, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(fake_install.java.parent), prepend=os.pathsep)
    monkeypatch.setenv("LTP_PATH", str(fake_install.folder.parent))
    assert main(["grammar", "status"]) == 1
    assert capsys.readouterr().out == "no server runs; `wirecopy grammar start` starts one\n"
    try:
        assert main(["grammar", "start", "--heap-mb", "300"]) == 0
        started = capsys.readouterr().out
        assert started.startswith("started: LanguageTool 9.9 at http://127.0.0.1:")
        assert started.endswith(", at most 300 MB\n")
        assert main(["grammar", "start"]) == 0
        assert capsys.readouterr().out == "already running" + started.removeprefix("started")
        assert main(["grammar", "status"]) == 0
        assert capsys.readouterr().out.endswith(", at most 300 MB, for 0 minutes\n")
    finally:
        assert main(["grammar", "stop"]) == 0
    assert capsys.readouterr().out == "stopped\n"
    assert main(["grammar", "stop"]) == 0
    assert capsys.readouterr().out == "no server was running\n"


def test_a_wrong_option_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "wirecopy.toml").write_text("[options.grammar]\nheap = 3\n")
    assert main(["grammar", "status"]) == 2
    toml = here.resolve() / "wirecopy.toml"
    assert capsys.readouterr().err == (
        f"wirecopy: error: {toml}:2: options.grammar.heap: unknown key; did you mean 'heap-mb'?\n"
    )
