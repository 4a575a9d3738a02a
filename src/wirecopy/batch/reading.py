"""Reading: how inputs are read, which files of a folder or archive are taken, and how far the reading is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.config.globs import matches

if TYPE_CHECKING:
    from typing import IO

    from wirecopy.batch.marks import Marks
    from wirecopy.batch.places import Place
    from wirecopy.config import Config

TEXT_SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")


class Gauge:
    """How far the reading is: bytes of the files that were read, and of the one that is being read."""

    def __init__(self) -> None:
        self._done = 0
        self._size = 0
        self._file: IO[bytes] | None = None

    @property
    def done(self) -> int:
        """Bytes read so far, as they lie on disk."""
        if self._file is None:
            return self._done
        return self._done + (self._size if self._file.closed else min(self._file.tell(), self._size))

    def restart(self) -> None:
        """Begin from the first file again."""
        self._done, self._size, self._file = 0, 0, None

    def begin(self, size: int) -> None:
        """Begin a file, the one before it being done."""
        self._done += self._size
        self._size, self._file = size, None

    def watch(self, file: IO[bytes]) -> IO[bytes]:
        """Take the position in this file for how far its reading is."""
        self._file = file
        return file


class Reading(NamedTuple):
    """How inputs are read. `text_column` None: the first of `text`, `content`, `html`, `body` that a row has."""

    text_column: str | None = None
    id_column: str | None = None
    url_column: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    max_bytes: int = 64 << 20
    media: str | None = None
    lang: str | None = None
    config: Config | None = None
    """Whose `exclude` holds too, by the path as the configuration sees it."""
    gauge: Gauge | None = None
    marks: Marks | None = None
    """Which files need not be read, since all that is in them is done."""

    def open(self, source: Place) -> IO[bytes]:
        """Open a file, and measure how far it is read."""
        file = source.open()
        return self.gauge.watch(file) if self.gauge else file

    def wants(self, relative: str, name: str = "") -> bool:
        """Tell whether a file of a folder or archive is to be taken: by its path inside, and its name outside."""
        if any(matches(pattern, relative) for pattern in self.exclude):
            return False
        if self.config and self.config.excludes(name or relative):
            return False
        return not self.include or any(matches(pattern, relative) for pattern in self.include)
