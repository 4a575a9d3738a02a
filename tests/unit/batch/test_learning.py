"""Two sweeps: what repeats on a site is learned from the batch itself, the same whatever the workers' timing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from wirecopy.batch.learning import CAPACITY, host_of
from wirecopy.batch.record import Record
from wirecopy.learn.sketch import SiteSketch

if TYPE_CHECKING:
    from tests.unit.batch.conftest import Batch

SENTENCES = (
    "The harbour office said on Monday that the new quay number {n} will be open to ferries by the end of the week.",
    "A storm tore {n} of the boats from their moorings in the night, and nobody saw where they went until the morning.",
    "The mayor wants to have crane {n} taken down before the summer, which the council did not like at all on Friday.",
)


def page(number: int) -> str:
    """Return a page of one site: a name above, an odd line below that no general rule knows."""
    names = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    body = "\n\n".join(sentence.format(n=names[number]) for sentence in SENTENCES)
    return f"The Quayside Gazette of Marlport\n\n{body}\n\nPrinted beside the old crane since the flood\n"


def site(batch: Batch, count: int, host: str = "example.org") -> list[dict[str, object]]:
    return [{"text": page(number), "url": f"https://www.{host}/{number}"} for number in range(count)]


def test_lines_of_a_site_are_learned_and_removed(batch: Batch) -> None:
    source = batch.rows("in.jsonl", *site(batch, 6))
    plain = batch.run(source, out="plain.jsonl")
    assert "Printed beside the old crane since the flood" in str(batch.out("plain.jsonl")[3]["text"])
    summary = batch.run(source, learn=True)
    body = "\n\n".join(sentence.format(n="four") for sentence in SENTENCES)
    assert batch.out()[3]["text"] == body + "\n"
    assert summary.removed["boilerplate.site-line"] > plain.removed["boilerplate.site-line"]
    pack = batch.folder / "out.jsonl.wirecopy" / "learned" / "sites" / "example.org.yaml"
    data = yaml.safe_load(pack.read_text("utf-8"))
    assert data["documents"] == 6
    assert [line["line"] for block in data["blocks"] for line in block["lines"]] == [
        "The Quayside Gazette of Marlport",
        "Printed beside the old crane since the flood",
    ]


def test_any_number_of_workers_learns_the_same(batch: Batch) -> None:
    source = batch.rows("in.jsonl", *site(batch, 9), *site(batch, 4, "example.net"))
    outputs = []
    for jobs in (0, 2):
        batch.run(source, out=f"{jobs}.jsonl", jobs=jobs, learn=True)
        outputs.append((batch.folder / f"{jobs}.jsonl").read_bytes())
    assert outputs[0] == outputs[1]


def test_an_article_that_is_there_many_times_teaches_nothing(batch: Batch) -> None:
    source = batch.rows("in.jsonl", *(site(batch, 1) * 9), *site(batch, 2)[1:])
    batch.run(source, learn=True)
    assert list((batch.folder / "out.jsonl.wirecopy" / "learned" / "sites").iterdir()) == []


def test_an_article_in_other_surroundings_teaches_nothing_either(batch: Batch) -> None:
    rows = [
        {**row, "text": f"{row['text']}\nMore on this: {number}, and what else there is\n"}
        for row in site(batch, 1)
        for number in "abcdef"
    ]
    batch.run(batch.rows("in.jsonl", *rows), learn=True)
    assert list((batch.folder / "out.jsonl.wirecopy" / "learned" / "sites").iterdir()) == []


def test_a_new_document_of_one_site_leaves_the_other_sites_in_the_cache(batch: Batch) -> None:
    rows = [*site(batch, 5), *site(batch, 4, "example.net")]
    batch.run(batch.rows("in.jsonl", *rows), learn=True, update=True)
    summary = batch.run(batch.rows("in.jsonl", *rows, *site(batch, 6)[5:]), learn=True, update=True)
    assert (summary.documents, summary.reused) == (10, 9), "the lines of the site are the same with one document more"
    odd = {"text": "Another head\n\n" + page(6) + "\nAnother tail\n", "url": "https://example.org/o"}
    twice = [odd, {**odd, "text": "Another head\n\n" + page(7) + "\nAnother tail\n"}]
    summary = batch.run(batch.rows("in.jsonl", *rows, *twice), learn=True, update=True)
    assert (summary.documents, summary.reused) == (11, 4), "example.org has lines that are new, example.net has not"


def test_the_host_comes_from_the_url_or_a_folder_and_is_no_path() -> None:
    assert host_of(Record("a", b"", url="https://www.Example.org/x")) == "example.org"
    assert host_of(Record("a", b"", path="crawl/example.net/2025/a.txt")) == "example.net"
    assert host_of(Record("a", b"", url="http://../../etc/passwd")) is None
    assert host_of(Record("a", b"", url="http://a/..%2f")) is None


def test_the_sketch_drops_the_rarest_line_first() -> None:
    sketch = SiteSketch(capacity=3)
    for lines in (["Every day", "Monday note"], ["Every day", "Tuesday note"], ["Every day", "Friday note"]):
        sketch.add(lines)
    assert len(sketch) == 3
    assert CAPACITY == 1024


def test_words_of_the_batch_reach_the_typo_checks(batch: Batch) -> None:
    from wirecopy.words.corpus import load

    rows = [{"text": page(number)} for number in range(8)] * 2
    batch.run(batch.rows("in.jsonl", *rows), learn_words=True)
    corpus = load(str(batch.folder / "out.jsonl.wirecopy" / "learned" / "words.bin"))
    assert (corpus.documents, corpus.count("Quayside"), corpus.count("four"), corpus.count("quay")) == (8, 8, 0, 8)
    again = batch.run(batch.rows("in.jsonl", *rows), learn_words=True, update=True)
    assert again.reused == 0
    assert batch.run(batch.rows("in.jsonl", *rows), learn_words=True, update=True).reused == 16
    summary = batch.run(batch.rows("in.jsonl", *rows, {"text": "Another quay."}), learn_words=True, update=True)
    assert summary.reused == 0, "other counts may reach every document"
