"""Run the command line in a folder of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest

from wirecopy.cli import main

if TYPE_CHECKING:
    from pathlib import Path


class Done(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs `wirecopy` with arguments."""

    def __call__(self, *args: object) -> Done:
        """Return what it gave."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The present folder: empty, and with no configuration above it that matters."""
    monkeypatch.chdir(tmp_path)
    for name in ("FORCE_COLOR", "NO_COLOR", "FORCE_HYPERLINK", "CI"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "wirecopy.toml").write_text("")
    return tmp_path


@pytest.fixture
def wirecopy(folder: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """The command line."""

    def run(*args: object) -> Done:
        try:
            code = main([str(arg) for arg in args])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capfd.readouterr()
        return Done(code, out, err)

    return run
