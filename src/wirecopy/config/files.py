"""Configuration files: `[tool.wirecopy]` in pyproject.toml or wirecopy.toml, found upwards, one extending another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wirecopy.config.keys import KEYS, read_values
from wirecopy.config.lines import line_of
from wirecopy.config.model import Config, ConfigError
from wirecopy.config.problems import KeyProblemError
from wirecopy.rulebook import locate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE_NAMES = ("wirecopy.toml", "pyproject.toml")
_TABLE = ("tool", "wirecopy")


def find(start: Path) -> Path | None:
    """Return the nearest configuration file at or above the folder `start`: wirecopy.toml, or a pyproject.toml with our table.

    Raises:
        ConfigError: a pyproject.toml that speaks of wirecopy cannot be read.

    """
    for folder in (start, *start.parents):
        for name in FILE_NAMES:
            path = folder / name
            if path.is_file() and (name == "wirecopy.toml" or _has_table(path)):
                return path
    return None


def _has_table(path: Path) -> bool:
    try:
        if b"wirecopy" not in path.read_bytes():
            return False
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    return "wirecopy" in _parse(path)[1].get("tool", {})


def _parse(path: Path) -> tuple[str, dict[str, Any]]:
    """Return a file's text and what it says."""
    import tomllib

    try:
        text = path.read_text("utf-8")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error


def load(path: Path, _seen: tuple[Path, ...] = ()) -> Config:
    """Return the configuration in a file, on top of the one that it extends.

    Raises:
        ConfigError: it is not TOML, has an unknown key or a value of the wrong kind, or files extend each other in a ring.

    """
    text, data = _parse(path)
    prefix = _TABLE if path.name == "pyproject.toml" else ()
    for name in prefix:
        data = data.get(name, {})
    try:
        values = read_values(data)
    except KeyProblemError as problem:
        line = line_of(text, (*prefix, *problem.inside))
        raise ConfigError(f"{path}:{line}: {_dotted(problem.inside)}: {problem}") from None
    base = Config()
    origins = {key: f"{path}:{line_of(text, (*prefix, _as_written(key, data)))}" for key in values}
    if parent := values.pop("extend", None):
        target = (path.parent / parent).resolve()
        if target in (*_seen, path.resolve()):
            raise ConfigError(f"{origins['extend']}: extend: {parent} extends this file in turn")
        if not target.is_file():
            raise ConfigError(f"{origins['extend']}: extend: {parent}: no such file")
        base = load(target, (*_seen, path.resolve()))
    return _on_top(base, values, origins, path)


def _on_top(base: Config, values: dict[str, Any], origins: dict[str, str], path: Path) -> Config:
    """Return `base` with a file's values on top; the paths among them count from the file's folder."""
    folder = path.parent
    if "packs" in values:
        values["packs"] = tuple(
            pack if pack in locate.house_styles() else str(folder / pack) for pack in values["packs"]
        )
    for key in ("baseline", "words", "corpus", "cache_dir"):
        if key in values:
            values[key] = str(folder / values[key])
    config = base
    for key, value in values.items():
        config = config.with_values({key: value}, origins[key])
    return config._replace(path=str(path), root=str(folder.resolve()))


def from_mapping(table: Mapping[str, Any], path: str | None = None) -> Config:
    """Return the configuration in plain data: keys as in the TOML, with dashes or underscores.

    Raises:
        ConfigError: an unknown key, or a value of the wrong kind.

    """
    try:
        values = read_values(table)
    except KeyProblemError as problem:
        raise ConfigError(f"{path or 'configuration'}: {_dotted(problem.inside)}: {problem}") from None
    if "extend" in values:
        raise ConfigError(f"{path or 'configuration'}: extend: only a file can extend another")
    return Config(**values, path=path)


def _as_written(name: str, data: Mapping[str, Any]) -> str:
    return next(key for key in data if key.replace("-", "_") == name)


def _dotted(keys: tuple[str, ...]) -> str:
    return ".".join(key if key.replace("-", "").replace("_", "").isalnum() else f'"{key}"' for key in keys)


assert set(Config._fields) == {*KEYS, "path", "root", "origins"} - {"extend"}
