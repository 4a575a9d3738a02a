"""One LanguageTool server for all workers of a batch, owned by the process that reads and writes."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.config import Config


@contextmanager
def kept_server(config: Config, workers: int) -> Iterator[Config]:
    """Yield the configuration for that many workers; where it asks for grammar, with the server that is kept here meanwhile.

    The server starts when the first worker needs it: not while all answers are known, nor while `wirecopy grammar start` has one.
    """
    options = config.options.get("grammar", {})
    if not _asked_for(config) or options.get("url"):
        yield config
        return
    from wirecopy.languagetool.keeper import Keeper
    from wirecopy.languagetool.settings import KEEPER, from_options

    try:
        settings = from_options(options)
    except ValueError:  # the pass will tell it, document by document
        yield config
        return
    limits = replace(settings.limits, threads=max(settings.limits.threads, workers))
    keeper = Keeper(replace(settings, limits=limits, cache_mb=0))
    try:
        yield config._replace(options={**config.options, "grammar": {**options, KEEPER: keeper.place}})
    finally:
        keeper.close()


def _asked_for(config: Config) -> bool:
    """Tell whether the grammar pass may run over any file."""
    values = [{"grammar": config.grammar, "passes": config.passes}, *(override.values for override in config.overrides)]
    return any(value.get("grammar") or "grammar" in value.get("passes", ()) for value in values)
