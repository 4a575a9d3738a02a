"""The word list of a project: words and names that the typo checks accept, in a text file that people keep.

One entry a line: a word with capitals counts as it is written, one in small letters in any case, `/.../` is a regular expression
of whole words. `# ...` is a comment. `[glob]` begins entries that count only in the files that the glob matches, as
`per-file-ignores` does. `wirecopy check --add-words` adds to the entries for all files, in order, and touches nothing else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.config.globs import matches
from wirecopy.config.model import ConfigError
from wirecopy.engine.suppress import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wirecopy.config.model import Config
    from wirecopy.model import Finding

NAME = "wirecopy-words.txt"
"""The file that `check --add-words` writes where the configuration names none."""
HEADER = """\
# Words and names that are right. One a line; in small letters: in any case. /[A-Z][a-z]+coin/ is a regular expression of whole
# words. Under a line like [es/**], only in the files that it matches. `wirecopy check --unused` tells which are not needed.
"""


ACCUSE_WORDS = frozenset({"typos.misspelling", "typos.name-variant", "typos.missing-space"})
"""The rules that accuse a word of its own; the others accuse where a word stands."""


class Entry(NamedTuple):
    """A line of the file: the word or `/pattern/`, the glob of the files that it counts in ("" for all), and its line."""

    text: str
    glob: str
    line: int


def entries(path: str) -> tuple[Entry, ...]:
    """Return the entries of the file at `path`.

    Raises:
        ConfigError: there is no such file, or a pattern in it cannot be used.

    """
    try:
        changed = Path(path).stat().st_mtime_ns
        return _entries(path, changed)
    except OSError as error:
        raise ConfigError(
            f"{path}: the word list cannot be read: {error.strerror} (`wirecopy check PATH... --add-words` writes one)"
        ) from error


@lru_cache(maxsize=8)
def _entries(path: str, changed: int) -> tuple[Entry, ...]:  # noqa: ARG001 - a new time makes a new entry of the cache
    try:
        text = Path(path).read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8: {error}") from error
    found = tuple(_parse(text))
    for entry in found:
        if (pattern := _pattern(entry.text)) is not None:
            _check(pattern, f"{path}:{entry.line}")
    return found


def _parse(text: str) -> Iterator[Entry]:
    glob = ""
    for number, line in enumerate(text.splitlines(), 1):
        content = line.strip()
        if not content.startswith("/"):  # in a pattern, # is no comment
            content = content.partition("#")[0].strip()
        if content.startswith("[") and content.endswith("]"):
            glob = content[1:-1].strip()
        elif content:
            yield Entry(content, glob, number)


def _pattern(entry: str) -> str | None:
    return entry[1:-1] if len(entry) > 2 and entry[0] == entry[-1] == "/" else None


def _check(pattern: str, where: str) -> None:
    from wirecopy.rulebook.linear import why_not_linear

    try:
        re.compile(pattern)
    except re.error as error:
        raise ConfigError(f"{where}: /{pattern}/ is no regular expression: {error}") from None
    if problem := why_not_linear(pattern):
        raise ConfigError(f"{where}: /{pattern}/: {problem}")


def for_file(config: Config, path: str | None) -> Words | None:
    """Return what the word list and the options of the typos pass accept in a file; None where there is neither.

    Raises:
        ConfigError: the file or a pattern cannot be used.

    """
    if not config.words and "typos" not in config.options:
        return None
    return _words(tuple(_accepted(config, path)))


@lru_cache(maxsize=64)
def _words(texts: tuple[str, ...]) -> Words:
    patterns = {text: re.compile(pattern) for text in texts if (pattern := _pattern(text)) is not None}
    return Words(frozenset(texts) - patterns.keys(), tuple(patterns.items()))


def _accepted(config: Config, path: str | None) -> Iterator[str]:
    for entry in entries(config.words) if config.words else ():
        if not entry.glob or (path is not None and matches(entry.glob, config.place(path))):
            yield entry.text
    yield from _of_options(config)


def _of_options(config: Config) -> Iterator[str]:
    options = config.options.get("typos", {})
    where = f"{config.origins.get('options', config.path or 'configuration')}: options.typos"
    for key in ("words", "patterns"):
        values = options.get(key, ())
        if not isinstance(values, list | tuple) or not all(isinstance(value, str) for value in values):
            raise ConfigError(f"{where}.{key}: must be a list of strings")
        for value in values:
            if key == "patterns":
                _check(value, f"{where}.{key}")
            yield f"/{value}/" if key == "patterns" else value


def begin(config: Config) -> None:
    """Write an empty list where the configuration names one that is not there yet."""
    if config.words and not Path(config.words).exists():
        from wirecopy.text.files import write_atomically

        write_atomically(Path(config.words), HEADER.encode())


def target(config: Config) -> Path:
    """Return the file of a project's words: the one that the configuration names, or where one would be written."""
    return Path(config.words) if config.words else Path(config.root or ".") / NAME


def accused(finding: Finding, text: str) -> str | None:
    """Return the word of the source `text` that a finding accuses and that the list could accept; None if there is none."""
    word = finding.span.of(text)
    plain = all(part.isalpha() for part in word.replace("’", "'").split("'"))
    return word if finding.rule in ACCUSE_WORDS and plain else None


def add(file: Path, words: Iterable[str]) -> int:
    """Add words to the list in a file, which is made if need be; return how many are new."""
    from wirecopy.text.files import write_atomically

    text = file.read_text("utf-8-sig") if file.is_file() else ""
    new = added(text, words)
    write_atomically(file, new.encode())
    return len(new.splitlines()) - len((text or HEADER).splitlines())


def declared(config: Config) -> Iterator[tuple[str, str]]:
    """Yield where each accepted word or pattern stands, and the entry."""
    for entry in entries(config.words) if config.words else ():
        yield f"{config.words}:{entry.line}", entry.text
    for text in _of_options(config):
        yield config.origins.get("options", config.path or "configuration"), text


def added(text: str, words: Iterable[str]) -> str:
    """Return the file `text` with `words` in it: each once, in order among the entries for all files; nothing else moves."""
    lines = (text or HEADER).splitlines()
    known = {entry.text for entry in _parse(text) if not entry.glob}
    wanted = set(words)
    for word in sorted(wanted, key=_order):
        if word in known or (word != word.lower() and word.lower() in known | wanted):
            continue
        lines.insert(_place(lines, word), word)
    return "\n".join(lines) + "\n"


def _place(lines: list[str], word: str) -> int:
    """The index at which a word belongs: before the first entry for all files that comes after it."""
    end = 0
    for entry in _parse("\n".join(lines)):
        if entry.glob:
            break
        if _pattern(entry.text) is None and _order(entry.text) > _order(word):
            return entry.line - 1
        end = entry.line
    if end:
        return end
    return next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))


def _order(word: str) -> tuple[str, str]:
    return word.casefold(), word
