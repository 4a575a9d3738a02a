"""`wirecopy check --add-words`: the words of the present typo findings go into the project's word list."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.cli import ERROR, OK
from wirecopy.config import wordlist
from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    from wirecopy.config import Config
    from wirecopy.model import Result

RULES = frozenset({"typos.misspelling", "typos.name-variant", "typos.missing-space"})
"""The rules that accuse a word of its own; the others accuse where a word stands."""


class Words:
    """What to add, by file."""

    def __init__(self) -> None:
        self._found: dict[Path, set[str]] = {}
        self._unnamed: set[Path] = set()
        self._others = 0

    def note(self, config: Config, result: Result) -> None:
        """Take the words of one result."""
        target = Path(config.words) if config.words else Path(config.root or ".") / wordlist.NAME
        if not config.words:
            self._unnamed.add(target)
        for finding in result.findings:
            word = finding.span.of(result.source.text)
            if finding.rule in RULES and all(part.isalpha() for part in word.replace("’", "'").split("'")):
                self._found.setdefault(target, set()).add(word)
            else:
                self._others += finding.family == "typos"

    def write(self, code: int) -> int:
        """Write the files and tell what was added; return the exit code."""
        for target, words in self._found.items():
            text = target.read_text("utf-8-sig") if target.is_file() else ""
            new = wordlist.added(text, words)
            write_atomically(target, new.encode())
            count = len(new.splitlines()) - len((text or wordlist.HEADER).splitlines())
            print(f"wirecopy: {count} word{'s' * (count != 1)} accepted -> {target}", file=sys.stderr)
            if target in self._unnamed:
                print(
                    f'wirecopy: put words = "{target.name}" into the configuration to have them always', file=sys.stderr
                )
        if not self._found:
            print("wirecopy: no new words to accept", file=sys.stderr)
        if self._others:
            print(
                f"wirecopy: left as they are, being about where a word stands: {self._others} findings", file=sys.stderr
            )
        return ERROR if code == ERROR else OK
