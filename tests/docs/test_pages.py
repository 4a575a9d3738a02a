"""Every command and every piece of Python in the README and the documentation is run, and the site is built with its links checked.

In a page, a fenced block with a title is a file; one of kind `console` holds commands behind `$` and what they print, where
`...` stands for anything (alone on a line: for any lines); one of kind `python` without a title is run. Blocks of a page share
a folder, in order. Blocks of kind `sh` are for readers only: they install things or need a network.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", *sorted(path for path in (ROOT / "docs").rglob("*.md") if "adr" not in path.parts)]
_FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block: its kind, its title, its content."""

    kind: str
    title: str
    content: str


def blocks(page: Path) -> list[Block]:
    return [Block(kind, title or "", content) for kind, title, content in _FENCE.findall(page.read_text("utf-8"))]


def commands(content: str) -> list[tuple[str, str]]:
    """Return the commands of a console block, each with what it should print."""
    found: list[tuple[str, str]] = []
    for line in content.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append((line[2:].strip(), ""))
        else:
            command, expected = found[-1]
            found[-1] = (command, expected + line)
    return found


def pattern(expected: str) -> str:
    """Return the regular expression for what a command should print."""
    return "".join(
        "(?:.*\n)*?" if line == "...\n" else ".*".join(map(re.escape, line.split("...")))
        for line in expected.splitlines(keepends=True)
    )


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_what_a_page_shows_is_so(page: Path, tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "wirecopy").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m wirecopy "$@"\n')
    (programs / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "wirecopy.toml").write_text("")
    (folder / "samples").symlink_to(ROOT / "samples")
    env = {name: value for name, value in os.environ.items() if name not in {"CI", "FORCE_COLOR", "NO_COLOR"}}
    env |= {"PATH": f"{programs}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "100"}
    code = 0
    for block in blocks(page):
        if block.title:
            (folder / block.title).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.title).write_text(block.content, "utf-8")
        elif block.kind == "python":
            done = subprocess.run(
                [sys.executable, "-c", block.content], cwd=folder, env=env, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stderr
        elif block.kind == "console":
            for command, expected in commands(block.content):
                shell = ["bash", "-c", f"(exit {code}); {command}"]
                done = subprocess.run(
                    shell,
                    cwd=folder,
                    env=env,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    encoding="utf-8",
                    check=False,
                )
                code = done.returncode
                assert re.fullmatch(pattern(expected), done.stdout), (
                    f"$ {command}\n{done.stdout}\n--- expected ---\n{expected}"
                )
                assert code in (0, 1) or "error:" in expected, f"$ {command}\n{done.stdout}"


def test_the_site_is_built_and_no_link_is_broken(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "boilerplate.related-posts" in (tmp_path / "site/rules/boilerplate.html").read_text("utf-8")
