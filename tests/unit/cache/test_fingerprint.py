"""What changes the fingerprint of a program, and what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy import __version__
from wirecopy.cache import fingerprint
from wirecopy.config import Config, from_mapping

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_an_installed_program_is_known_by_its_files_not_by_when_it_was_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / f"wirecopy-{__version__}.dist-info/RECORD"
    record.parent.mkdir()
    monkeypatch.setattr(fingerprint, "_PACKAGE", tmp_path / "wirecopy")

    def known(code: str, stamp: str, extra: str = "") -> str:
        record.write_text(
            f"../../bin/wirecopy,sha256={extra},1\nwirecopy/api.py,sha256={code},1\nwirecopy/data/rules/stamp.json,sha256={stamp},1\n"
        )
        fingerprint.program.cache_clear()
        return fingerprint.program()

    assert known("a", "1") == known("a", "2") == known("a", "1", "x")
    assert known("a", "1") != known("b", "1")
    monkeypatch.undo()
    fingerprint.program.cache_clear()


def test_what_a_result_does_not_depend_on_does_not_count() -> None:
    plain = fingerprint.of_settings(Config())
    assert fingerprint.of_settings(from_mapping({"fail-level": "error", "cache-dir": "x", "exclude": ["y"]})) == plain
    for key, value in (("fix-level", "safe"), ("lang", "es"), ("select", ["typos"]), ("allow", ["teh"])):
        assert fingerprint.of_settings(from_mapping({key: value})) != plain, key
    assert fingerprint.of_settings(Config(grammar=True)) is None
    assert fingerprint.of_settings(Config(plugins=("mine",))) is None
