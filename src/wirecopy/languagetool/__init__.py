"""LanguageTool as a service of our own: find it, start it, talk to it, remember its answers.

Nothing here knows passes, findings or documents: texts go in, `Hit`s come out. `client` is the one module that
imports language_tool_python; nothing is imported from it, and no process is started, until a text is checked.
"""

from __future__ import annotations

from wirecopy.languagetool.errors import CheckFailedError, LanguageToolError, UnavailableError
from wirecopy.languagetool.hits import Hit, Profile
from wirecopy.languagetool.service import Service
from wirecopy.languagetool.settings import Settings

__all__ = ["CheckFailedError", "Hit", "LanguageToolError", "Profile", "Service", "Settings", "UnavailableError"]
