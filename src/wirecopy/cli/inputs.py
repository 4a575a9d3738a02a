"""Read the inputs that a command names: files, folders, standard input. A bad one is told and the others go on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from wirecopy.cli.run import complain
from wirecopy.config.globs import matches
from wirecopy.text.binary import binary_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wirecopy.batch.reading import Reading
    from wirecopy.config import Config

STDIN = "-"
SUFFIXES = {".txt", ".html", ".htm", ".text", ".md"}
"""What is taken from a folder; a file named on the command line is read whatever its name."""


class Input(NamedTuple):
    """One document to read. `relative` is its place below the folder that was named, else its file name."""

    name: str
    relative: Path
    raw: bytes
    standard: bool = False
    """Whether it came from standard input, whatever name it goes by."""
    url: str | None = None
    lang: str | None = None
    media: str | None = None
    declared: str | None = None


class BadInput(NamedTuple):
    """An input that could not be read, and why."""

    name: str
    why: str


class Settings(Protocol):
    """What reading depends on besides the paths."""

    stdin_name: str
    media: str | None
    """What the user says that the inputs are: they are taken as that, whatever they look like."""
    force_exclude: bool
    """Leave out what `exclude` names although it was named itself, as hooks do."""

    include: tuple[str, ...]
    """Globs: of a folder only these files, whatever their names end in; none: text and HTML."""
    exclude: tuple[str, ...]
    """Globs: of a folder not these files and folders."""

    def config_for(self, name: str) -> Config:
        """Return the configuration for a file."""

    def reading(self) -> Reading:
        """Return how datasets and archives are read."""


class Documents:
    """The documents that `paths` name, in order. What cannot be read is told on standard error, and `failed` says so."""

    def __init__(self, paths: Iterable[str], settings: Settings) -> None:
        self.failed = False
        self._items = read(paths, settings)

    def __iter__(self) -> Iterator[Input]:
        """Yield them, once."""
        for item in self._items:
            if isinstance(item, BadInput):
                self.failed = True
                complain(f"{item.name}: {item.why}")
            else:
                yield item


def read(paths: Iterable[str], settings: Settings) -> Iterator[Input | BadInput]:
    """Yield each document that `paths` name, in order; folders are walked in sorted order, datasets give their rows."""
    taken = False
    for name in paths:
        if name == STDIN:
            yield BadInput(STDIN, "standard input can be read once only") if taken else _standard(settings)
            taken = True
            continue
        path = Path(name)
        if settings.force_exclude and _excluded(path, settings):
            continue
        if path.suffix.lower() not in SUFFIXES and path.is_file() and _holds_many(path):
            yield from _rows(path, settings)
        elif path.is_dir():
            files = list(_walk(path, settings, path))
            if not files:
                yield BadInput(name, _nothing_in_it(settings))
            for file in files:
                yield file if isinstance(file, BadInput) else _read_file(file, file.relative_to(path), settings)
        else:
            yield _read_file(path, Path(path.name), settings)


def _standard(settings: Settings) -> Input | BadInput:
    try:
        return Input(settings.stdin_name, Path("stdin.txt"), sys.stdin.buffer.read(), standard=True)
    except (AttributeError, OSError):  # Python gives no stream where the descriptor is closed
        return BadInput(STDIN, "standard input is closed")


def _holds_many(path: Path) -> bool:
    from wirecopy.batch.sources import is_dataset

    return is_dataset(path)


def _rows(path: Path, settings: Settings) -> Iterator[Input | BadInput]:
    """Yield the documents of a dataset; a row goes by the dataset's name, `#` and its number (from 0)."""
    from wirecopy.batch.places import MissingExtraError
    from wirecopy.batch.record import Problem
    from wirecopy.batch.sources import read as read_records

    try:
        for record in read_records([str(path)], settings.reading()):
            name = str(path.parent / record.id)
            if isinstance(record, Problem):
                yield BadInput(name, record.why)
                continue
            raw = record.data.encode("utf-8", "surrogatepass") if isinstance(record.data, str) else record.data
            yield Input(
                name,
                Path(record.id),
                raw,
                url=record.url,
                lang=record.lang,
                media=record.media,
                declared=record.declared,
            )
    except MissingExtraError as error:
        yield BadInput(str(path), str(error))


def _nothing_in_it(settings: Settings) -> str:
    if settings.include or settings.exclude:
        return "no file in this folder is left by --include and --exclude"
    return f"no file in this folder ends in {', '.join(sorted(SUFFIXES))}"


def _walk(folder: Path, settings: Settings, top: Path) -> Iterator[Path | BadInput]:
    """Yield the files to take from a folder, sorted; hidden folders and what is excluded are left out."""
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        yield BadInput(str(folder), f"cannot be listed: {error.strerror}")
        return
    for path in inside:
        relative = path.relative_to(top).as_posix()
        try:
            if _excluded(path, settings) or any(matches(glob, relative) for glob in settings.exclude):
                continue
            is_folder, is_file = path.is_dir(), path.is_file()
        except OSError as error:
            yield BadInput(str(path), f"cannot be read: {error.strerror}")
            continue
        if is_folder:
            if not path.name.startswith(".") and not path.is_symlink():
                yield from _walk(path, settings, top)
        elif is_file and _is_taken(path, relative, settings.include):
            yield path


def _is_taken(path: Path, relative: str, include: tuple[str, ...]) -> bool:
    return any(matches(glob, relative) for glob in include) if include else path.suffix.lower() in SUFFIXES


def _excluded(path: Path, settings: Settings) -> bool:
    return settings.config_for(str(path)).excludes(str(path))


def _read_file(path: Path, relative: Path, settings: Settings) -> Input | BadInput:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return BadInput(str(path), "no such file")
    except OSError as error:
        return BadInput(str(path), f"cannot be read: {error.strerror}")
    kind = None if settings.media else binary_kind(raw)
    if kind:
        return BadInput(str(path), f"looks like {kind}, not text (--media text takes it as text all the same)")
    return Input(str(path), relative, raw)
