"""How to reach LanguageTool, and the bounds it is kept within; made from the options of the configuration."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CACHE_MB = 64.0
KEEPER = "keeper"
"""The option that a batch sets for its workers: the `place` of a `Keeper`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one server: heap in megabytes, seconds until it must answer, texts checked at once."""

    heap_mb: int = 1024
    start_seconds: float = 90.0
    threads: int = 4


@dataclass(frozen=True, slots=True)
class Settings:
    """`folder` holds the cache (of about `cache_mb` megabytes at most) and the state of the shared server.

    With `url`, that server is asked and none is started. With `keeper`, the one is asked that another process keeps there.
    """

    folder: Path
    url: str | None = None
    limits: Limits = field(default_factory=Limits)
    cache_mb: float = CACHE_MB
    keeper: str | None = None


def default_folder(env: Mapping[str, str] = os.environ) -> Path:
    """The folder in the user's cache, `XDG_CACHE_HOME` or `~/.cache`."""
    root = Path(env["XDG_CACHE_HOME"]) if env.get("XDG_CACHE_HOME") else Path.home() / ".cache"
    return root / "wirecopy" / "languagetool"


def from_options(options: Mapping[str, object]) -> Settings:
    """Return the settings in `[tool.wirecopy.options.grammar]`.

    Raises:
        ValueError: an unknown key, or a value of the wrong kind.

    """
    unknown = sorted(
        options.keys() - {"url", "cache-folder", "cache-mb", "heap-mb", "start-seconds", "threads", KEEPER}
    )
    if unknown:
        raise ValueError(f"options.grammar.{unknown[0]}: unknown key")
    folder, limits = _text(options, "cache-folder"), Limits()
    return Settings(
        folder=Path(folder).expanduser() if folder else default_folder(),
        url=_text(options, "url"),
        limits=Limits(
            heap_mb=int(_number(options, "heap-mb", limits.heap_mb)),
            start_seconds=_number(options, "start-seconds", limits.start_seconds),
            threads=max(1, int(_number(options, "threads", limits.threads))),
        ),
        cache_mb=_number(options, "cache-mb", CACHE_MB),
        keeper=_text(options, KEEPER),
    )


def _text(options: Mapping[str, object], key: str) -> str | None:
    value = options.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"options.grammar.{key}: must be a string")
    return value or None


def _number(options: Mapping[str, object], key: str, default: float) -> float:
    value = options.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"options.grammar.{key}: must be a number")  # noqa: TRY004 - as above
    return value
