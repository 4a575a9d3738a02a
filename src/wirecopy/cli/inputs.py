"""Read the inputs that a command names: files, folders, standard input. A bad one is told and the others go on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.text.binary import binary_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"
SUFFIXES = {".txt", ".html", ".htm", ".text", ".md"}
"""What is taken from a folder; a file named on the command line is read whatever its name."""


class Input(NamedTuple):
    """One document to read. `relative` is its place below the folder that was named, else its file name."""

    name: str
    relative: Path
    raw: bytes


class BadInput(NamedTuple):
    """An input that could not be read, and why."""

    name: str
    why: str


def read(paths: Iterable[str]) -> Iterator[Input | BadInput]:
    """Yield each document that `paths` name, in order; folders are walked in sorted order."""
    for name in paths:
        if name == STDIN:
            yield Input("<stdin>", Path("stdin.txt"), sys.stdin.buffer.read())
            continue
        path = Path(name)
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
            if not files:
                yield BadInput(name, f"no file in this folder ends in {', '.join(sorted(SUFFIXES))}")
            for file in files:
                yield _read_file(file, file.relative_to(path))
        else:
            yield _read_file(path, Path(path.name))


def _read_file(path: Path, relative: Path) -> Input | BadInput:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return BadInput(str(path), "no such file")
    except OSError as error:
        return BadInput(str(path), f"cannot be read: {error.strerror}")
    kind = binary_kind(raw)
    if kind:
        return BadInput(str(path), f"looks like {kind}, not text")
    return Input(str(path), relative, raw)
