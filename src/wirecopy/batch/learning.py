"""The first of two sweeps: count lines and words in bounded memory, and write what repeats on a site as a pack.

Workers take documents apart; one process counts, in the order of the input, so that the pack does not depend on their timing.
"""

from __future__ import annotations

import re
import shutil
from hashlib import blake2b
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple, cast

from wirecopy import api
from wirecopy.batch.record import Outcome, Problem
from wirecopy.batch.worker import failed
from wirecopy.learn import pack
from wirecopy.learn.counts import MIN_DOCUMENTS
from wirecopy.learn.keys import host_key
from wirecopy.learn.sketch import SiteSketch
from wirecopy.learn.zone import is_prose
from wirecopy.model import Source
from wirecopy.rulebook import RuleError
from wirecopy.rulebook.sites import load_site
from wirecopy.text.files import write_atomically
from wirecopy.words.corpus import LEAST, Counts, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from wirecopy.batch.record import Item, Record
    from wirecopy.config import Config

NAME, WORDS = "learned", "words.bin"
ENOUGH = 3
"""With fewer documents of a site, what repeats may be chance."""
MAX_HOSTS = 512
CAPACITY = 1024
"""So many sites, and lines of each, are counted at the same time: some 200 MB at most."""
MAX_PARAGRAPHS = 1_000_000
"""Of so many paragraphs it is known that they were met (some 100 MB): an article that is there twice counts once."""
LEAST_SHARE = 0.02
"""A line must stand in at least this share of a site's documents: what few of many share may be their articles'."""
_LONGEST = 400
"""Of longer lines, which are prose, beginning and end are looked at."""
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")


class Want(NamedTuple):
    """What is to be learned: the lines of sites, in how many documents each word stands."""

    lines: bool
    words: bool


class Learned(NamedTuple):
    """The configuration with what was learned, and the pack of sites (None: lines were not asked for)."""

    config: Config
    pack: Path | None


def host_of(record: Record) -> str | None:
    """Return the site of a document: by its URL, else by a folder on its path that is named after a host."""
    names = [record.url] if record.url else list(reversed(PurePath(record.name).parts[:-1]))
    hosts = (host_key(name) for name in names)
    return next((host for host in hosts if host and len(host) < 200 and _HOST.fullmatch(host)), None)


def lines_of(item: Item, config: Config) -> Outcome:
    """Return what is counted of a document: its lines as the outcome's text, host and words as the row.

    The lines of a page are those that the markup pass leaves.
    """
    if isinstance(item, Outcome | Problem):
        return failed(item, "")
    try:
        source = Source(item.data, media=item.media, url=item.url, path=item.name, declared=item.declared)
        html = source.media == "html"
        text = api.clean(source, passes=("markup",), config=config).text if html else source.text
    except Exception as error:  # noqa: BLE001 - told when it is cleaned
        return failed(item, str(error))
    lines = filter(None, (_short(line.strip()) for line in text.splitlines()))
    row: dict[str, object] = {"host": host_of(item), "words": sorted(words_of(text))}
    return Outcome(item.id, text="\n".join(lines).encode("utf-8", "replace"), row=row)


def learn(
    config: Config, sweep: Iterable[Outcome], want: Want, side: Path, *, again: bool, stop: Callable[[], bool]
) -> Learned | None:
    """Return the configuration with what the sweep found on top; what an earlier run found is taken unless `again`."""
    folder = side / NAME
    if again or not folder.is_dir():
        counts = _Counts()
        for outcome in sweep:
            counts.add(outcome)
        if stop():
            return None
        partial = side / f"{NAME}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        counts.write(partial)
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)
    words = folder / WORDS
    if want.lines:
        config = config._replace(packs=(*config.packs, str(folder)))
    if want.words and words.is_file():
        config = config._replace(corpus=str(words))
    return Learned(config, folder if want.lines else None)


class _Counts:
    """The lines of each site and the words of all documents; an article that is there twice counts once."""

    def __init__(self) -> None:
        self._sites: dict[str, SiteSketch] = {}
        self._words = Counts()
        self._met: dict[bytes, None] = {}

    def add(self, outcome: Outcome) -> None:
        """Count a document."""
        if outcome.error or not outcome.row:
            return
        host = outcome.row["host"]
        lines = outcome.text.decode().split("\n")
        if self._is_copy(f"{host}\n", lines):
            return
        self._words.add(cast("list[str]", outcome.row["words"]))
        if isinstance(host, str):
            if host not in self._sites and len(self._sites) >= MAX_HOSTS:
                self._sites.pop(min(self._sites, key=lambda name: self._sites[name].documents))
            self._sites.setdefault(host, SiteSketch(CAPACITY)).add(lines)

    def _is_copy(self, site: str, lines: list[str]) -> bool:
        """Tell whether most of a document's prose was met on its site before: the same article says nothing about the site.

        Its lines, met again and again with other furniture around them, would pass for the site's.
        """
        told = [line for line in lines if is_prose(line)] or ["\n".join(lines)]
        keys = dict.fromkeys(blake2b((site + line).encode(), digest_size=8).digest() for line in told)
        copied = 2 * sum(key in self._met for key in keys) > len(keys)
        for key in keys:
            self._met[key] = None
        while len(self._met) > MAX_PARAGRAPHS:
            del self._met[next(iter(self._met))]
        return copied

    def write(self, folder: Path) -> None:
        """Write a site pack for each host, and the table of words where there are enough documents."""
        (folder / "sites").mkdir(parents=True)
        for host, sketch in sorted(self._sites.items()):
            _write(folder / "sites" / f"{host}.yaml", host, sketch)
        if self._words.documents >= LEAST:
            write_atomically(folder / WORDS, self._words.dump())


def _write(path: Path, host: str, sketch: SiteSketch) -> None:
    least = max(MIN_DOCUMENTS, round(LEAST_SHARE * sketch.documents))
    lines = [line for line in sketch.repeated(least) if line.line.isprintable()]
    if sketch.documents < ENOUGH or not lines:
        return
    write_atomically(path, pack.write(host, sketch.documents, lines).encode(), sync=False)
    try:
        load_site(path)
    except RuleError:  # a line that YAML cannot hold
        path.unlink()


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"
