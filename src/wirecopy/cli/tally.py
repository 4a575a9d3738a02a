"""Tally: what is counted over all results of a command: rules, suppressions that were used, accepted findings."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, TextIO

from wirecopy.cli import ERROR, OK
from wirecopy.config import baseline
from wirecopy.engine import suppress
from wirecopy.model.identity import finding_key
from wirecopy.report.look import counted
from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from wirecopy.config import Config
    from wirecopy.model import Finding, Result


class Tally:
    """Counts over results. `keep_findings`: what a baseline needs of each finding is kept too."""

    def __init__(self, *, keep_findings: bool = False) -> None:
        self.files = 0
        self._keep = keep_findings
        self._rules: Counter[str] = Counter()
        self._applied: Counter[str] = Counter()
        self._held: Counter[str] = Counter()
        self._findings: list[tuple[str, str, str, str]] = []

    def add(self, result: Result) -> None:
        """Count one result."""
        self.files += 1
        self._rules.update(finding.rule for finding in result.findings)
        self._applied.update(finding.rule for finding in result.findings if finding.applied)
        self._held.update(held.by for held in result.suppressed)
        if not self._keep:
            return
        accepted = [held.finding for held in result.suppressed if held.by.startswith("baseline ")]
        self._findings += (self._row(result, finding) for finding in (*result.findings, *accepted))

    @staticmethod
    def _row(result: Result, finding: Finding) -> tuple[str, str, str, str]:
        source = result.source
        key = finding_key(finding.rule, source.text, finding.span)
        return key, finding.rule, finding.span.of(source.text)[:200], source.path or ""

    def print_statistics(self, stream: TextIO) -> None:
        """Print how often each rule found something, most often first, and how many of them clean would apply."""
        width = len(str(max(self._rules.values(), default=0)))
        for rule, count in sorted(self._rules.items(), key=lambda item: (-item[1], item[0])):
            applied = f"  ({self._applied[rule]} repaired or removed by clean)" if self._applied[rule] else ""
            print(f"{count:>{width}}  {rule}{applied}", file=stream)
        held = f", {self._held.total()} suppressed" if self._held else ""
        print(f"{counted(self._rules.total(), 'finding')} in {counted(self.files, 'file')}{held}", file=stream)

    def print_unused(self, configs: Iterable[Config]) -> None:
        """Print the suppressions that held back nothing in this run, to standard error."""
        for where, name in dict.fromkeys(_declared(configs)):
            if name not in self._held:
                print(f"wirecopy: unused: {where}: {name} held back nothing in this run", file=sys.stderr)

    def write_baseline(self, path: Path, code: int) -> int:
        """Write all findings as accepted ones, and tell what is new against the file that was there; return the exit code.

        Raises:
            ConfigError: there is a file already, and it is no baseline.

        """
        before = set(baseline.entries(str(path))) if path.exists() else None
        now = {row[0] for row in self._findings}
        write_atomically(path, baseline.dump(self._findings).encode())
        news = "" if before is None else f" ({len(now - before)} new, {len(before - now)} no longer there)"
        print(f"wirecopy: {counted(len(now), 'accepted finding')}{news} -> {path}", file=sys.stderr)
        return ERROR if code == ERROR else OK


def _declared(configs: Iterable[Config]) -> Iterator[tuple[str, str]]:
    """Yield where each suppression was declared and what a report calls it."""
    for config in configs:
        home = config.path or "configuration"

        def where(key: str, origins: Mapping[str, str] = config.origins, home: str = home) -> str:
            return origins.get(key, home)

        for selector, words in config.allow.items():
            yield from ((where("allow"), suppress.allow_name(selector, word)) for word in words)
        for glob, selectors in config.per_file_ignores.items():
            yield from ((where("per_file_ignores"), suppress.ignore_name(glob, name)) for name in selectors)
        for key in ("protect", "protect_patterns"):
            yield from ((where(key), suppress.protect_name(kind)) for kind in getattr(config, key))
        if config.words or "typos" in config.options:
            yield from ((where_, suppress.word_name(entry)) for where_, entry in _words(config))
        if config.baseline:
            for key, what in baseline.entries(config.baseline).items():
                yield f"{config.baseline}: {what}", suppress.baseline_name(key)


def _words(config: Config) -> Iterator[tuple[str, str]]:
    from wirecopy.config import wordlist

    return wordlist.declared(config)
