"""shout: an example of a third-party pass. It flags words in capital letters and offers to write them small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.model import Finding, Fix, RuleMeta, Safety
from wirecopy.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.model import Context, Document
    from wirecopy.rulebook import Rule

RULE = RuleMeta("shout.capitals", "A word in capital letters.", safety=Safety.UNSAFE)


class ShoutPass:
    """Proposes small letters for words of `min_length` capital letters or more (option; default 5)."""

    name = "shout"
    version = "1"
    rules = (RULE,)

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Take the rules that packs add to the family `shout`; this pass has no use for them."""

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield a finding for each word that shouts."""
        least = int(str(ctx.options.get("min_length", 5)))
        for span in doc.tokens:
            word = span.of(doc.text)
            if len(word) >= least and word.isupper():
                fix = Fix((Edit(span.start, span.end, word.capitalize()),), RULE.safety)
                yield Finding(RULE.id, span, RULE.message, fix=fix, suggestions=(word.capitalize(),))
