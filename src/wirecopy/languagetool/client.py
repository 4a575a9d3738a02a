"""The one module that imports language_tool_python: texts go to a server that is running, matches come back as hits.

`LanguageTool(remote_server=…)` and `Match` do the talking. What is added here, and why:
- One object for each thread; none is shared. `Match` keeps the last text on its class, which is harmless here because no text that
  is sent has an astral character (see `standin`).
- No proxy for the loopback address, whatever the environment says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.languagetool.errors import CheckFailedError, UnavailableError
from wirecopy.languagetool.hits import Hit, Profile

if TYPE_CHECKING:
    from language_tool_python import Match

NO_PROXY = {"http": "", "https": ""}
SUGGESTIONS = 5


class Client:
    """A connection of one thread to one server, for one profile."""

    def __init__(self, url: str, profile: Profile) -> None:
        """Raises UnavailableError when language_tool_python is not installed or the server does not answer."""
        try:
            from language_tool_python import LanguageTool
            from language_tool_python.exceptions import LanguageToolError
        except ImportError as error:
            raise UnavailableError(
                "language-tool-python is not installed", "pip install 'wirecopy[grammar]'"
            ) from error
        self._error = LanguageToolError
        try:
            self._tool = LanguageTool(profile.language, remote_server=url, proxies=NO_PROXY)
        except (LanguageToolError, OSError) as error:
            raise CheckFailedError(f"no LanguageTool server at {url}: {error}") from error
        self._tool.disabled_rules = set(profile.off)
        self._tool.disabled_categories = set(profile.off_categories)
        if profile.only:
            self._tool.enabled_rules = set(profile.only)
            self._tool.enabled_rules_only = True

    def check(self, text: str) -> list[Hit]:
        """The hits in a text from `stand_in`. Raises CheckFailedError when there is no proper answer."""
        try:
            return [_hit(match) for match in self._tool.check(text)]
        except (self._error, OSError, KeyError, TypeError, ValueError) as error:
            raise CheckFailedError(f"LanguageTool did not check {len(text)} characters: {error}") from error


def _hit(match: Match) -> Hit:
    suggestions = tuple(match.replacements[:SUGGESTIONS])
    return Hit(
        match.rule_id, match.category, match.offset, match.offset + match.error_length, match.message, suggestions
    )


def download(version: str) -> None:
    """Let language_tool_python fetch a LanguageTool release into the folder that it uses (about 250 MB)."""
    try:
        from language_tool_python.download_lt import LocalLanguageTool
    except ImportError as error:
        raise UnavailableError("language-tool-python is not installed", "pip install 'wirecopy[grammar]'") from error
    LocalLanguageTool.from_version_name(version).download()
