"""What a finding is known by from one run to the next: rule, text and context, never an offset or a path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from wirecopy.text import Span

_CONTEXT = 24
_SPACE = lazy(r"\s+")


def finding_key(rule: str, source: str, span: Span) -> str:
    """Return 16 hexadecimal digits made of the rule, the text and up to 24 code points around it in the source.

    White space counts as one blank.
    """
    from hashlib import sha256  # OpenSSL: a start without a report or baseline does without

    # Twice the context is taken, as white space shrinks; the ends that touch the finding are the ones kept.
    before = _SPACE.sub(" ", source[max(0, span.start - 2 * _CONTEXT) : span.start]).rstrip()[-_CONTEXT:]
    after = _SPACE.sub(" ", source[span.end : span.end + 2 * _CONTEXT]).lstrip()[:_CONTEXT]
    parts = (rule, before, _SPACE.sub(" ", span.of(source)).strip(), after)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
