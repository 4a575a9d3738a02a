"""The nouns of wirecopy: source, document, finding, fix, rule, pass, result."""

from wirecopy.model.document import EXTRACTED, Annotation, Document
from wirecopy.model.finding import Finding, Fix, Safety, Severity
from wirecopy.model.passes import Context, LeftOutError, Pass
from wirecopy.model.result import Article, Fact, PassError, Result, Suppressed
from wirecopy.model.rule import RuleMeta
from wirecopy.model.source import Position, Source

__all__ = [
    "EXTRACTED",
    "Annotation",
    "Article",
    "Context",
    "Document",
    "Fact",
    "Finding",
    "Fix",
    "LeftOutError",
    "Pass",
    "PassError",
    "Position",
    "Result",
    "RuleMeta",
    "Safety",
    "Severity",
    "Source",
    "Suppressed",
]
