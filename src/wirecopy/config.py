"""Configuration: `[tool.wirecopy]` in pyproject.toml or wirecopy.toml as typed data. Unknown keys are errors."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, NoReturn

from wirecopy.model import Safety

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

DEFAULT_PASSES = ("encoding", "markup", "boilerplate", "whitespace", "typos", "phrasing", "consistency", "structure")
"""What runs unless told otherwise, in pipeline order; `grammar` joins them where it is asked for."""
FILE_NAMES = ("wirecopy.toml", "pyproject.toml")


class ConfigError(ValueError):
    """A configuration that cannot be used; the message names file, key and what to do."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a run depends on besides its input.

    `passes`: names in pipeline order. `select`/`ignore`: rule ids or families. `plugins`: entry points of the group
    `wirecopy.passes` to look up. `packs`: folders of YAML rules. `options`: per pass.
    """

    passes: tuple[str, ...] = DEFAULT_PASSES
    grammar: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fix_level: Safety = Safety.LIKELY
    plugins: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    lang: str | None = None
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    path: str | None = None
    """The file that this configuration came from."""

    def rule_on(self, rule: str, *, default: bool = True) -> bool:
        """Tell whether a rule reports: the most specific of `select` and `ignore` decides, a tie goes to `ignore`."""
        chosen = _specificity(rule, self.select)
        refused = _specificity(rule, self.ignore)
        if chosen or refused:
            return chosen > refused
        return default and not self.select


def _specificity(rule: str, selectors: tuple[str, ...]) -> int:
    if rule in selectors:
        return 2
    return int(rule.partition(".")[0] in selectors)


def find(start: Path) -> Path | None:
    """Return the nearest configuration file at or above the folder `start`: wirecopy.toml, or a pyproject.toml with our table."""
    for folder in (start, *start.parents):
        for name in FILE_NAMES:
            path = folder / name
            if path.is_file() and (name == "wirecopy.toml" or "wirecopy" in _tool_table(path)):
                return path
    return None


def _tool_table(path: Path) -> Mapping[str, Any]:
    tool = _read(path).get("tool", {})
    return tool if isinstance(tool, dict) else {}


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error


def load(path: Path) -> Config:
    """Return the configuration in a file.

    Raises:
        ConfigError: it is not TOML, has an unknown key, or a value of the wrong kind.

    """
    table = _read(path) if path.name != "pyproject.toml" else _tool_table(path).get("wirecopy", {})
    return from_mapping(table, str(path))


def from_mapping(table: Mapping[str, Any], path: str | None = None) -> Config:
    """Return the configuration in plain data: keys as in the TOML, with dashes or underscores.

    Raises:
        ConfigError: an unknown key, or a value of the wrong kind.

    """
    values: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in _READERS:
            near = difflib.get_close_matches(name, _READERS, 1)
            hint = (
                f"; did you mean {near[0].replace('_', '-')!r}?" if near else f" (known: {', '.join(sorted(_READERS))})"
            )
            _fail(path, key, "unknown key" + hint)
        values[name] = _READERS[name](path, key, value)
    return Config(**values, path=path)


def _fail(path: str | None, key: str, what: str) -> NoReturn:
    raise ConfigError(f"{path or 'configuration'}: {key}: {what}")


def _strings(path: str | None, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        _fail(path, key, "must be a list of strings")
    return tuple(value)


def _flag(path: str | None, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        _fail(path, key, "must be true or false")
    return value


def _text(path: str | None, key: str, value: object) -> str:
    if not isinstance(value, str):
        _fail(path, key, "must be a string")
    return value


def _level(path: str | None, key: str, value: object) -> Safety:
    names = [level.name.lower() for level in Safety if level is not Safety.SUGGESTION]
    if not isinstance(value, str) or value.lower() not in names:
        _fail(path, key, f"must be one of {', '.join(names)}")
    return Safety[value.upper()]


def _options(path: str | None, key: str, value: object) -> Mapping[str, Mapping[str, object]]:
    if not isinstance(value, dict) or not all(isinstance(item, dict) for item in value.values()):
        _fail(path, key, "must be a table of tables, one a pass")
    return value


_READERS: dict[str, Callable[[str | None, str, object], Any]] = {
    "passes": _strings,
    "grammar": _flag,
    "select": _strings,
    "ignore": _strings,
    "fix_level": _level,
    "plugins": _strings,
    "packs": _strings,
    "lang": _text,
    "options": _options,
}
assert {item.name for item in fields(Config)} == {*_READERS, "path"}
