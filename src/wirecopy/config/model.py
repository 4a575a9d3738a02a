"""Config: what a run depends on besides its input, and what it means for one rule and for one file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from wirecopy.config.globs import matches
from wirecopy.config.keys import Override, merged
from wirecopy.model import Safety, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DEFAULT_PASSES = ("encoding", "markup", "boilerplate", "whitespace", "typos", "phrasing", "consistency", "structure")
"""What runs unless told otherwise, in pipeline order; `grammar` joins them where it is asked for."""


class ConfigError(ValueError):
    """A configuration that cannot be used; the message names file, line, key and what to do."""


class Config(NamedTuple):
    """What a run depends on besides its input. What each key means, and its default, is in `config.keys`.

    `root` is the folder that globs are relative to; `origins` tells for each key that was given where that was.
    """

    passes: tuple[str, ...] = DEFAULT_PASSES
    grammar: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    fix_level: Safety = Safety.LIKELY
    fail_level: Severity = Severity.WARNING
    allow: Mapping[str, tuple[str, ...]] = {}
    protect: tuple[str, ...] = ()
    protect_patterns: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = {}
    overrides: tuple[Override, ...] = ()
    baseline: str | None = None
    words: str | None = None
    corpus: str | None = None
    exclude: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    lang: str | None = None
    to: str = "text"
    options: Mapping[str, Mapping[str, object]] = {}
    rule_url: str | None = None
    cache: bool = True
    cache_dir: str | None = None
    path: str | None = None
    """The file that this configuration came from."""
    root: str | None = None
    origins: Mapping[str, str] = {}

    def rule_on(self, rule: str, *, default: bool = True) -> bool:
        """Tell whether a rule reports: the most specific of `select` and `ignore` decides, a tie goes to `ignore`."""
        chosen = _specificity(rule, self.select)
        refused = _specificity(rule, self.ignore)
        if chosen or refused:
            return chosen > refused
        return default and not self.select

    def severity_of(self, rule: str) -> Severity | None:
        """Return the severity that the configuration gives a rule, or its family; None: the rule's own."""
        return self.severity.get(rule, self.severity.get(rule.partition(".")[0]))

    def for_file(self, path: str | None) -> Config:
        """Return the configuration that holds for one file: the overrides that match it, in order, on top."""
        if path is None or not self.overrides:
            return self
        place = self.place(path)
        config = self
        for number, override in enumerate(self.overrides, 1):
            if any(matches(glob, place) for glob in override.files):
                config = config.with_values(override.values, f"override {number} ({', '.join(override.files)})")
        return config._replace(overrides=())

    def with_values(self, values: Mapping[str, Any], origin: str) -> Config:
        """Return this configuration with `values` on top, as `config.keys` says: in place of the old, or added to them."""
        changes = {name: merged(name, getattr(self, name), value) for name, value in values.items()}
        return self._replace(**changes, origins={**self.origins, **dict.fromkeys(values, origin)})

    def ignores_for(self, path: str | None) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the globs of `per_file_ignores` that match a file, with the rules and families that they hold back."""
        if path is None or not self.per_file_ignores:
            return
        place = self.place(path)
        for glob, selectors in self.per_file_ignores.items():
            if matches(glob, place):
                yield glob, selectors

    def excludes(self, path: str) -> bool:
        """Tell whether `exclude` leaves a file or folder out."""
        return any(matches(glob, self.place(path)) for glob in self.exclude)

    def place(self, path: str) -> str:
        """Return a file's path as globs see it: relative to `root`, with slashes."""
        place = os.path.relpath(os.path.abspath(path), self.root) if self.root else path  # noqa: PTH100 - pathlib cannot go up
        return place.replace(os.sep, "/")


def _specificity(rule: str, selectors: tuple[str, ...]) -> int:
    if not selectors:
        return 0
    if rule in selectors:
        return 2
    return int(rule.partition(".")[0] in selectors)
