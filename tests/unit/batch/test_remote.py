"""Input and output behind addresses, against a real object server on this machine."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from typing import IO, TYPE_CHECKING, Any

import fsspec
import pytest

from tests.unit.batch.test_job import stopped_after
from wirecopy.batch.journal import JournalError
from wirecopy.batch.places import MissingExtraError, Place, PlaceError, place, system_of
from wirecopy.batch.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.unit.batch.conftest import Batch

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of an object server; it ends with the module."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def store(server: str, monkeypatch: pytest.MonkeyPatch, batch: Batch) -> Any:
    """A file system of an empty bucket `news`; what a run keeps here is below the test's folder."""
    monkeypatch.chdir(batch.folder)
    for name, value in {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    system = fsspec.filesystem("s3", skip_instance_cache=True)
    if system.exists("news"):
        system.rm("news", recursive=True)
    system.mkdir("news")
    system_of("s3://news").invalidate_cache()
    return system


def put(store: Any, **files: bytes) -> None:
    for name, data in files.items():
        store.pipe_file("news/in/" + name.replace("__", "/").replace("_", "."), data)


def test_a_folder_of_a_bucket_goes_into_another_one(store: Any, batch: Batch) -> None:
    put(store, b_txt=b"He  left.", a__x_html=b"<html><body><p>One.</p></body></html>", a__y_txt=b"She  left.")
    summary = batch.run("s3://news/in", out="s3://news/out")
    store.invalidate_cache()
    assert sorted(store.find("news/out")) == [
        f"news/out/{name}"
        for name in ("a/x.html.report.json", "a/x.html.txt", "a/y.report.json", "a/y.txt", "b.report.json", "b.txt")
    ]
    assert store.cat_file("news/out/b.txt") == b"He left."
    report = json.loads(store.cat_file("news/out/a/y.report.json"))
    assert report["source"]["path"] == "s3://news/in/a/y.txt"
    assert (summary.documents, summary.failed) == (3, 0)
    side = batch.folder / "out.wirecopy"
    assert sorted(path.name for path in side.iterdir()) == [
        "files.jsonl",
        "journal.jsonl",
        "names.sqlite",
        "summary.json",
    ]


@pytest.mark.parametrize(
    "name", ["rows.jsonl", "rows.jsonl.gz", "rows.parquet", "rows.csv", "pages.warc.gz", "pages.zip", "pages.tar.gz"]
)
def test_every_kind_of_dataset_is_read_as_from_here(store: Any, batch: Batch, name: str) -> None:
    from tests.unit.batch import datasets

    path = datasets.make(batch.folder, name)
    store.put_file(str(path), f"news/in/{name}")
    here, there = batch.run(str(path), out="here.jsonl"), batch.run(f"s3://news/in/{name}", out="there.jsonl")
    assert there.to_json() == here.to_json()
    assert here.documents == 2
    assert [(row["id"], row["text"]) for row in batch.out("there.jsonl")] == [
        (row["id"], row["text"]) for row in batch.out("here.jsonl")
    ]


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.parquet"])
def test_a_file_in_a_bucket_has_the_bytes_of_one_here(store: Any, batch: Batch, name: str) -> None:
    source = batch.rows("in.jsonl", *({"text": f"Report  {number}.\n"} for number in range(20)))
    batch.run(source, out=name)
    batch.run(source, out=f"s3://news/{name}")
    store.invalidate_cache()
    assert store.cat_file(f"news/{name}") == (batch.folder / name).read_bytes()
    with pytest.raises(ValueError, match=f"s3://news/{name} is there already: give another output"):
        batch.run(source, out=f"s3://news/{name}")


def test_an_update_removes_objects_of_documents_that_are_gone(store: Any, batch: Batch) -> None:
    put(store, a_txt=b"He  left.", b_txt=b"She  left.")
    batch.run("s3://news/in", out="s3://news/out", update=True)
    store.rm_file("news/in/a.txt")
    system_of("s3://news").invalidate_cache()
    summary = batch.run("s3://news/in", out="s3://news/out", update=True)
    store.invalidate_cache()
    assert sorted(store.find("news/out")) == ["news/out/b.report.json", "news/out/b.txt"]
    assert (summary.reused, summary.notes) == (1, ["2 files of documents that are gone were removed"])


def rows_in(store: Any, name: str, count: int) -> None:
    lines = (json.dumps({"text": f"Report  {number} of {name}."}) + "\n" for number in range(count))
    store.pipe_file(f"news/in/{name}", "".join(lines).encode())


@pytest.fixture
def stopped(store: Any, batch: Batch, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A run over five files that stopped in the fourth one; the names of files that are opened from now on."""
    for name, count in {"a.jsonl": 100, "b.jsonl": 0, "c.jsonl": 100, "d.jsonl": 100, "e.jsonl": 100}.items():
        rows_in(store, name, count)
    batch.run("s3://news/in", out="right.jsonl")
    stopped_after(batch, 256, "s3://news/in", "out.jsonl")
    opened: list[str] = []
    real = Place.open

    def noted(self: Place) -> IO[bytes]:
        opened.append(self.base)
        return real(self)

    monkeypatch.setattr(Place, "open", noted)
    return opened


def test_what_is_done_is_not_fetched_again(stopped: list[str], batch: Batch) -> None:
    assert batch.run("s3://news/in", resume=True).documents == 400
    assert stopped == ["d.jsonl", "e.jsonl"]
    assert (batch.folder / "out.jsonl").read_bytes() == (batch.folder / "right.jsonl").read_bytes()


def test_a_run_may_stop_again_and_again(stopped: list[str], batch: Batch) -> None:
    stopped_after(batch, 100, "s3://news/in", "out.jsonl", resume=True)
    del stopped[:]
    batch.run("s3://news/in", resume=True)
    assert stopped == ["e.jsonl"]
    assert (batch.folder / "out.jsonl").read_bytes() == (batch.folder / "right.jsonl").read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        lambda store: rows_in(store, "a.jsonl", 101),
        lambda store: store.pipe_file("news/in/d.jsonl", b'{"text": "Another report."}\n' * 100),
        lambda store: rows_in(store, "b2.jsonl", 0),
        lambda store: rows_in(store, "0.jsonl", 1),
        lambda store: store.rm_file("news/in/b.jsonl"),
        lambda store: [store.rm_file(f"news/in/{name}.jsonl") for name in "cde"],
    ],
    ids=["earlier", "in hand", "new", "new first", "gone", "gone to the end"],
)
def test_files_that_changed_meanwhile_are_noticed(
    store: Any, stopped: list[str], batch: Batch, change: Callable[[Any], None]
) -> None:
    change(store)
    system_of("s3://news").invalidate_cache()
    with pytest.raises(JournalError, match="the input has changed"):
        batch.run("s3://news/in", resume=True)
    assert batch.run("s3://news/in", update=True).errors == []


def test_without_a_tag_all_is_read_and_compared(
    stopped: list[str], batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    (batch.folder / "out.jsonl.wirecopy" / "files.jsonl").write_text('["s3://news/in/a.jsonl", "", 0, ""]\n{torn')
    batch.run("s3://news/in", resume=True)
    assert stopped == ["a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl", "e.jsonl"]
    assert (batch.folder / "out.jsonl").read_bytes() == (batch.folder / "right.jsonl").read_bytes()


def test_what_is_not_there_is_told(store: Any, batch: Batch) -> None:
    put(store, a_txt=b"He left.")
    summary = batch.run("s3://news/nothing.txt", "s3://nobucket/x.jsonl", "s3://news/in/a.txt", out="out.jsonl")
    assert summary.errors == [
        ["s3://news/nothing.txt", "no such file or folder"],
        ["s3://nobucket/x.jsonl", "no such file or folder"],
    ]
    assert [(row["id"], row.get("text")) for row in batch.out()][2:] == [("news/in/a.txt", "He left.")]


def test_an_output_in_a_bucket_that_is_not_there_makes_none(store: Any, batch: Batch) -> None:
    with pytest.raises(FileNotFoundError, match="bucket does not exist"):
        batch.run(batch.rows("in.jsonl", {"text": "He left."}), out="s3://nobucket/out.jsonl")
    assert not store.exists("nobucket")


def test_an_address_of_an_unknown_kind_is_told() -> None:
    with pytest.raises(PlaceError) as error:
        place("nosuch://a/b")
    assert error.value.strerror == "Protocol not known: nosuch"


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(
        MissingExtraError, match=r"s3://a/b: addresses need the extra: pip install 'wirecopy\[remote\]'"
    ):
        place("s3://a/b")
    assert Reading().gauge is None
