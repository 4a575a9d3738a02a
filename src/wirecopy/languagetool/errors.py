"""What can go wrong with LanguageTool, as errors that say what to do."""

from __future__ import annotations


class LanguageToolError(RuntimeError):
    """Any failure of LanguageTool or of the way to it."""


class UnavailableError(LanguageToolError):
    """LanguageTool cannot be used here; `remedy` says in one line how to get it."""

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.remedy = remedy


class CheckFailedError(LanguageToolError):
    """The server refused or dropped one request; other requests may still work."""
