"""Names of rules and families that a configuration or a command line gives: one that nothing answers to is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy import api
from wirecopy import passes as builtin
from wirecopy.config import DEFAULT_PASSES, Config, ConfigError
from wirecopy.config.keys import ANY
from wirecopy.config.problems import hint

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPEN = frozenset({"grammar"})
"""Families whose rules are named by a server, so that nobody knows them all."""


def check_selectors(config: Config) -> None:
    """Make sure that every rule and family that the configuration names exists.

    Raises:
        ConfigError: one does not; the message says where it stands and what may have been meant.

    """
    known_passes = {*builtin.BUILTIN, *config.plugins}
    for name in config.passes:
        if name not in known_passes:
            where = config.origins.get("passes", config.path or "configuration")
            raise ConfigError(f"{where}: passes: no pass {name!r}{hint(name, known_passes)}")
    offered = known_passes.union(*(override.values.get("plugins", ()) for override in config.overrides))
    for name in config.options:
        if name not in offered:
            where = config.origins.get("options", config.path or "configuration")
            raise ConfigError(f"{where}: options: no pass {name!r}{hint(name, offered)}")
    families = {*DEFAULT_PASSES, *builtin.BUILTIN, *config.plugins, *_OPEN, "quality"}
    for key, selector in _named(config):
        family, dot, _ = selector.partition(".")
        where = config.origins.get(key, config.path or "configuration")
        if family not in families:
            raise ConfigError(
                f"{where}: {key.replace('_', '-')}: no rule or family {selector!r}{hint(family, families)}"
            )
        if dot and family in known_passes and family not in _OPEN and selector not in _rules(family, config):
            known = sorted(_rules(family, config))
            raise ConfigError(f"{where}: {key.replace('_', '-')}: no rule {selector!r}{hint(selector, known)}")


def _named(config: Config) -> Iterator[tuple[str, str]]:
    for key in ("select", "ignore", "severity", "allow"):
        yield from ((key, selector) for selector in getattr(config, key) if selector != ANY)
    for selectors in config.per_file_ignores.values():
        yield from (("per_file_ignores", selector) for selector in selectors)
    for override in config.overrides:
        for key in ("select", "ignore", "severity", "allow"):
            yield from (("overrides", selector) for selector in override.values.get(key, ()) if selector != ANY)


def _rules(family: str, config: Config) -> set[str]:
    """Return the ids of a family: those of its rule files, and only if need be those that the pass knows besides."""
    known = {rule.id for rule in api.rules_of(family, config.packs)}
    known.update(rule.id for pass_ in api.pipeline_passes(config, [family]) for rule in pass_.rules)
    return known
