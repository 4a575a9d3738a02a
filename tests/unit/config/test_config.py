from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from wirecopy import config as configuration
from wirecopy.config import Config, ConfigError
from wirecopy.config.globs import matches
from wirecopy.config.lines import line_of
from wirecopy.config.schema import schema
from wirecopy.model import Safety, Severity

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\nfix-levl = 'safe'\n", ":2: fix-levl: unknown key; did you mean 'fix-level'?"),
        ("ignore = 'typos'\n", ":1: ignore: must be a list of strings"),
        ("fix-level = 'saef'\n", ":1: fix-level: must be one of safe, likely, unsafe; did you mean 'safe'?"),
        (
            "[severity]\ntypos = 'eror'\n",
            ":2: severity.typos: must be one of info, warning, error; did you mean 'error'?",
        ),
        ("[options]\ntypos = 3\n", ":2: options.typos: must be a table"),
        (
            "[[overrides]]\nfiles = ['a']\n[[overrides]]\nlang = 'de'\n",
            ":3: overrides.1: needs 'files', a list of globs",
        ),
        (
            "[[overrides]]\nfiles = ['a']\nbaseline = 'b'\n",
            ":3: overrides.0.baseline: cannot stand in an override (known:",
        ),
        ("protect-patterns = ['(']\n", ":1: protect-patterns: '(' is no regular expression"),
        ("protect-patterns = ['(a+)+b']\n", ":1: protect-patterns: '(a+)+b': "),
        ("extend = 'other.toml'\n", ":1: extend: other.toml: no such file"),
        ("a = \n", ": not TOML: "),
    ],
)
def test_an_error_names_file_line_key_and_what_to_do(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path / "wirecopy.toml", text)
    with pytest.raises(ConfigError) as caught:
        configuration.load(path)
    assert str(caught.value).startswith(f"{path}{message}".rstrip())


def test_a_file_extends_another_and_says_where_each_value_came_from(tmp_path: Path) -> None:
    base = write(tmp_path / "base.toml", 'ignore = ["typos"]\nlang = "de"\npacks = ["rules"]\nfix-level = "safe"\n')
    path = write(
        tmp_path / "sub/pyproject.toml",
        '[tool.wirecopy]\nextend = "../base.toml"\nignore = ["phrasing"]\nlang = "fr"\n',
    )
    config = configuration.load(path)
    assert config.ignore == ("typos", "phrasing")
    assert config.lang == "fr"
    assert config.fix_level is Safety.SAFE
    assert config.packs == (str(tmp_path / "rules"),)
    assert config.origins["fix_level"] == f"{base}:4"
    assert config.origins["lang"] == f"{path}:4"
    assert config.root == str(tmp_path / "sub")


def test_files_that_extend_each_other_are_an_error(tmp_path: Path) -> None:
    one = write(tmp_path / "one.toml", 'extend = "two.toml"\n')
    two = write(tmp_path / "two.toml", 'extend = "one.toml"\n')
    with pytest.raises(ConfigError, match=f"{two}:1: extend: one.toml extends this file in turn"):
        configuration.load(one)


def test_the_nearest_file_upwards_is_found_and_a_foreign_pyproject_is_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path / "wirecopy.toml", "")
    write(tmp_path / "a/pyproject.toml", "[project]\nname = 'wirecopy-user'\n")
    (tmp_path / "a/b").mkdir()
    assert configuration.find(tmp_path / "a/b") == path


def test_overrides_hold_for_their_files_and_the_last_one_wins(tmp_path: Path) -> None:
    path = write(
        tmp_path / "wirecopy.toml",
        """
        allow = ["data"]
        [[overrides]]
        files = ["es/**"]
        lang = "es"
        allow = { typos = ["Barsa"] }
        ignore = ["phrasing"]
        [[overrides]]
        files = ["*.wire.txt"]
        lang = "pt"
        severity = { typos = "error" }
        """,
    )
    config = configuration.load(path)
    assert config.for_file(str(tmp_path / "en/a.txt")).lang is None
    spanish = config.for_file(str(tmp_path / "es/a.txt"))
    assert (spanish.lang, spanish.allow, spanish.ignore) == ("es", {"*": ("data",), "typos": ("Barsa",)}, ("phrasing",))
    both = config.for_file(str(tmp_path / "es/a.wire.txt"))
    assert (both.lang, both.severity_of("typos.x"), both.severity_of("grammar.x")) == ("pt", Severity.ERROR, None)


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("*.txt", "a/b/c.txt", True),
        ("*.txt", "a.txt.gz", False),
        ("a/*.txt", "a/c.txt", True),
        ("a/*.txt", "a/b/c.txt", False),
        ("a/**/c.txt", "a/c.txt", True),
        ("a/**/c.txt", "a/b/b/c.txt", True),
        ("archive", "archive/old/x.txt", True),
        ("archive/", "x/archive/old.txt", True),
        ("./a", "a/b.txt", True),
        ("a?c", "abc", True),
        ("[ab]x", "bx", True),
        ("[!ab]x", "bx", False),
        ("noticia-ñ*", "noticia-ñandú.txt", True),
        ("a+b(", "a+b(", True),
        ("[", "[", True),
    ],
)
def test_globs(glob: str, path: str, expected: bool) -> None:
    assert matches(glob, path) is expected


def test_the_line_of_a_key_is_found_through_tables_and_quotes() -> None:
    text = '[tool."wirecopy"]\nignore = [\n  "a",\n]\n[[tool.wirecopy.overrides]]\nfiles = ["x"]\n[[tool.wirecopy.overrides]]\n"lang" = 3\n'
    assert line_of(text, ("tool", "wirecopy", "ignore")) == 2
    assert line_of(text, ("tool", "wirecopy", "overrides", "1", "lang")) == 8
    assert line_of(text, ("tool", "wirecopy", "overrides", "1", "gone")) == 7


def test_the_published_schema_is_the_one_of_the_code_and_accepts_what_the_reader_accepts(root: Path) -> None:
    published = json.loads((root / "src/wirecopy/data/config.schema.json").read_text("utf-8"))
    assert published == schema(), "run: python -m wirecopy.config.schema > src/wirecopy/data/config.schema.json"
    validator = jsonschema.Draft202012Validator(published)
    validator.check_schema(published)
    good = {
        "allow": {"typos": ["x"]},
        "fix-level": "safe",
        "severity": {"typos": "info"},
        "protect": ["urls"],
        "overrides": [{"files": ["a"], "lang": "de"}],
    }
    assert list(validator.iter_errors(good)) == []
    assert isinstance(configuration.from_mapping(good), Config)
    for bad in ({"fix-levl": "safe"}, {"protect": ["x"]}, {"overrides": [{"lang": "de"}]}, {"ignore": "x"}):
        assert list(validator.iter_errors(bad))
        with pytest.raises(ConfigError):
            configuration.from_mapping(bad)
