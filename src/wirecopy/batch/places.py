"""Place: where bytes are, on this machine or behind an address as `s3://bucket/key`. fsspec (an extra) is imported here only."""

from __future__ import annotations

import io
import os
import re
import stat
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]+://", re.IGNORECASE)

_NO_FOLDERS = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss", "memory"})
"""Stores without folders: to make one would make a bucket that nobody asked for."""


class MissingExtraError(RuntimeError):
    """An optional package is needed; the message says which one, and how to get it."""


class PlaceError(OSError):
    """A place that cannot be read or written; the message says why."""


def is_remote(name: str) -> bool:
    """Tell whether a name is an address: it begins with `scheme://`."""
    return _SCHEME.match(name) is not None


class Place:
    """A file or folder. `name` is what a person calls it, and what configuration and report see."""

    def __init__(self, name: str, system: Any = None) -> None:
        self.name = name
        self._system = system

    @property
    def base(self) -> str:
        """The last part of the name."""
        return PurePosixPath(self.name).name if self._system else Path(self.name).name

    def is_folder(self) -> bool:
        """Tell whether there is a folder here."""
        return bool(self._system.isdir(self.name)) if self._system else Path(self.name).is_dir()

    def exists(self) -> bool:
        """Tell whether anything is here."""
        return bool(self._system.exists(self.name)) if self._system else Path(self.name).exists()

    def is_file(self) -> bool:
        """Tell whether a file is here: something that ends, no pipe and no device."""
        if self._system:
            return not self.is_folder()
        return stat.S_ISREG(Path(self.name).stat().st_mode)

    def size(self) -> int:
        """Return the size in bytes."""
        return int(self._system.size(self.name)) if self._system else Path(self.name).stat().st_size

    def tag(self) -> str | None:
        """Return what changes with the content behind an address, as its store tells it; None: nobody tells."""
        told = self._system.info(self.name) if self._system else {}
        tag = told.get("ETag") or told.get("etag")
        return f"{tag} {told.get('size')}" if tag else None

    def open(self) -> IO[bytes]:
        """Open the file for reading."""
        if self._system:
            # fsspec's own files know no `readline(size)`, which keeps lines without an end out of memory.
            return io.BufferedReader(self._system.open(self.name, "rb"))
        return Path(self.name).open("rb")

    def walk(self) -> Iterator[tuple[str, Place | OSError]]:
        """Yield the files below this folder with their path in it, in the order of their names; hidden ones are left out.

        What cannot be listed comes as the error that says why.
        """
        if self._system:
            yield from self._walk_remote(self.name, "")
            return
        errors: list[OSError] = []
        for parent, folders, files in os.walk(self.name, onerror=errors.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if not name.startswith("."):
                    path = Path(parent, name)
                    yield path.relative_to(self.name).as_posix(), Place(str(path))
            while errors:
                yield self._told(errors)
        while errors:
            yield self._told(errors)

    def _told(self, errors: list[OSError]) -> tuple[str, OSError]:
        error = errors.pop(0)
        return os.path.relpath(error.filename, self.name), error

    def _walk_remote(self, folder: str, inside: str) -> Iterator[tuple[str, Place | OSError]]:
        try:
            entries = self._system.ls(folder, detail=True)
        except OSError as error:
            yield inside or ".", error
            return
        here = str(self._system._strip_protocol(folder)).rstrip("/")  # noqa: SLF001 - fsspec has no other name for it
        named = sorted(
            (PurePosixPath(entry["name"]).name, entry) for entry in entries if entry["name"].rstrip("/") != here
        )
        folders = [name for name, entry in named if entry["type"] == "directory" and not name.startswith(".")]
        for name, entry in named:
            if entry["type"] != "directory" and not name.startswith("."):
                yield inside + name, Place(f"{folder.rstrip('/')}/{name}", self._system)
        for name in folders:
            yield from self._walk_remote(f"{folder.rstrip('/')}/{name}", f"{inside}{name}/")


def place(name: str) -> Place:
    """Return the place of a name.

    Raises:
        MissingExtraError: an address, and what it needs is not installed.
        PlaceError: an address of a kind that nobody knows.

    """
    return Place(name, system_of(name)) if is_remote(name) else Place(name)


def system_of(name: str) -> Any:
    """Return fsspec's file system for an address. Credentials and endpoint come from where its packages look for them.

    Raises:
        MissingExtraError: fsspec, or the package for this kind of address, is not installed.
        PlaceError: an address of a kind that nobody knows.

    """
    try:
        import fsspec
    except ImportError as error:
        raise MissingExtraError(f"{name}: addresses need the extra: pip install 'wirecopy[remote]'") from error
    try:
        return fsspec.core.url_to_fs(name)[0]
    except ImportError as error:
        raise MissingExtraError(f"{name}: {error}; S3 comes with pip install 'wirecopy[remote]'") from error
    except ValueError as error:
        raise PlaceError(0, str(error), name) from error


def upload(source: Path, target: str) -> None:
    """Copy a local file to an address, in one step where the store has one (S3 has)."""
    system = system_of(target)
    if target.partition("://")[0].lower() not in _NO_FOLDERS:
        system.makedirs(target.rpartition("/")[0], exist_ok=True)
    system.put_file(str(source), target)
