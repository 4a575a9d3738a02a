"""Page: many documents in one file. Totals come first; a document's content is parsed when it is opened.

Each document is a <details> whose content stands in a <noscript>: a browser that runs scripts keeps it as one piece of
raw text until it is shown, a browser that does not shows it as it is. No script or style but the page's own can run:
a content security policy names both by hash, and all that comes from a document is escaped.
"""

from __future__ import annotations

import base64
import re
from collections import Counter
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from wirecopy import __version__
from wirecopy.report.html.marks import Note, classes, marked, names, rebuild, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wirecopy.model import Result

_ASSETS = Path(__file__).parent.parent.parent / "data" / "page"
_SEVERITIES = ("error", "warning", "info")
_SAFETIES = ("safe", "likely", "unsafe", "suggestion", "none")
_SUGGESTIONS = 5
_PLACE = re.compile(r"\{\{(\w+)\}\}")


class PageError(ValueError):
    """A report and a text that do not belong together, or something that is no report."""


class Page:
    """Collects documents; `html` is the page."""

    def __init__(self, title: str = "wirecopy report") -> None:
        self._title = title
        self._documents: list[str] = []
        self._rules: dict[str, int] = {}
        self._found: Counter[str] = Counter()
        self._applied: Counter[str] = Counter()
        self._in: Counter[str] = Counter()
        self._levels: Counter[str] = Counter()
        """How many findings there are of each severity and each safety, by the names that filters know."""
        self._words = [0, 0]

    def add(self, report: Mapping[str, Any], text: str) -> None:
        """Take one document: its report, and the cleaned text that goes with it.

        Raises:
            PageError: the two do not belong together, or the report is none.

        """
        try:
            digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            if report["restore"]["text_sha256"] != digest:
                raise PageError("the text is not the one that the report was written for (its SHA-256 differs)")
            self._count(report)
            self._documents.append(self._document(report, text))
        except (KeyError, TypeError, IndexError) as error:
            raise PageError(f"not a report that wirecopy wrote: {error!r}") from error

    def html(self) -> str:
        """Return the page."""
        css, script = ((_ASSETS / name).read_text("utf-8") for name in ("page.css", "page.js"))
        policy = f"default-src 'none'; style-src {_hash(css)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
        values = {
            "policy": policy,
            "css": css,
            "script": script,
            "title": escape(self._title),
            "version": escape(__version__),
            "totals": self._totals(),
            "severities": self._filter("Severity", "s-", _SEVERITIES),
            "safeties": self._filter("Fix", "x-", _SAFETIES),
            "families": self._families(),
            "rules": self._rule_table(),
            "documents": "\n".join(self._documents) or "<p>No documents.</p>",
        }
        # One sweep, so that nothing that is put in is taken for a place of the template.
        return _PLACE.sub(lambda match: values[match[1]], (_ASSETS / "page.html").read_text("utf-8"))

    def _count(self, report: Mapping[str, Any]) -> None:
        for finding in report["findings"]:
            rule = finding["rule"]
            self._rules.setdefault(rule, len(self._rules))
            self._found[rule] += 1
            self._applied[rule] += finding["applied"]
            self._levels.update((f"s-{finding['severity']}", f"x-{_safety(finding)}"))
        self._in.update({finding["rule"] for finding in report["findings"]})
        words = report["counts"]["words"]
        self._words = [self._words[0] + words["source"], self._words[1] + words["text"]]

    def _document(self, report: Mapping[str, Any], text: str) -> str:
        number = len(self._documents) + 1
        source, gaps = rebuild(text, report["restore"]["gaps"])
        notes = tuple(_note(index, finding) for index, finding in enumerate(report["findings"], 1))
        name = report["source"]["path"] or report["source"]["url"] or f"document {number}"
        lang = report["source"]["lang"] or report["article"]["lang"] or ""
        in_lang = f' lang="{shown(lang)}"' if lang else ""
        applied = sum(note.sign != "?" for note in notes)
        has = " ".join(sorted({",".join(names(note, self._rules)) for note in notes}))
        body = (
            f"{_facts(report)}{_errors(report)}"
            f'<div class="text" dir="auto" role="group" aria-label="Text of {shown(name)}"{in_lang}>'
            f"{marked(source, gaps, notes, number, self._rules)}</div>"
            f"{self._notes(notes, number)}{_suppressed(report)}"
        )
        return (
            f'<details class="doc" id="d{number}" data-has="{has}"><summary><bdi>{shown(name)}</bdi> '
            f"<small>{applied} repaired or removed, {len(notes) - applied} flagged</small></summary>"
            f"<noscript>{body}</noscript></details>"
        )

    def _notes(self, notes: Iterable[Note], document: int) -> str:
        items = "".join(_note_item(note, document, classes(note, self._rules)) for note in notes)
        return f"<h3>Findings</h3><ol>{items}</ol>" if items else "<p>Nothing was found.</p>"

    def _totals(self) -> str:
        applied = self._applied.total()
        numbers = {
            "articles": len(self._documents),
            "findings": self._found.total(),
            "repaired or removed": applied,
            "flagged": self._found.total() - applied,
            "words before": self._words[0],
            "words after": self._words[1],
        }
        return "".join(f"<div><dt>{name}</dt><dd>{number:,}</dd></div>" for name, number in numbers.items())

    def _filter(self, legend: str, prefix: str, levels: Iterable[str]) -> str:
        counts = {name: self._levels[prefix + name] for name in levels if self._levels[prefix + name]}
        if not counts:
            return ""
        return f"<legend>{legend}</legend>" + "".join(
            f'<label><input type="checkbox" checked data-filter="{prefix}{name}"> {name} ({count:,})</label> '
            for name, count in counts.items()
        )

    def _families(self) -> str:
        counts: Counter[str] = Counter()
        for rule, count in self._found.items():
            counts[_family(rule)] += count
        return "<legend>Family</legend>" + "".join(
            f'<label><input type="checkbox" checked data-family="{shown(name)}"> {shown(name)} ({count:,})</label> '
            for name, count in sorted(counts.items())
        )

    def _rule_table(self) -> str:
        rows = sorted(self._rules, key=lambda rule: (-self._found[rule], rule))
        return "".join(
            f'<tr><th scope="row"><label><input type="checkbox" checked data-filter="r{self._rules[rule]}" '
            f'data-of="{shown(_family(rule))}" hidden> '
            f"<code>{shown(rule)}</code></label></th><td>{self._applied[rule]:,}</td>"
            f"<td>{self._found[rule] - self._applied[rule]:,}</td><td>{self._in[rule]:,}</td></tr>"
            for rule in rows
        )


class HtmlWriter:
    """The format `html`: a page of all results."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._page = Page()

    def add(self, result: Result) -> None:
        """Take one result."""
        self._page.add(result.report(), result.text)

    def finish(self) -> None:
        """Write the page."""
        self._stream.write(self._page.html())


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(content.encode()).digest()).decode()}'"


def _note(number: int, finding: Mapping[str, Any]) -> Note:
    edits = finding["fix"]["edits"] if finding["applied"] and finding["fix"] else ()
    start, end = (finding["span"][side]["offset"] for side in ("start", "end"))
    ranges = tuple((edit["start"], edit["end"]) for edit in edits) or ((start, end),)
    return Note(number, finding["rule"], finding["severity"], _safety(finding), _sign(edits), ranges, finding)


def _safety(finding: Mapping[str, Any]) -> str:
    return str(finding["fix"]["safety"]) if finding["fix"] else "none"


def _family(rule: str) -> str:
    return rule.partition(".")[0]


def _sign(edits: Iterable[Mapping[str, Any]]) -> str:
    """Return − for removed, + for added, ± for replaced, ? for flagged."""
    puts = takes = False
    for edit in edits:
        puts, takes = puts or bool(edit["text"]), takes or edit["start"] < edit["end"]
    return "±" if puts and takes else "+" if puts else "\u2212" if takes else "?"


def _note_item(note: Note, document: int, attribute: str) -> str:
    record = cast("Mapping[str, Any]", note.record)
    place = record["span"]["start"]
    excerpt = " ".join(record["excerpt"].split())
    parts = [
        f'<a href="#r{document}-{note.number}" aria-label="finding {note.number} in the text">{note.sign}{note.number}</a>',
        f"<code>{shown(note.rule)}</code>",
        f"<b>{note.severity}</b>",
        f"<span>{place['line']}:{place['column']}</span>",
        f"<bdi>{shown(record['message'])}</bdi>",
    ]
    if record["suggestions"]:
        words = ", ".join(f"<bdi>“{shown(word)}”</bdi>" for word in record["suggestions"][:_SUGGESTIONS])
        parts.append(f"Did you mean {words}?")
    if record["evidence"]:
        parts.append(f"(<bdi>{shown(record['evidence'])}</bdi>)")
    if record["fix"] and not record["applied"]:
        parts.append(f"Not applied: a fix of safety “{shown(record['fix']['safety'])}”.")
    if excerpt:
        parts.append(f"<q><bdi>{shown(excerpt[:120])}{'…' if len(excerpt) > 120 else ''}</bdi></q>")
    return f'<li{attribute} id="n{document}-{note.number}">{" ".join(parts)}</li>'


def _facts(report: Mapping[str, Any]) -> str:
    article, source = report["article"], report["source"]
    facts = {
        "Title": article["title"],
        "By": ", ".join(article["authors"]),
        "Published": article["published"],
        "Site": article["site"],
        "Fetched from": source["url"],
        "Read as": f"{source['encoding']} ({source['encoding_reason']})",
    }
    rows = "".join(
        f"<div><dt>{name}</dt><dd><bdi>{shown(value)}</bdi></dd></div>" for name, value in facts.items() if value
    )
    return f'<dl class="facts">{rows}</dl>'


def _errors(report: Mapping[str, Any]) -> str:
    return "".join(
        f'<p class="error">Error: pass {shown(error["pass_name"])} failed and was left out: '
        f"{shown(error['error'])}: {shown(error['message'])}</p>"
        for error in report["errors"]
    )


def _suppressed(report: Mapping[str, Any]) -> str:
    items = "".join(
        f"<li><code>{shown(held['rule'])}</code> {shown(held['message'])} <q><bdi>{shown(held['excerpt'][:120])}</bdi></q>, "
        f"held back by {shown(held['by'])}</li>"
        for held in report["suppressed"]
    )
    return f"<h3>Suppressed</h3><ul>{items}</ul>" if items else ""
