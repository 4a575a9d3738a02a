"""Fingerprints: what a result depends on besides its document, in one word that costs little to make.

Where the same document meets the same fingerprint, the result is the same. What cannot be known so (a plug-in's code, a
LanguageTool server) has no fingerprint, and nothing of it is kept.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy import __version__
from wirecopy.config import Config
from wirecopy.rulebook import locate
from wirecopy.rulebook.stamp import STAMP

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).parent.parent
_LIBRARIES = ("ftfy", "beautifulsoup4", "soupsieve", "chardet", "simplemma", "pyspellchecker")
"""What a result depends on of other people's packages, by the names they are installed under."""


def of_settings(config: Config) -> str | None:
    """Return the fingerprint of program and configuration (that of one file); None: results under it cannot be kept."""
    if config.plugins or config.grammar or "grammar" in config.passes:
        return None
    default = Config()
    asked = config._replace(
        path=None,
        root=None,
        origins={},
        overrides=(),
        exclude=(),
        baseline=None,
        packs=(),
        fail_level=default.fail_level,
        rule_url=default.rule_url,
        cache=default.cache,
        cache_dir=default.cache_dir,
    )
    return digest(program(), repr(asked), *_named(config))


def for_file(config: Config, name: str) -> Config:
    """Return a configuration as it is for one file: overrides on top, only the ignores that match; itself where it has none."""
    if not config.overrides and not config.per_file_ignores:
        return config
    return config.for_file(name)._replace(per_file_ignores=dict(config.ignores_for(name)))


@cache
def program() -> str:
    """Return the fingerprint of this program: an installed one by the checksums of its wheel, a checkout by its files' times."""
    locate.folder()  # compiles rules that have changed
    return digest(__version__, sys.version, *libraries(), *(_wheel() or _files(_PACKAGE)))


def digest(*parts: str) -> str:
    """Return one word for all parts."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _wheel() -> list[str]:
    """Return the checksums that an installer puts beside the package; none for a checkout.

    The stamp of the rules says when they were compiled, so that two builds of the same rules differ in it.
    """
    record = _PACKAGE.parent / f"wirecopy-{__version__}.dist-info" / "RECORD"
    if not record.is_file():
        return []
    lines = record.read_text("utf-8").splitlines()
    return sorted(line for line in lines if line.startswith("wirecopy/") and f"/{STAMP}," not in line)


def _files(folder: Path) -> list[str]:
    """Return name, size and time of all files in a folder."""
    found: list[str] = []
    pending = [str(folder)]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.name == "__pycache__":
                    continue
                if entry.is_dir():
                    pending.append(entry.path)
                else:
                    state = entry.stat()
                    found.append(f"{entry.path} {state.st_size} {state.st_mtime_ns}")
    return sorted(found)


def libraries() -> Iterator[str]:
    """Yield the versions of other people's packages that results depend on, or that one is missing."""
    from importlib.metadata import PackageNotFoundError, version

    for name in _LIBRARIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} is missing"


def _named(config: Config) -> Iterator[str]:
    """Yield what stands in the files that a configuration names: packs, the baseline, whatever an option points to."""
    for name in config.packs:
        folder = locate.pack(name)
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            yield f"{name} {path.relative_to(folder)} {_content(path)}"
    yield from named_files(config)


def named_files(config: Config) -> Iterator[str]:
    """Yield what stands in the single files that a configuration names: baseline, word list, corpus, whatever an option points to."""
    options = (value for table in config.options.values() for value in table.values())
    for value in (config.baseline, config.words, config.corpus, *options):
        if isinstance(value, str) and Path(value).is_file():
            yield f"{value} {_content(Path(value))}"


def _content(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
