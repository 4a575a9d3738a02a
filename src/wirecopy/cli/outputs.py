"""Where a command's text goes: standard output, or a file that is complete or not there at all."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def over_an_input(target: Path | str | None, paths: Iterable[str]) -> str | None:
    """Return why nothing can be written to `target`, if it is one of the inputs."""
    if target is None or not os.path.exists(target):  # noqa: PTH110 - a name may be no path at all
        return None
    same = any(name != "-" and os.path.exists(name) and os.path.samefile(name, target) for name in paths)  # noqa: PTH110, PTH121
    return f"{target} is an input, and would be overwritten" if same and os.path.isfile(target) else None  # noqa: PTH113


def over_no_page(target: Path | None) -> str | None:
    """Return why no page can be written to `target`, if a file is there that is none: a report or a text, perhaps."""
    if target is None or not target.is_file() or not target.stat().st_size:
        return None
    with target.open("rb") as file:
        is_page = file.read(len(_PAGE)).lower() == _PAGE
    return None if is_page else f"{target} is there and is no page: move it away, or name another file"


_PAGE = b"<!doctype html"


@contextmanager
def open_output(path: Path | None) -> Iterator[TextIO]:
    """Yield the stream to write to; a file is written when all is done without an exception."""
    if path is None:
        yield sys.stdout
        return
    buffer = io.StringIO()
    yield buffer
    write_atomically(path, buffer.getvalue().encode("utf-8", "backslashreplace"))
