"""The word list of a project: what is read, where it counts, what is added and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wirecopy.config import Config, ConfigError, from_mapping, wordlist

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "# House words\nkitbashing  # ours\nWavepiston\n/[A-Z][a-z]+#?coin/\n\n[es/**]\nBarça\n"


def accepts(config: Config, path: str, *words: str) -> list[str | None]:
    found = wordlist.for_file(config, path)
    assert found
    return [found.entry_for(word) for word in words]


def test_case_patterns_and_folders(tmp_path: Path) -> None:
    (tmp_path / "w.txt").write_text(TEXT)
    config = Config(words=str(tmp_path / "w.txt"), root=str(tmp_path))
    asked = ("Kitbashing", "KITBASHING", "wavepiston", "Wavepiston", "Bitcoin", "Bitcoins", "Barça")
    expected = ["kitbashing", "kitbashing", None, "Wavepiston", "/[A-Z][a-z]+#?coin/", None]
    assert accepts(config, str(tmp_path / "en/a.txt"), *asked) == [*expected, None]
    assert accepts(config, str(tmp_path / "es/a.txt"), *asked) == [*expected, "Barça"]


def test_words_and_patterns_in_the_configuration_itself() -> None:
    config = from_mapping({"options": {"typos": {"words": ["Foo"], "patterns": ["ba+r"]}}})
    assert accepts(config, "a.txt", "Foo", "foo", "baaar") == ["Foo", None, "/ba+r/"]
    assert wordlist.for_file(Config(), "a.txt") is None
    with pytest.raises(ConfigError, match=r"options\.typos\.words: must be a list of strings"):
        wordlist.for_file(from_mapping({"options": {"typos": {"words": "Foo"}}}), None)


def test_what_cannot_be_used_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "w.txt"
    with pytest.raises(ConfigError, match=r"w\.txt: the word list cannot be read.*--add-words"):
        wordlist.entries(str(path))
    path.write_text("fine\n/(a+)+b/\n")
    with pytest.raises(ConfigError, match=r"w\.txt:2: /\(a\+\)\+b/: "):
        wordlist.entries(str(path))
    path.write_text("/[a/\n")
    with pytest.raises(ConfigError, match=r"w\.txt:1: /\[a/ is no regular expression"):
        wordlist.entries(str(path))
    path.write_bytes(b"caf\xe9\n")
    with pytest.raises(ConfigError, match="not UTF-8"):
        wordlist.entries(str(path))


def test_added_words_come_in_order_once_and_move_nothing() -> None:
    new = wordlist.added(TEXT, ["Zoo", "kitbashing", "alpha", "Alpha", "Mmm", "Barça"])
    assert new == (
        "# House words\nalpha\nBarça\nkitbashing  # ours\nMmm\nWavepiston\n/[A-Z][a-z]+#?coin/\nZoo\n\n[es/**]\nBarça\n"
    )
    assert wordlist.added(new, ["Zoo", "alpha", "Mmm"]) == new


def test_a_new_list_begins_with_what_may_stand_in_it() -> None:
    assert wordlist.added("", ["b", "a"]) == wordlist.HEADER + "a\nb\n"
