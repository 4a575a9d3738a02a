"""The life of a server: started, bounded, shared, restarted after a crash, ended with its owner."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from wirecopy.languagetool import Hit, Profile, Service, Settings, UnavailableError, daemon, install, process
from wirecopy.languagetool.settings import Limits, from_options

if TYPE_CHECKING:
    from pathlib import Path

    from wirecopy.languagetool.install import Install

PROFILE = Profile("en-US")
BAD = Hit("BAD", "TYPOS", 0, 3, "Not good.", ("good",))


def gone(url: str) -> bool:
    until = time.monotonic() + 10
    while process.answers(url) and time.monotonic() < until:
        time.sleep(0.05)
    return not process.answers(url)


def test_start_and_end(fake_install: Install, tmp_path: Path) -> None:
    server = process.start(fake_install, Limits(), folder=tmp_path / "server")
    assert process.answers(server.url)
    assert process.version(server.url) == "9.9"
    server.end()
    assert gone(server.url)


def test_the_command_line_has_the_bounds(fake_install: Install, tmp_path: Path) -> None:
    line = process.command(fake_install, tmp_path, 8099, Limits(heap_mb=321))
    assert "-Xmx321m" in line
    assert "-Dsun.net.httpserver.nodelay=true" in line
    assert "--public" not in line


def test_a_server_that_ends_early_is_told_with_its_output(
    fake_install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_FAILURE", "1")
    with pytest.raises(UnavailableError, match=r"ended with exit code 7 .*\n  Exception in thread main: no luck today"):
        process.start(fake_install, Limits(), folder=tmp_path / "server")


def test_a_server_that_never_answers_is_ended(fake_install: Install, tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="did not answer within 0 seconds"):
        process.start(fake_install, Limits(start_seconds=0), folder=tmp_path / "server")


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_the_server_ends_when_its_owner_is_killed(fake_install: Install, tmp_path: Path) -> None:
    code = (
        "import sys, time, pathlib\n"
        "from wirecopy.languagetool import process, install\n"
        "from wirecopy.languagetool.settings import Limits\n"
        f"i = install.Install(pathlib.Path({str(fake_install.java)!r}), 17, pathlib.Path({str(tmp_path)!r}), '9.9', '')\n"
        f"print(process.start(i, Limits(), folder=pathlib.Path({str(tmp_path / 'server')!r})).url, flush=True)\n"
        "time.sleep(60)\n"
    )
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert owner.stdout
    with owner.stdout:
        url = owner.stdout.readline().strip()
    assert process.answers(url)
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    assert gone(url)


def test_the_shared_server(fake_install: Install, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    assert daemon.running(folder) is None
    assert not daemon.stop(folder)
    server = daemon.start(folder, fake_install, Limits())
    try:
        assert daemon.running(folder) == server
        assert daemon.start(folder, fake_install, Limits()) == server
        with_it = Service(Settings(folder))
        assert with_it.check(["bad"], PROFILE) == [[BAD]]
        assert with_it.version() == "9.9"
    finally:
        assert daemon.stop(folder)
    assert gone(server.url)
    assert daemon.running(folder) is None


@pytest.mark.parametrize(
    "content",
    ["", "no json", "{}", '{"url": "http://127.0.0.1:1", "version": "1", "since": 0, "heap_mb": 1, "token": ""}'],
)
def test_a_state_file_that_lies(tmp_path: Path, content: str) -> None:
    daemon.state_file(tmp_path).write_text(content)
    assert daemon.running(tmp_path) is None


@pytest.fixture
def service(fake_install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Service:
    pytest.importorskip("language_tool_python")
    monkeypatch.setenv("LTP_PATH", str(fake_install.folder.parent))
    monkeypatch.setenv("PATH", str(fake_install.java.parent), prepend=os.pathsep)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    return Service(Settings(tmp_path / "cache", limits=Limits(threads=2)))


def test_spans_are_code_points(service: Service) -> None:
    try:
        assert service.check(["😀\ud800 bad"], PROFILE) == [[BAD.moved(3)]]
    finally:
        service.close()


def test_a_crash_costs_one_text(service: Service) -> None:
    texts = ["bad one", "poison", "a bad two", "fine", ""]
    try:
        assert service.check(texts, PROFILE) == [[BAD], None, [BAD.moved(2)], [], []]
        assert service.check(["poison", "bad"], PROFILE) == [None, [BAD]]
    finally:
        service.close()


def test_an_error_of_the_server_costs_one_text(service: Service) -> None:
    try:
        assert service.check(["bad", "stall", "bad!"], PROFILE) == [[BAD], None, [BAD]]
    finally:
        service.close()


def test_known_texts_need_no_server(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"bad {number}" for number in range(50)]
    first = service.check(texts, PROFILE)
    service.close()
    monkeypatch.setenv("FAKE_FAILURE", "1")
    again = Service(service._settings)
    assert again.check(texts, PROFILE) == first
    with pytest.raises(UnavailableError):
        again.check(["something new"], PROFILE)


def test_no_proxy_for_the_loopback_address(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    try:
        assert service.check(["bad"], PROFILE) == [[BAD]]
    finally:
        service.close()


def test_a_server_given_by_address_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match=r"no LanguageTool server answers at http://127\.0\.0\.1:9"):
        Service(Settings(tmp_path, url="http://127.0.0.1:9")).check(["bad"], PROFILE)


def test_what_is_missing_is_told(tmp_path: Path, fake_java: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnavailableError, match="no Java found"):
        install.find({"PATH": str(tmp_path)})
    here = {"PATH": f"{fake_java.parent}{os.pathsep}{os.defpath}", "LTP_PATH": str(tmp_path)}
    with pytest.raises(UnavailableError, match=r"no LanguageTool in .* \(LTP_PATH\)") as caught:
        install.find(here)
    assert caught.value.remedy.startswith("run `wirecopy grammar download`, or set LTP_PATH")
    monkeypatch.setenv("FAKE_JAVA", "11.0.2")
    with pytest.raises(UnavailableError, match="Java 11 is too old"):
        install.find(here)


def test_the_newest_release_is_taken(tmp_path: Path) -> None:
    for name in ("LanguageTool-6.8", "LanguageTool-6.10", "LanguageTool-7.0", "LanguageTool-latest"):
        (tmp_path / name).mkdir()
        if name != "LanguageTool-7.0":
            (tmp_path / name / "languagetool-server.jar").write_bytes(b"")
    assert install.newest(tmp_path) == tmp_path / "LanguageTool-6.10"


def test_options(tmp_path: Path) -> None:
    settings = from_options({"cache-folder": str(tmp_path), "heap-mb": 512, "threads": 2, "cache-mb": 0})
    assert settings == Settings(tmp_path, limits=Limits(heap_mb=512, threads=2), cache_mb=0)
    with pytest.raises(ValueError, match=r"options\.grammar\.heap: unknown key"):
        from_options({"heap": 1})
    with pytest.raises(ValueError, match=r"options\.grammar\.url: must be a string"):
        from_options({"url": 1})
    with pytest.raises(ValueError, match=r"options\.grammar\.threads: must be a number"):
        from_options({"threads": True})
