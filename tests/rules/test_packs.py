"""The house styles that come with wirecopy: every example is a test, and none is on by default."""

from __future__ import annotations

import pytest

import wirecopy
from wirecopy import api
from wirecopy.config import Config
from wirecopy.examples import check
from wirecopy.rulebook import Example, RuleError, locate
from wirecopy.rulebook.build import read_pack

CASES = [
    pytest.param(pack, rule.id, example, id=f"{rule.id}:{example.line}")
    for pack in locate.house_styles()
    for _, rule, examples in read_pack(locate.pack(pack))
    for example in examples
]


@pytest.mark.parametrize(("pack", "rule", "example"), CASES)
def test_example(pack: str, rule: str, example: Example) -> None:
    assert check(rule, example, (pack,)).problem == ""


def test_a_house_style_speaks_only_when_it_is_asked_for() -> None:
    text = "The court met on March 21st in Leeds and heard 5 percent of the case.\n"
    assert wirecopy.clean(text, lang="en").findings == ()
    found = wirecopy.clean(text, lang="en", config=Config(packs=("ap",))).findings
    assert [(finding.rule, finding.span.of(text)) for finding in found] == [
        ("phrasing.ap-ordinal-date", "March 21st"),
        ("phrasing.ap-percent", "5 percent"),
    ]


def test_a_pack_that_is_not_there_is_an_error() -> None:
    with pytest.raises(RuleError, match="nyt: no such pack: neither a folder of rules nor one of ap, bbc, reuters"):
        api.rules_of("phrasing", ("nyt",))
