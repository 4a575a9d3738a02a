"""Where documents come from: files, folders and datasets, on this machine or behind an address. Everything is streamed.

A reader yields `Record`s, and a `Problem` for what it cannot read; it never raises for what is in the data. Nothing is
unpacked beyond `max_bytes` a document, so an archive bomb costs no more than that. How each kind of dataset is read is in
`formats`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from wirecopy.batch.journal import JournalError
from wirecopy.batch.places import MissingExtraError, Place, PlaceError, is_remote, place
from wirecopy.batch.reading import TEXT_SUFFIXES
from wirecopy.batch.record import Problem, Record
from wirecopy.text.binary import binary_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from wirecopy.batch.reading import Reading

KINDS = {
    "jsonl": (".jsonl", ".ndjson"),
    "csv": (".csv", ".tsv"),
    "parquet": (".parquet",),
    "warc": (".warc", ".warc.gz"),
    "zip": (".zip",),
    "tar": (".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2"),
}
PACKED = frozenset({"jsonl", "csv"})
"""Kinds whose names may end in `.gz` or `.zst` too."""


def read(paths: Sequence[str], how: Reading) -> Iterator[Record | Problem]:
    """Yield each document of the inputs, in an order that depends on their names alone.

    Raises:
        MissingExtraError: an optional package is needed.
        JournalError: a run that goes on finds other files.

    """
    if how.gauge:
        how.gauge.restart()
    for item in _read(paths, how):
        if how.marks is None or how.marks.takes():
            yield item
    if how.marks:
        how.marks.end()


def _read(paths: Sequence[str], how: Reading) -> Iterator[Record | Problem]:
    for name, id_ in zip(paths, ids_of(paths), strict=True):
        try:
            source = place(name)
            if source.is_folder():
                yield from _folder(source, id_ and id_ + "/", how)
            elif not source.exists():
                yield Problem(name, "no such file or folder")
            else:
                yield from _file(source, id_ or source.base, how)
        except (MissingExtraError, JournalError):
            raise
        except PlaceError as error:
            yield Problem(name, str(error.strerror))
        except Exception as error:  # noqa: BLE001 - stores raise what they like: no credentials, no such host
            yield Problem(name, _why(error))


def ids_of(paths: Sequence[str]) -> list[str]:
    """Return what the ids of each input begin with: its path below what all inputs share; nothing for a single input."""
    if len(paths) == 1:
        return [""]
    parts = [(path if is_remote(path) else os.path.abspath(path)).rstrip("/").split("/") for path in paths]  # noqa: PTH100 - ids keep links
    shared = 0
    while all(len(one) > shared + 1 and one[shared] == parts[0][shared] for one in parts):
        shared += 1
    return ["/".join(one[shared:]) for one in parts]


def is_dataset(path: Path) -> bool:
    """Tell whether a file holds many documents."""
    return kind_of(path.name) is not None


def kind_of(name: str) -> str | None:
    """Return the kind of dataset that a file is, by the end of its name; None for a file that is one document."""
    name = name.lower()
    bare = name.removesuffix(".gz").removesuffix(".zst")
    return next((kind for kind, ends in KINDS.items() if (bare if kind in PACKED else name).endswith(ends)), None)


def _folder(folder: Place, prefix: str, how: Reading) -> Iterator[Record | Problem]:
    found = False
    for relative, source in folder.walk():
        if isinstance(source, OSError):
            found = True
            yield Problem(prefix + relative, f"cannot be listed: {_why(source)}")
            continue
        if not _is_taken(relative, source, how):
            continue
        found = True
        yield from _file(source, prefix + relative, how)
    if not found:
        yield Problem(folder.name, "no document in this folder (looked for text, HTML and datasets; see --include)")


def _is_taken(relative: str, source: Place, how: Reading) -> bool:
    """Tell whether a file of a folder is read: what `include` names, else text, HTML and datasets."""
    known = relative.lower().endswith(TEXT_SUFFIXES) or kind_of(relative) is not None
    return how.wants(relative, source.name) and (known or bool(how.include))


def _file(source: Place, id_: str, how: Reading) -> Iterator[Record | Problem]:
    """Yield the documents of one file; what goes wrong in it is a `Problem`, and ends this file only."""
    kind = kind_of(source.base)
    try:
        if how.marks and not how.marks.wants(source):
            return
        if not source.is_file():
            yield Problem(id_, "is not a regular file (a pipe or a device, perhaps)")
            return
        size = source.size()
        if how.gauge:
            how.gauge.begin(size)
        if kind is not None:
            from wirecopy.batch.formats import READERS

            yield from READERS[kind](source, id_, how)
            return
        if size > how.max_bytes:
            yield Problem(id_, f"larger than {how.max_bytes} bytes (see --max-bytes)")
            return
        with how.open(source) as file:
            raw = file.read(how.max_bytes + 1)
    except (MissingExtraError, JournalError):
        raise
    except Exception as error:  # noqa: BLE001 - libraries of formats raise what they like on broken data
        yield Problem(id_, f"cannot be read: {_why(error)}")
        return
    if binary := binary_kind(raw):
        yield Problem(id_, f"looks like {binary}, not text")
    else:
        yield Record(id_, raw, path=source.name, media=how.media, lang=how.lang)


def _why(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else f"{type(error).__name__}: {error}"


def measure(paths: Iterable[str], how: Reading) -> int:
    """Return the size of all inputs on this machine in bytes, as they lie on disk."""
    total = 0
    for name in paths:
        source = Place(name)
        if not source.is_folder():
            total += source.size() if source.exists() else 0
            continue
        for relative, one in source.walk():
            if isinstance(one, Place) and _is_taken(relative, one, how) and one.is_file():
                total += one.size()
    return total
