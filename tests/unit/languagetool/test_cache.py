"""Answers are kept by content, version and profile; a cache that is broken counts as empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wirecopy.languagetool.cache import AnswerCache, key
from wirecopy.languagetool.hits import Hit, Profile

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = Profile("en-US", off=("A",))
HIT = Hit("RULE", "CATEGORY", 3, 7, "Is it “so”?", ("one", "two"))


def test_what_was_put_is_found_again(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path / "sub" / "answers.sqlite")
    cache.put({"a": [HIT], "b": []})
    assert AnswerCache(tmp_path / "sub" / "answers.sqlite").get(["a", "b", "c"]) == {"a": [HIT], "b": []}


def test_the_key_depends_on_text_version_and_profile() -> None:
    keys = {
        key("text", "6.8", PROFILE),
        key("text ", "6.8", PROFILE),
        key("text", "6.9", PROFILE),
        key("text", "6.8", PROFILE._replace(off=())),
        key("text", "6.8", PROFILE._replace(language="en-GB")),
        key("\ud800", "6.8", PROFILE),
    }
    assert len(keys) == 6
    assert all(len(name) == 64 for name in keys)


def test_nothing_of_a_text_is_in_a_name(tmp_path: Path) -> None:
    AnswerCache(tmp_path / "answers.sqlite").put({key("secret", "6.8", PROFILE): [HIT]})
    assert [path.name for path in tmp_path.iterdir()] == ["answers.sqlite"]


def test_the_oldest_go_when_it_is_full(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path / "answers.sqlite", limit_mb=0.05)
    names = [f"{number:064}" for number in range(1000)]
    for at in range(0, len(names), 20):
        cache.put({name: [HIT] for name in names[at : at + 20]})
    left = cache.get(names)
    assert names[-1] in left
    assert names[0] not in left
    assert 50 < len(left) < 300
    assert (tmp_path / "answers.sqlite").stat().st_size < 80_000


def test_a_spoiled_table_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    cache = AnswerCache(path)
    cache.put({"a": [HIT]})
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 8192)
    assert cache.get(["a"]) == {}
    cache.put({"b": [HIT]})
    cache.put({"b": [HIT]})
    assert cache.get(["b"]) == {"b": [HIT]}


@pytest.mark.parametrize("content", [b"this is no database at all, but a text", b"SQLite format 3\0 and then rubbish"])
def test_a_broken_file_counts_as_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "answers.sqlite"
    path.write_bytes(content)
    cache = AnswerCache(path)
    assert cache.get(["a"]) == {}
    cache.put({"a": [HIT]})
    assert cache.get(["a"]) in ({"a": [HIT]}, {})


def test_a_folder_that_cannot_be_made_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = AnswerCache(tmp_path / "file" / "answers.sqlite")
    cache.put({"a": [HIT]})
    assert cache.get(["a"]) == {}
