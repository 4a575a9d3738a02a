"""Where a command's text goes: standard output, or a file that is complete or not there at all."""

from __future__ import annotations

import io
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def open_output(path: Path | None) -> Iterator[TextIO]:
    """Yield the stream to write to; a file is written when all is done without an exception."""
    if path is None:
        yield sys.stdout
        return
    buffer = io.StringIO()
    yield buffer
    write_atomically(path, buffer.getvalue().encode("utf-8", "backslashreplace"))
