"""A stand-in for Java: it speaks enough of LanguageTool's protocol to be started, asked, crashed and stopped in milliseconds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from wirecopy.languagetool.install import Install

FAKE = Path(__file__).with_name("fake_server.py")


@pytest.fixture
def fake_java(tmp_path: Path) -> Path:
    """A program that takes Java's command line."""
    path = tmp_path / "bin" / "java"
    path.parent.mkdir()
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I "{FAKE}" "$@"\n')
    path.chmod(0o755)
    return path


@pytest.fixture
def fake_install(fake_java: Path, tmp_path: Path) -> Install:
    """A Java and a LanguageTool that are neither."""
    folder = tmp_path / "LanguageTool-9.9"
    folder.mkdir()
    (folder / "languagetool-server.jar").write_bytes(b"")
    return Install(fake_java, 17, folder, "9.9", "test")
