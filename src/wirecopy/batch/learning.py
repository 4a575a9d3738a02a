"""The first of two sweeps: count the lines of each site in bounded memory, and write what repeats as a pack of sites.

Workers take documents apart; one process counts, in the order of the input, so that the pack does not depend on their timing.
"""

from __future__ import annotations

import re
import shutil
from hashlib import blake2b
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from wirecopy import api
from wirecopy.batch.record import Outcome, Problem
from wirecopy.batch.worker import failed
from wirecopy.learn import pack
from wirecopy.learn.counts import MIN_DOCUMENTS
from wirecopy.learn.keys import host_key
from wirecopy.learn.sketch import SiteSketch
from wirecopy.model import Source
from wirecopy.rulebook import RuleError
from wirecopy.rulebook.sites import load_site
from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from wirecopy.batch.record import Item, Record
    from wirecopy.config import Config

NAME = "learned"
ENOUGH = 3
"""With fewer documents of a site, what repeats may be chance."""
MAX_HOSTS = 512
CAPACITY = 1024
"""So many sites, and lines of each, are counted at the same time: some 200 MB at most."""
MAX_DOCUMENTS = 500_000
"""Of so many documents it is known that they were met: one that is there twice counts once."""
LEAST_SHARE = 0.02
"""A line must stand in at least this share of a site's documents: what few of many share may be their articles'."""
_LONGEST = 400
"""Of longer lines, which are prose, beginning and end are looked at."""
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")


class Learned(NamedTuple):
    """The configuration with the pack, and the pack."""

    config: Config
    pack: Path


def host_of(record: Record) -> str | None:
    """Return the site of a document: by its URL, else by a folder on its path that is named after a host."""
    names = [record.url] if record.url else list(reversed(PurePath(record.name).parts[:-1]))
    hosts = (host_key(name) for name in names)
    return next((host for host in hosts if host and len(host) < 200 and _HOST.fullmatch(host)), None)


def lines_of(item: Item, config: Config) -> Outcome:
    """Return the lines of a document as an outcome's text, and its host as the row: a page as the markup pass leaves it."""
    if not isinstance(item, Outcome | Problem):
        host = host_of(item)
        try:
            source = Source(item.data, media=item.media, url=item.url, path=item.name, declared=item.declared)
            html = host and source.media == "html"
            text = api.clean(source, passes=("markup",), config=config).text if html else source.text
        except Exception as error:  # noqa: BLE001 - told when it is cleaned
            return failed(item, str(error))
        lines = (_short(line.strip()) for line in text.splitlines()) if host else ()
        return Outcome(item.id, text="\n".join(filter(None, lines)).encode("utf-8", "replace"), row={"host": host})
    return failed(item, "")


def learn(
    config: Config, sweep: Iterable[Outcome], side: Path, *, again: bool, stop: Callable[[], bool]
) -> Learned | None:
    """Return the configuration with what the sweep found on top; what an earlier run found is taken unless `again`."""
    folder = side / NAME
    if again or not folder.is_dir():
        sites = _count(sweep)
        if stop():
            return None
        shutil.rmtree(folder, ignore_errors=True)
        partial = side / f"{NAME}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        (partial / "sites").mkdir(parents=True)
        for host, sketch in sorted(sites.items()):
            _write(partial / "sites" / f"{host}.yaml", host, sketch)
        partial.rename(folder)
    return Learned(config._replace(packs=(*config.packs, str(folder))), folder)


def _count(sweep: Iterable[Outcome]) -> dict[str, SiteSketch]:
    sites: dict[str, SiteSketch] = {}
    met: dict[bytes, None] = {}
    for outcome in sweep:
        host = outcome.row and outcome.row.get("host")
        if outcome.error or not isinstance(host, str):
            continue
        digest = blake2b(host.encode() + b"\n" + outcome.text, digest_size=8).digest()
        if digest in met:  # the same article once more says nothing about the site
            continue
        met[digest] = None
        if len(met) > MAX_DOCUMENTS:
            del met[next(iter(met))]
        if host not in sites:
            if len(sites) >= MAX_HOSTS:
                sites.pop(min(sites, key=lambda name: sites[name].documents))
            sites[host] = SiteSketch(CAPACITY)
        sites[host].add(outcome.text.decode().split("\n"))
    return sites


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
