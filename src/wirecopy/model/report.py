"""The report: one run over one document as plain JSON data. Its schema is `data/report.schema.json`."""

from __future__ import annotations

import base64
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from wirecopy import __version__
from wirecopy.model.identity import finding_key
from wirecopy.text.codec import RAW

if TYPE_CHECKING:
    from wirecopy.model.finding import Finding
    from wirecopy.model.result import Result
    from wirecopy.model.source import Source
    from wirecopy.text import Span

REPORT_VERSION = 1
_EXCERPT = 200


def build(result: Result) -> dict[str, object]:
    """Return the report of `result`; `restore(result.text, report)` gives the source's bytes back."""
    source = result.source
    return {
        "wirecopy": __version__,
        "report": REPORT_VERSION,
        "source": {
            "path": source.path,
            "url": source.url,
            "media": source.media,
            "lang": source.lang,
            "encoding": source.encoding,
            "encoding_reason": source.decoded.reason,
            "bytes": len(source.raw),
            "code_points": len(source.text),
        },
        "text": {"code_points": len(result.text)},
        "article": _article(result),
        "passes": [{"name": name, "version": version} for name, version in result.passes],
        "findings": [finding_record(result, finding) for finding in result.findings],
        "suppressed": [{**finding_record(result, held.finding), "by": held.by} for held in result.suppressed],
        "errors": [error._asdict() for error in result.errors],
        "counts": _counts(result),
        "restore": _restore_data(result),
    }


def finding_record(result: Result, finding: Finding) -> dict[str, object]:
    """Return one finding as JSON data: places in the source (code points, bytes, line:column) and in the text."""
    source = result.source
    place = result.locate(finding)
    return {
        "rule": finding.rule,
        "key": finding_key(finding.rule, source.text, finding.span),
        "message": finding.message,
        "severity": finding.severity.name.lower(),
        "span": _span(source, finding.span),
        "exact": finding.exact,
        "excerpt": finding.span.of(source.text)[:_EXCERPT],
        "place": [place.start, place.end] if place else None,
        "applied": finding.applied,
        "fix": finding.fix
        and {
            "safety": finding.fix.safety.name.lower(),
            "edits": [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in finding.fix.edits],
        },
        "suggestions": list(finding.suggestions),
        "confidence": finding.confidence,
        "evidence": finding.evidence,
    }


def _span(source: Source, span: Span) -> dict[str, object]:
    return {"start": source.position(span.start)._asdict(), "end": source.position(span.end)._asdict()}


def _article(result: Result) -> dict[str, object]:
    article = result.article
    return {
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published,
        "modified": article.modified,
        "site": article.site,
        "lang": article.lang,
        "facts": [
            {"field": fact.field, "value": fact.value, "span": list(fact.span) if fact.span else None}
            for fact in article.facts
        ],
    }


def _counts(result: Result) -> dict[str, object]:
    return {
        "findings": len(result.findings),
        "applied": sum(finding.applied for finding in result.findings),
        "suppressed": len(result.suppressed),
        "errors": len(result.errors),
        "by_rule": dict(sorted(Counter(finding.rule for finding in result.findings).items())),
        "words": {"source": len(result.source.text.split()), "text": len(result.text.split())},
    }


def _restore_data(result: Result) -> dict[str, object]:
    """The net inverse in coordinates of the cleaned text, and how the source text becomes bytes again."""
    source = result.source
    return {
        "source_sha256": sha256(source.raw).hexdigest(),
        "text_sha256": sha256(result.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "gaps": [[gap.text.start, gap.text.end, gap.source.of(source.text)] for gap in result.map.gaps()],
        "segments": [list(segment) for segment in source.decoded.segments],
        "raw": {
            str(segment.byte_start): base64.b64encode(source.raw[segment.byte_start : segment.byte_end]).decode()
            for segment in source.decoded.segments
            if segment.codec == RAW
        },
    }
