"""The Python interface as its users meet it: names and types, wrong arguments, threads."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import wirecopy

if TYPE_CHECKING:
    from pathlib import Path

THREADS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import wirecopy

documents = [Path(name).read_bytes() for name in sys.argv[1:]] * 3


def work(document):
    result = wirecopy.clean(document)
    return result.text, result.findings, result.errors


sys.setswitchinterval(1e-5)
with ThreadPoolExecutor(12) as pool:  # nothing is loaded yet: all threads load it at once
    together = list(pool.map(work, documents))
print(together == [work(document) for document in documents])
"""


@pytest.mark.parametrize("config", ["wirecopy.toml", 3, ["typos"]])
def test_a_configuration_that_is_no_mapping_is_told(config: object) -> None:
    with pytest.raises(
        wirecopy.ConfigError, match=r"^configuration: must be a Config or a mapping, .* not (str|int|list) "
    ):
        wirecopy.clean("He left.", config=config)  # type: ignore[arg-type]


@pytest.mark.parametrize("report", [None, "{}", b"{}"])
def test_a_report_that_is_no_dict_is_told(report: object) -> None:
    with pytest.raises(
        wirecopy.RestoreError, match=r"^a report is a dict, as `json.load` gives it, not (NoneType|str|bytes)$"
    ):
        wirecopy.restore("He left.", report)  # type: ignore[arg-type]


def test_every_public_name_is_there_and_is_told() -> None:
    assert [name for name in wirecopy.__all__ if not hasattr(wirecopy, name)] == []
    assert dir(wirecopy) == sorted(wirecopy.__all__)


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_bytes_of_any_kind_are_a_document(kind: Any) -> None:
    assert wirecopy.clean(kind(b"He  left.")).text == "He left."


@pytest.mark.parametrize("document", [12, None, ["He left."]])
def test_what_is_no_document_is_a_type_error(document: Any) -> None:
    with pytest.raises(TypeError, match="a document is bytes or str, not"):
        wirecopy.clean(document)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"media": "pdf"}, "media: must be one of text, html; not 'pdf'"),
        ({"passes": "typos"}, "passes: must be a list of names, as ['typos']"),
        ({"lang": "english"}, "configuration: lang: must be an ISO 639-1 code of two letters, as en; not 'english'"),
    ],
)
def test_a_wrong_argument_is_told_as_one(arguments: dict[str, Any], says: str) -> None:
    with pytest.raises(wirecopy.ConfigError) as caught:
        wirecopy.clean("He left.", **arguments)
    assert str(caught.value) == says


def test_a_language_with_its_region_is_that_language() -> None:
    assert wirecopy.clean("Er ging.", lang="de_AT").source.lang == "de"


def test_threads_that_load_everything_at_once_get_what_one_gets(root: Path) -> None:
    samples = [str(path) for path in sorted((root / "samples").glob("*/source.*"))]
    done = subprocess.run(
        [sys.executable, "-c", THREADS, *samples], capture_output=True, text=True, check=False, timeout=300
    )
    assert (done.stdout, done.stderr) == ("True\n", "")
