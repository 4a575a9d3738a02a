"""`wirecopy check --add-words`: the words of the present typo findings go into the project's word list."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from wirecopy.cli import ERROR, OK
from wirecopy.config import wordlist
from wirecopy.report.look import counted

if TYPE_CHECKING:
    from pathlib import Path

    from wirecopy.config import Config
    from wirecopy.model import Result


class Words:
    """What to add, by file."""

    def __init__(self) -> None:
        self._found: dict[Path, set[str]] = {}
        self._unnamed: set[Path] = set()
        self._others = 0

    def note(self, config: Config, result: Result) -> None:
        """Take the words of one result."""
        target = wordlist.target(config)
        if not config.words:
            self._unnamed.add(target)
        for finding in result.findings:
            if word := wordlist.accused(finding, result.source.text):
                self._found.setdefault(target, set()).add(word)
            else:
                self._others += finding.family == "typos"

    def write(self, code: int) -> int:
        """Write the files and tell what was added; return the exit code."""
        for target, words in self._found.items():
            count = wordlist.add(target, words)
            print(f"wirecopy: {counted(count, 'word')} accepted -> {target}", file=sys.stderr)
            if target in self._unnamed:
                print(
                    f'wirecopy: put words = "{target.name}" into the configuration to have them always', file=sys.stderr
                )
        if not self._found:
            print("wirecopy: no new words to accept", file=sys.stderr)
        if self._others:
            print(
                f"wirecopy: not added: {counted(self._others, 'finding')} about where a word stands, not about the word",
                file=sys.stderr,
            )
        return ERROR if code == ERROR else OK
