"""`wirecopy learn`: find the lines that repeat across the documents of a site and write them into a pack for review."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy import api
from wirecopy.cli import ERROR, OK
from wirecopy.cli.inputs import Documents
from wirecopy.cli.options import make_parser
from wirecopy.cli.run import complain
from wirecopy.learn import pack
from wirecopy.learn.counts import MIN_DOCUMENTS, SiteCounts
from wirecopy.learn.keys import host_key
from wirecopy.model import Source
from wirecopy.report.look import counted
from wirecopy.rulebook.sites import load_site
from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from wirecopy.batch.reading import Reading
    from wirecopy.cli.inputs import Input
    from wirecopy.config import Config

ENOUGH = 3
"""With fewer documents of a site, what repeats may be chance."""


def parser() -> argparse.ArgumentParser:
    """Return the options of `learn`."""
    made = make_parser("learn", "Find the lines that repeat across the documents of a site; write a pack for review.")
    made.add_argument("folder", metavar="FOLDER", help="documents of one site, or a folder for each host")
    made.add_argument("--host", help="the site that all the documents are from (default: the name of their folder)")
    made.add_argument("-o", "--output", default="rules", metavar="PACK", help="pack to write to (default: rules)")
    made.add_argument(
        "--words",
        metavar="FILE",
        help="count in how many documents each word stands instead, into a file for `corpus = FILE`",
    )
    made.add_argument(
        "--least", type=int, default=2, metavar="N", help="in how many documents a line must stand (default: 2)"
    )
    return made


class _Reading:
    """What reading the folder depends on: no configuration."""

    stdin_name = "<stdin>"
    media: str | None = None
    force_exclude = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def config_for(self, name: str) -> Config:  # noqa: ARG002 - the protocol's shape
        """Return the defaults."""
        from wirecopy.config import Config

        return Config()

    def reading(self) -> Reading:
        """Return the defaults."""
        from wirecopy.batch.reading import Reading

        return Reading()


def run(args: argparse.Namespace) -> int:
    """Learn one pack for each host, or count words; a bad document does not stop the others."""
    if not Path(args.folder).is_dir():
        return complain(f"{args.folder}: not a folder")
    if args.words:
        return _learn_words(args.folder, Path(args.words))
    host = host_key(args.host) if args.host else None
    if args.host and host is None:
        return complain(f"--host {args.host}: not a host name, as in example.com")
    if args.least < MIN_DOCUMENTS:
        return complain(f"--least {args.least}: a line that repeats stands in {MIN_DOCUMENTS} documents or more")
    found: dict[str, SiteCounts] = defaultdict(SiteCounts)
    documents = Documents([args.folder], _Reading())
    for item in documents:
        site = host or _host_of(item)
        if site is None:
            return complain(f"{item.name}: no folder above it is named after a host; name it with --host")
        found[site].add(_lines(item))
    return max(_code(documents), _write_all(found, Path(args.output), args.least))


def _learn_words(folder: str, target: Path) -> int:
    """Count the words of all documents; a bad one does not stop the others."""
    from wirecopy.words.corpus import LEAST, Counts, words_of

    if target.is_file() and target.stat().st_size and not _is_counts(target):
        return complain(f"{target} is there and holds no counts: move it away, or name another file")
    counts, documents = Counts(), Documents([folder], _Reading())
    for item in documents:
        counts.add(words_of("\n".join(_lines(item))))
    if counts.documents < LEAST:
        return complain(f"{folder}: {counts.documents} documents are too few to count ({LEAST} at least)")
    write_atomically(target, counts.dump())
    print(f"{target}: the words of {counts.documents} documents; check with it:", file=sys.stderr)
    print(f'  corpus = "{target}" in wirecopy.toml', file=sys.stderr)
    return _code(documents)


def _code(documents: Documents) -> int:
    return ERROR if documents.failed else OK


def _is_counts(path: Path) -> bool:
    from wirecopy.words import corpus

    try:
        corpus.load(str(path))
    except ValueError:
        return False
    return True


def _host_of(item: Input) -> str | None:
    folders = reversed(Path(item.name).resolve().parts[:-1])
    return next((host for folder in folders if (host := host_key(folder))), None)


def _lines(item: Input) -> Iterable[str]:
    """Return the lines of a document: a text as it is, a page as the markup pass leaves it."""
    source = Source(item.raw, path=item.name)
    text = api.clean(source, passes=("markup",)).text if source.media == "html" else source.text
    return text.splitlines()


def _write_all(found: dict[str, SiteCounts], output: Path, least: int) -> int:
    code = OK
    for host, counts in sorted(found.items()):
        if len(counts) < ENOUGH:
            code = complain(f"{host}: {len(counts)} different documents are too few to learn from ({ENOUGH} at least)")
            continue
        lines = counts.repeated(least)
        path = output / "sites" / f"{host}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            code = complain(f"{path}: exists, and may have been reviewed; remove it or choose another pack")
            continue
        write_atomically(path, pack.write(host, len(counts), lines).encode())
        load_site(path)
        print(
            f"{path}: {counted(len(lines), 'line')} from {len(counts)} documents; review it, then clean with it:",
            file=sys.stderr,
        )
        print(f'  packs = ["{output}"] in wirecopy.toml', file=sys.stderr)
    return code if code == OK else ERROR
