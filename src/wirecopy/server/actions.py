"""What an editor offers for findings: a suggestion, a repair, a word to accept, and all that cleaning would do at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    Command,
    OptionalVersionedTextDocumentIdentifier,
    Range,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from wirecopy.config import wordlist
from wirecopy.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lsprotocol.types import Diagnostic

    from wirecopy.config import Config
    from wirecopy.model import Finding, Result
    from wirecopy.server.positions import Lines

ACCEPT_WORD = "wirecopy.acceptWord"
FIX_ALL = f"{CodeActionKind.SourceFixAll.value}.wirecopy"
KINDS = (CodeActionKind.QuickFix, FIX_ALL)
_SUGGESTIONS = 5
_SHOWN = 40  # code points of a repair in the title of its action


class Page:
    """One version of an article in an editor, with its findings and the diagnostics that show them, in the same order."""

    def __init__(
        self, uri: str, version: int, config: Config, result: Result, lines: Lines, shown: list[Diagnostic]
    ) -> None:
        self.uri = uri
        self.version = version
        self.config = config
        self.result = result
        self.shown = shown
        self._lines = lines

    def at(self, place: Range) -> Iterator[tuple[Finding, Diagnostic]]:
        """Yield the findings that touch a range, with their diagnostics."""
        for finding, diagnostic in zip(self.result.findings, self.shown, strict=True):
            if diagnostic.range.start <= place.end and place.start <= diagnostic.range.end:
                yield finding, diagnostic

    def actions(self, place: Range, only: Iterable[str] | None = None) -> list[CodeAction]:
        """Return what can be done about the findings in a range; `only`: kinds that the editor asks for."""
        wanted = None if only is None else tuple(str(getattr(kind, "value", kind)) for kind in only)
        found: list[CodeAction] = []
        if _asked(CodeActionKind.QuickFix.value, wanted):
            for finding, diagnostic in self.at(place):
                found += self._quick(finding, diagnostic)
        if _asked(FIX_ALL, wanted) and self.result.text != self.result.source.text:
            found.append(CodeAction("Repair and remove all that wirecopy would", FIX_ALL, edit=self._edit(self._all())))
        return found

    def _quick(self, finding: Finding, diagnostic: Diagnostic) -> Iterator[CodeAction]:
        if finding.suggestions and finding.exact:
            offers = finding.suggestions[:_SUGGESTIONS]
            for word in offers:
                yield self._action(
                    f"Replace with “{word}”", [Edit(*finding.span, word)], diagnostic, sure=len(offers) == 1
                )
        elif finding.fix and finding.fix.edits:
            yield self._action(_title(finding, self.result.source.text), finding.fix.edits, diagnostic, sure=True)
        accused = wordlist.accused(finding, self.result.source.text)
        if accused:
            title = f"Accept “{accused}” in this project"
            command = Command(title, ACCEPT_WORD, arguments=[self.uri, accused])
            yield CodeAction(title, CodeActionKind.QuickFix, diagnostics=[diagnostic], command=command)

    def _action(self, title: str, edits: Iterable[Edit], diagnostic: Diagnostic, *, sure: bool) -> CodeAction:
        return CodeAction(
            title, CodeActionKind.QuickFix, diagnostics=[diagnostic], is_preferred=sure, edit=self._edit(edits)
        )

    def _all(self) -> Iterator[Edit]:
        for source, text in self.result.map.gaps():
            yield Edit(*source, text.of(self.result.text))

    def _edit(self, edits: Iterable[Edit]) -> WorkspaceEdit:
        """Return edits of the source as the protocol has them, for this version of the article and no other."""
        document = OptionalVersionedTextDocumentIdentifier(uri=self.uri, version=self.version)
        made = [TextEdit(self._lines.range(edit.start, edit.end), edit.text) for edit in sorted(edits)]
        return WorkspaceEdit(document_changes=[TextDocumentEdit(document, list(made))])


def _asked(kind: str, wanted: tuple[str, ...] | None) -> bool:
    """Tell whether a kind of action is asked for; a kind stands for those below it, `source` for `source.fixAll`."""
    return wanted is None or any(kind == name or kind.startswith(f"{name}.") or not name for name in wanted)


def _title(finding: Finding, source: str) -> str:
    """Return what a repair does, in words; the rule where what it puts in or takes out cannot be shown."""
    assert finding.fix is not None
    put = "".join(edit.text for edit in finding.fix.edits)
    if put:
        return f"Change to “{put}”" if _can_be_shown(put) else f"Repair ({finding.rule})"
    gone = finding.span.of(source)
    return f"Remove “{gone}”" if _can_be_shown(gone) else f"Remove ({finding.rule})"


def _can_be_shown(text: str) -> bool:
    return len(text) <= _SHOWN and text.isprintable() and not text.isspace()
