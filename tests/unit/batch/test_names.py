from __future__ import annotations

import pytest

from wirecopy.batch.tree import safe_relative, target_name


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("a.txt", "a.txt"),
        ("a.html", "a.html.txt"),
        ("a.html.txt", "a.html.txt.txt"),
        ("a.txt.txt", "a.txt.txt.txt"),
        ("a", "a.txt"),
    ],
)
def test_no_two_names_give_the_same_target(name: str, target: str) -> None:
    assert target_name(name) == target


def test_markdown_is_named_so() -> None:
    assert target_name("a.html", ".md") == "a.html.md"
    assert target_name("a", ".md") == "a.md"
    assert target_name("a.html.md", ".md") == "a.html.md.md"


def test_a_record_cannot_choose_a_path_outside() -> None:
    assert safe_relative("news/a b.txt").as_posix() == "news/a b.txt"
    assert safe_relative("x.zip!../../etc/passwd").as_posix() == "x.zip!../_/etc/passwd-1ce15de527b3"
    assert not safe_relative("/etc/passwd").is_absolute()
    assert ".." not in safe_relative("../../a").parts
