"""What has not changed is not done again, and what comes from the cache is what would come out now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wirecopy.batch.cache import Cache, CacheError
from wirecopy.config import Config, from_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.unit.batch.conftest import Batch

ROWS: list[dict[str, object]] = [{"text": f"Report {number} from the  harbour.\n"} for number in range(5)]
RULE = """\
message: "A word that our desk does not like."
kind: regex
patterns:
  en:
    - {literal: ["WORD"], regex: "WORD"}
examples:
  - bad: "A ⟦WORD⟧ here."
  - ok: "None here."
"""


def rows_of(batch: Batch, name: str = "out.jsonl") -> list[tuple[object, object]]:
    return [(row["id"], row["text"]) for row in batch.out(name)]


def test_a_second_run_takes_everything_from_the_cache_and_gives_the_same_bytes(batch: Batch) -> None:
    source = batch.rows("in.jsonl", *ROWS)
    first = batch.run(source, update=True)
    before = (batch.folder / "out.jsonl").read_bytes()
    second = batch.run(source, update=True)
    assert (first.reused, second.reused, second.documents) == (0, 5, 5)
    assert (batch.folder / "out.jsonl").read_bytes() == before
    assert second.to_json() == {**first.to_json(), "reused": 5}


def test_only_what_changed_is_cleaned_again_wherever_it_stands(batch: Batch) -> None:
    batch.run(batch.rows("in.jsonl", *ROWS), update=True)
    changed: list[dict[str, object]] = [{"text": "New  one.\n"}, *ROWS[:2], {"text": "Another.\n"}, *ROWS[3:]]
    summary = batch.run(batch.rows("in.jsonl", *changed), update=True)
    assert (summary.documents, summary.reused) == (6, 4)
    fresh = batch.run(batch.rows("in.jsonl", *changed), out="fresh.jsonl")
    assert fresh.reused == 0
    assert (batch.folder / "out.jsonl").read_bytes() == (batch.folder / "fresh.jsonl").read_bytes()


@pytest.mark.parametrize(
    "other",
    [
        {"ignore": ["whitespace"]},
        {"fix-level": "unsafe"},
        {"overrides": [{"files": ["*.jsonl"], "ignore": ["whitespace"]}]},
        {"per-file-ignores": {"*.jsonl": ["whitespace"]}},
    ],
)
def test_another_configuration_is_another_outcome(batch: Batch, other: dict[str, object]) -> None:
    source = batch.rows("in.jsonl", *ROWS)
    batch.run(source, update=True)
    assert batch.run(source, update=True, config=from_mapping(other)).reused == 0


def test_an_override_for_other_files_changes_nothing(batch: Batch) -> None:
    source = batch.rows("in.jsonl", *ROWS)
    batch.run(source, update=True)
    other = from_mapping({"overrides": [{"files": ["*.csv"], "ignore": ["whitespace"]}]})
    assert batch.run(source, update=True, config=other).reused == 5


def pack_with(folder: Path, words: Iterable[str]) -> str:
    for word in words:
        path = folder / "phrasing" / f"no-{word}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(RULE.replace("WORD", word), "utf-8")
    return str(folder)


def test_a_new_pattern_is_tried_only_where_its_literal_stands(batch: Batch) -> None:
    source = batch.rows("in.jsonl", {"text": "A gizmo here.\n"}, {"text": "A Gadget here.\n"}, {"text": "Nothing.\n"})
    config = from_mapping({"packs": [pack_with(batch.folder / "pack", ["gizmo"])]})
    assert batch.run(source, update=True, config=config).rules["phrasing.no-gizmo"] == 1
    pack_with(batch.folder / "pack2", ["gizmo", "gadget"])
    other = from_mapping({"packs": [str(batch.folder / "pack2")]})
    summary = batch.run(source, update=True, config=other)
    assert summary.reused == 2
    assert (summary.rules["phrasing.no-gizmo"], summary.rules["phrasing.no-gadget"]) == (1, 1)
    assert batch.run(source, update=True, config=other).reused == 3
    assert batch.run(source, update=True).reused == 1, "both rules gone: only the third has neither literal"


def test_a_file_that_an_option_names_counts_by_its_content(batch: Batch) -> None:
    source, words = batch.rows("in.jsonl", *ROWS), batch.folder / "words.txt"
    words.write_text("harbour", "utf-8")
    config = from_mapping({"options": {"shout": {"anything": str(words)}}})
    batch.run(source, update=True, config=config)
    assert batch.run(source, update=True, config=config).reused == 5
    words.write_text("harbor", "utf-8")
    assert batch.run(source, update=True, config=config).reused == 0


def test_what_failed_is_tried_again(batch: Batch) -> None:
    source = batch.rows("in.jsonl", {"text": 5}, *ROWS)
    assert batch.run(source, update=True).failed == 1
    again = batch.run(source, update=True)
    assert (again.failed, again.reused) == (1, 5)


def test_one_cache_can_serve_several_outputs(batch: Batch) -> None:
    source, cache = batch.rows("in.jsonl", *ROWS), batch.folder / "cache"
    batch.run(source, cache=cache)
    summary = batch.run(source, out="tree", cache=cache)
    assert summary.reused == 5
    assert (batch.folder / "tree" / "in.jsonl#3.txt").read_text("utf-8") == "Report 3 from the harbour.\n"


def test_a_file_that_is_no_cache_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_bytes(b"something else entirely, and longer than a header of SQLite would be: " * 20)
    with pytest.raises(CacheError, match="cannot be used as a cache: file is not a database; remove it"):
        Cache(path, Config())
