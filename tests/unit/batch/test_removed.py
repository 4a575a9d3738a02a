"""Words removed, by rule: each counts once, so that families add up to the total, on pages too."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

import wirecopy
from tests.golden.sample import Sample, find
from wirecopy.batch.removed import removed_words

if TYPE_CHECKING:
    from tests.unit.batch.conftest import Batch
    from wirecopy.model import Result

SAID = "The old bridge over the river will be closed for two years, the council said on Tuesday."
PAGE = f"""<!doctype html><html><body><article><h1>Bridge closed</h1><p>{SAID}</p><p>{SAID.replace("old", "new")}</p>
<p>By then <b>all</b> ferries are full.</p></article>
<div class="related"><h2>Related <i>Posts</i></h2><ul><li><a href="/a">One more <b>old</b> story</a></li></ul></div></body></html>"""


def test_of_text_that_is_gone() -> None:
    result = wirecopy.clean("He  left.\n\nRelated Posts\n\n1 Comment\n", lang="en")
    assert removed_words(result) == {"boilerplate.related-posts": 2, "boilerplate.comments": 2}


def test_what_is_replaced_or_cut_is_not_removed() -> None:
    result = wirecopy.clean("He said â€œnoâ€\x9d and left, re&shy;lieved.\n")
    assert removed_words(result) == {}


def test_tags_and_what_is_around_them_count_once(batch: Batch) -> None:
    (batch.folder / "a.html").write_text(PAGE)
    summary = batch.run(str(batch.folder / "a.html"))
    assert summary.removed == {"markup.after-article": 7, "markup.before-article": 2}
    assert summary.lines()[1:3] == [
        "words                                             48  9 removed (18.8%)",
        "  markup                                           9  removed",
    ]


def one_by_one(result: Result) -> Counter[str]:
    """Count the plain way: each character has the rule that took it first, each word that of its first character."""
    order = [name for name, _ in result.passes]
    owners: list[str | None] = [None] * len(result.source.text)
    for finding in sorted(
        result.findings, key=lambda finding: (order.index(finding.family), finding.span, finding.rule)
    ):
        for edit in finding.fix.edits if finding.applied and finding.fix else ():
            for place in range(edit.start, edit.end) if not edit.text.strip() else ():
                owners[place] = owners[place] or finding.rule
    words = (owners[slice(*match.span())] for match in re.finditer(r"\S+", result.source.text))
    return Counter(word[0] for word in words if all(word) and word[0])


@pytest.mark.parametrize("sample", find(), ids=lambda sample: sample.folder.name)
def test_on_samples_as_counted_one_by_one(sample: Sample) -> None:
    result = wirecopy.clean(sample.source.read_bytes())
    assert removed_words(result) == one_by_one(result)


def test_on_a_page_as_counted_one_by_one() -> None:
    result = wirecopy.clean(PAGE)
    assert removed_words(result) == one_by_one(result)
