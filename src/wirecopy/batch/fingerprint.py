"""Making: all that a document's outcome depends on besides the document: program, rules, configuration, and files that it names.

Two runs with the same making give the same bytes. Of two makings that differ only in *loose* rules it can be proved which
documents come out the same: a loose rule is nothing but patterns, each tried only where one of its literals stands in
the text, in a pass that reports and changes nothing. All other differences may reach every document.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy import api
from wirecopy.cache.fingerprint import digest, libraries, named_files
from wirecopy.config import Config
from wirecopy.rulebook import locate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wirecopy.rulebook import Rule

LOOSE_FAMILIES = ("phrasing", "structure")
"""Passes that look each pattern up by itself and change no text."""
_LOOSE_KINDS = frozenset({"regex", "lexical", "swap"})
_PACKAGE = Path(__file__).parent.parent
_LEFT_OUT = frozenset({"stamp.json", "examples.json", *(f"{family}.json" for family in LOOSE_FAMILIES)})
"""Compiled rules that say nothing about outcomes, or whose rules are looked at one by one."""

Loose = dict[str, tuple[str, list[str]]]
"""Rule -> digest of the rule, and its literals in small letters."""


@dataclass(frozen=True, slots=True)
class Making:
    """`base` stands for everything but the loose rules."""

    base: str
    loose: Loose

    @property
    def digest(self) -> str:
        """One word for all of it."""
        return digest(self.base, json.dumps(self.loose, sort_keys=True))

    def differing(self, other: Making) -> list[str] | None:
        """Return the literals of the loose rules in which two makings differ; None if more than that differs.

        A text that holds none of them comes out the same from both.
        """
        if self.base != other.base:
            return None
        literals: set[str] = set()
        for rule in self.loose.keys() | other.loose.keys():
            mine, theirs = self.loose.get(rule), other.loose.get(rule)
            if mine != theirs:
                literals.update(*(side[1] for side in (mine, theirs) if side))
        return sorted(literals)


def making(config: Config) -> Making:
    """Return the making of a configuration (that of one file: overrides are left as they are)."""
    rules = [rule for family in LOOSE_FAMILIES for rule in api.rules_of(family, config.packs)]
    loose = [rule for rule in rules if _is_loose(rule)]
    tight = [_rule_digest(rule) for rule in rules if not _is_loose(rule)]
    grouped: dict[str, list[Rule]] = {}
    for rule in loose:
        grouped.setdefault(rule.id, []).append(rule)
    default = Config()
    settings = config._replace(
        path=None, origins={}, packs=(), exclude=(), cache=default.cache, cache_dir=None, fail_level=default.fail_level
    )
    named = (*_packs(config), *named_files(config), *libraries(), *_plugins(config), *_grammar(config))
    base = digest(_program(), repr(settings), *tight, *named)
    return Making(
        base,
        {
            name: (
                digest(*map(_rule_digest, same)),
                sorted({literal.casefold() for rule in same for literal in _literals(rule)}),
            )
            for name, same in sorted(grouped.items())
        },
    )


def settles(config: Config, applied: Mapping[str, int]) -> bool:
    """Tell whether the passes of the loose families saw the text that came out: nothing was applied by them or later ones."""
    order = [*config.passes, *config.plugins, "grammar"]
    first = min((order.index(name) for name in LOOSE_FAMILIES if name in order), default=len(order))
    return all(rule.partition(".")[0] in order[:first] for rule in applied)


def _is_loose(rule: Rule) -> bool:
    guarded = all(pattern.literals for patterns in rule.patterns.values() for pattern in patterns)
    lines = rule.phrases or rule.starts or rule.ends or rule.contains
    return rule.kind in _LOOSE_KINDS and bool(rule.patterns) and guarded and not lines and rule.fix is None


def _literals(rule: Rule) -> Iterator[str]:
    for patterns in rule.patterns.values():
        for pattern in patterns:
            yield from pattern.literals


def _rule_digest(rule: Rule) -> str:
    return digest(json.dumps(rule.to_json(), sort_keys=True))


@cache
def _program() -> str:
    """Return the digest of the package: its modules, its data and its rules, but for what is looked at one by one."""
    locate.folder()
    files = sorted(path for path in _PACKAGE.rglob("*") if path.suffix != ".pyc" and path.name not in _LEFT_OUT)
    return _of_files(_PACKAGE, files)


def _packs(config: Config) -> Iterator[str]:
    """Yield the digest of what a pack has besides the rules that are looked at one by one."""
    for name in config.packs:
        folder = locate.pack(name)
        files = [path for path in folder.rglob("*") if path.relative_to(folder).parts[0] not in LOOSE_FAMILIES]
        if any(path.is_file() for path in files):
            yield _of_files(folder, sorted(files))


def _plugins(config: Config) -> Iterator[str]:
    for one in api.pipeline_passes(config._replace(passes=(), grammar=False)) if config.plugins else ():
        yield f"{one.name} {one.version}"


def _grammar(config: Config) -> Iterator[str]:
    if config.grammar or "grammar" in config.passes:
        from wirecopy.languagetool.errors import UnavailableError
        from wirecopy.languagetool.install import find

        try:
            install = find(os.environ)
            yield f"LanguageTool {install.version}, Java {install.java_version}"
        except UnavailableError:
            yield "no LanguageTool"


def _of_files(folder: Path, files: list[Path]) -> str:
    parts = (
        f"{path.relative_to(folder).as_posix()} {sha256(path.read_bytes()).hexdigest()}"
        for path in files
        if path.is_file()
    )
    return digest(*parts)
