from __future__ import annotations

import json

from wirecopy.rulebook import locate
from wirecopy.rulebook.phrases import LINE_KINDS, tabulate


def test_the_table_that_is_compiled_is_the_one_that_the_rules_give() -> None:
    rules = [rule for rule in locate.family("boilerplate") if rule.kind in LINE_KINDS]
    assert locate.phrases("boilerplate") == json.loads(json.dumps(tabulate(rules)))
