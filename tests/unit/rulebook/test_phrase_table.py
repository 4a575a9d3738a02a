from __future__ import annotations

import json
from typing import cast

from wirecopy.rulebook import locate
from wirecopy.rulebook.phrases import LINE_KINDS, tabulate
from wirecopy.rulebook.shards import Shards, dump


def test_the_table_that_is_compiled_is_the_one_that_the_rules_give() -> None:
    rules = [rule for rule in locate.family("boilerplate") if rule.kind in LINE_KINDS]
    compiled, fresh = locate.phrases("boilerplate"), tabulate(rules)
    assert compiled is not None
    whole = cast("dict[str, tuple[int, str]]", fresh["whole"])
    assert len(whole) > 6000
    assert {key: compiled["whole"].get(key) for key in whole} == json.loads(json.dumps(whole))
    assert compiled["whole"].get("no line of any rule") is None
    assert {**compiled, "whole": {}} == json.loads(json.dumps({**fresh, "whole": {}}))


def test_shards_give_back_what_was_dumped() -> None:
    table = {f"ключ\u2028{number}\ud800": [number, "\n"] for number in range(1000)}
    text = dump(table).encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass")
    shards = Shards[list[object]](text)
    assert shards.many(["", *list(table)[:5]]) == [None, *list(table.values())[:5]]
    assert {key: shards.get(key) for key in table} == table
    assert shards.many([*table, ""]) == [*table.values(), None]
    assert {key: shards.get(key) for key in table} == table
    assert shards.get("") is None
    assert Shards[int](dump({})).get("x") is None
