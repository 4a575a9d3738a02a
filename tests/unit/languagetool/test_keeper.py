"""One server for several processes: shared, replaced when it crashes, held for doubtful texts, gone with its keeper."""

from __future__ import annotations

import multiprocessing
import os
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from wirecopy.batch.grammar import kept_server
from wirecopy.config import from_mapping
from wirecopy.languagetool import Hit, Profile, Service, Settings, UnavailableError, process
from wirecopy.languagetool.keeper import Keeper, Kept
from wirecopy.languagetool.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wirecopy.languagetool.install import Install

PROFILE = Profile("en-US")
BAD = Hit("BAD", "TYPOS", 0, 3, "Not good.", ("good",))


@pytest.fixture
def settings(fake_install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    pytest.importorskip("language_tool_python")
    monkeypatch.setenv("LTP_PATH", str(fake_install.folder.parent))
    monkeypatch.setenv("PATH", str(fake_install.java.parent), prepend=os.pathsep)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    return Settings(tmp_path / "cache", limits=Limits(threads=2), cache_mb=0)


@pytest.fixture
def keeper(settings: Settings) -> Iterator[Keeper]:
    keeper = Keeper(settings)
    yield keeper
    keeper.close()


def asked(settings: Settings, texts: list[str]) -> tuple[str | None, list[list[Hit] | None]]:
    """What another process does: the address that it was told, and the answers."""
    service = Service(settings)
    return service.address(), service.check(texts, PROFILE)


def test_processes_share_a_server(keeper: Keeper, settings: Settings) -> None:
    theirs = replace(settings, keeper=keeper.place)
    texts = ["bad one", "poison", "a bad two"]
    with multiprocessing.get_context("forkserver").Pool(3) as pool:
        told = pool.starmap(asked, [(theirs, ["bad"])] * 6, chunksize=1)
        assert told == [(told[0][0], [[BAD]])] * 6
        crashed = pool.starmap(asked, [(theirs, texts)] * 3, chunksize=1)
    assert [answers for _, answers in crashed] == [[[BAD], None, [BAD.moved(2)]]] * 3
    assert Kept(keeper.place).address() != told[0][0]


def test_no_server_before_one_is_needed_and_none_after(settings: Settings) -> None:
    keeper = Keeper(settings)
    assert keeper._service._url is None
    url = Kept(keeper.place).address()
    assert process.answers(url)
    keeper.close()
    assert not process.answers(url)
    with pytest.raises(UnavailableError, match="the process that keeps the LanguageTool server is gone"):
        Kept(keeper.place).address()


def test_why_there_is_none_is_told_to_all(keeper: Keeper, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_FAILURE", "1")
    for _ in range(2):
        with pytest.raises(UnavailableError, match="no luck today") as caught:
            Service(replace(settings, keeper=keeper.place)).check(["bad"], PROFILE)
        assert caught.value.remedy == "see `wirecopy doctor`"


def test_one_at_a_time_holds_the_server(keeper: Keeper) -> None:
    kept, order = Kept(keeper.place), []

    def wait() -> None:
        with kept.alone():
            order.append("second")

    other = threading.Thread(target=wait)
    with kept.alone():
        other.start()
        assert process.answers(kept.address())  # to ask where it is, nobody waits
        order.append("first")
    other.join()
    assert order == ["first", "second"]


@pytest.mark.parametrize(
    "values",
    [{"grammar": True}, {"passes": ["grammar"]}, {"overrides": [{"files": ["*.txt"], "grammar": True}]}],
)
def test_a_batch_keeps_one_where_grammar_is_on(values: dict[str, object]) -> None:
    with kept_server(from_mapping(values), 8) as config:
        options = config.for_file("a.txt").options["grammar"]
        assert set(options) == {"keeper"}


@pytest.mark.parametrize("values", [{}, {"grammar": True, "options": {"grammar": {"url": "http://127.0.0.1:1"}}}])
def test_and_none_where_it_is_off_or_has_an_address(values: dict[str, object]) -> None:
    given = from_mapping(values)
    with kept_server(given, 8) as config:
        assert config is given
