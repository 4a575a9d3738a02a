"""The output formats by name. A writer is given one result after the other, so that none needs all of them in memory."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO, cast

if TYPE_CHECKING:
    from wirecopy.model import Result
    from wirecopy.report.look import Look

FORMATS = {
    "text": "console:Console",
    "concise": "console:Concise",
    "json": "json:JsonWriter",
    "jsonl": "json:JsonLinesWriter",
    "sarif": "sarif:SarifWriter",
    "github": "github:GithubWriter",
    "gitlab": "gitlab:GitlabWriter",
    "rdjson": "rdjson:RdjsonWriter",
    "junit": "junit:JunitWriter",
    "html": "html:HtmlWriter",
    "template": "template:TemplateWriter",
}
"""Name, and where its writer lives: a class that is called with the stream."""
FOR_PEOPLE = frozenset({"text", "concise"})
_LOOKING = frozenset({"text", "concise", "sarif", "rdjson", "junit", "template"})
"""The formats in which the user has a say."""


class Writer(Protocol):
    """Writes results in one format."""

    def add(self, result: Result) -> None:
        """Take one result."""

    def finish(self) -> None:
        """Write what is still to be written. Called once, whether or not there was a result."""


def writer(name: str, stream: TextIO, look: Look | None = None) -> Writer:
    """Return the writer of a format onto a stream; `look`: what the user says of it."""
    module, _, attribute = FORMATS[name].partition(":")
    made = getattr(import_module(f"wirecopy.report.{module}"), attribute)
    return cast("Writer", made(stream, look) if look and name in _LOOKING else made(stream))
