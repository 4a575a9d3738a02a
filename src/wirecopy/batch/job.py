"""A batch from start to end: read, clean, write in order, commit, and go on where an earlier run stopped."""

from __future__ import annotations

import hashlib
import itertools
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy import __version__
from wirecopy.batch.journal import NAME, Commit, Journal
from wirecopy.batch.pool import Pool
from wirecopy.batch.sinks import open_sink
from wirecopy.batch.sources import Reading, read
from wirecopy.batch.summary import Summary
from wirecopy.batch.worker import work
from wirecopy.rulebook import locate
from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wirecopy.batch.record import Item, Outcome
    from wirecopy.config import Config

COMMIT_EVERY = 256
"""Items between two commits: what at most is done again after a stop."""


class JobError(ValueError):
    """A batch that cannot begin; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to clean, how, and where it goes. `jobs` 0: in this process."""

    paths: tuple[str, ...]
    out: Path
    config: Config
    reading: Reading = field(default_factory=Reading)
    jobs: int = 1
    engine: str = "local"
    """"local": worker processes of this machine; "ray": tasks of a Ray cluster."""
    timeout: float = 120.0
    resume: bool = False

    @property
    def side(self) -> Path:
        """The folder for the journal and the quarantine: the output itself if it is a folder, else one beside it."""
        return self.out if not self.out.suffix else self.out.with_name(self.out.name + ".wirecopy")


def run(
    job: Job, *, stop: Callable[[], bool] = lambda: False, progress: Callable[[Summary], None] | None = None
) -> Summary:
    """Run a batch; return its summary. `stop` is asked between documents, `progress` told after each.

    Raises:
        JobError: the output lies inside an input, or something is there already.
        JournalError: `resume`, but what stopped here was another run.

    """
    _check(job)
    journal = Journal(job.side / NAME)
    identity = _identity(job)
    if job.resume and journal.exists():
        begun = journal.resume(identity)
    else:
        begun = Commit()
        journal.begin(identity)
    summary = Summary.from_json(begun.summary) if begun.summary else Summary()
    if begun.finished:
        return summary
    sink = open_sink(job.out)
    sink.resume(begun.sink)
    items = itertools.islice(read(job.paths, job.reading), begun.items, None)
    done = begun.items
    for outcome in _outcomes(job, items, stop):
        sink.write(outcome)
        summary.add(outcome)
        if outcome.original is not None:
            _quarantine(job, outcome)
            summary.quarantined += 1
        done += 1
        if done % COMMIT_EVERY == 0:
            journal.commit(Commit(done, sink.commit(), summary.to_json()))
        if progress:
            progress(summary)
    if stop():
        if sink.anywhere:
            journal.commit(Commit(done, sink.commit(), summary.to_json()))
        return summary
    state = sink.commit()
    sink.finish()
    journal.commit(Commit(done, state, summary.to_json(), finished=True))
    write_atomically(job.side / "summary.json", json.dumps(summary.to_json(), indent=1).encode() + b"\n")
    return summary


def _check(job: Job) -> None:
    out = job.out.resolve()
    for name in job.paths:
        path = Path(name).resolve()
        if path.is_dir() and out.is_relative_to(path):
            raise JobError(f"the output {job.out} lies inside the input {name}")
        if path == out:
            raise JobError(f"the output {job.out} is an input too")
    taken = job.out.is_dir() and any(job.out.iterdir()) if not job.out.suffix else job.out.exists()
    if taken and not job.resume:
        raise JobError(f"{job.out} is there already: give another output, --resume to go on with it, or remove it")


def _quarantine(job: Job, outcome: Outcome) -> None:
    """Keep the bytes of a document that could not be cleaned, under their own hash, and why."""
    data = outcome.original
    assert data is not None
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    name = hashlib.sha256(raw).hexdigest()
    folder = job.side / "quarantine"
    write_atomically(folder / f"{name}.bin", raw)
    write_atomically(folder / f"{name}.json", json.dumps({"id": outcome.id, "error": outcome.error}).encode() + b"\n")


def _identity(job: Job) -> dict[str, object]:
    """Return what must be the same for a run to be resumed."""
    settings = repr(job.config._replace(path=None))
    rules = b"".join(path.read_bytes() for path in sorted(locate.folder().glob("*.json")) if path.stem != "stamp")
    return {
        "inputs": list(job.paths),
        "reading": repr(job.reading),
        "configuration": hashlib.sha256(settings.encode()).hexdigest(),
        "rules": hashlib.sha256(rules).hexdigest(),
        "version": __version__,
    }


def _outcomes(job: Job, items: Iterable[Item], stop: Callable[[], bool]) -> Iterator[Outcome]:
    if job.engine == "ray":
        from wirecopy.batch.ray import RayEngine

        yield from RayEngine(job.config, timeout=job.timeout, should_stop=stop).run(items)
        return
    if job.jobs:
        yield from Pool(work, job.config, job.jobs, timeout=job.timeout, should_stop=stop).run(items)
        return
    for item in items:
        if stop():
            return
        yield work(item, job.config)
