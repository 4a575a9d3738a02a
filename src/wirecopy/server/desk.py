"""The desk: checks one open article at a time. Knows no editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy import api
from wirecopy.model import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirecopy.config import Config
    from wirecopy.model import Result

MEDIA = {"html": "html", "plaintext": "text", "markdown": "text"}
"""What an editor calls a language, and what it is to us; all others are found out."""


class Opened(NamedTuple):
    """An article as the editor has it: its name for people and globs, its version, its language in the editor, its text."""

    path: str
    version: int
    language: str
    text: str


class Checked(NamedTuple):
    """What came of one version of an article. `result` is None where the configuration leaves the file out."""

    version: int
    config: Config
    result: Result | None


class Desk:
    """Checks articles with the configuration that is nearest to each. Not safe for several threads at once."""

    def __init__(self, session: Callable[[], Callable[[str], Config]]) -> None:
        """`session` makes what gives the configuration for a path; a new one is made when configurations have changed."""
        self._session = session
        self._config_for = session()

    def forget_configurations(self) -> None:
        """Read all configurations again when they are next needed."""
        self._config_for = self._session()

    def check(self, opened: Opened) -> Checked:
        """Check an article.

        Raises:
            ConfigError, RuleError, PluginError: the configuration cannot be used.

        """
        config = self._config_for(opened.path)
        if config.excludes(opened.path):
            return Checked(opened.version, config, None)
        own = config.for_file(opened.path)
        source = Source(opened.text, path=opened.path, media=MEDIA.get(opened.language), lang=own.lang)
        return Checked(opened.version, own, api.clean(source, config=own))
