"""A batch from start to end: read, clean, write in order, commit, and go on where an earlier run stopped."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wirecopy import __version__
from wirecopy.batch import learning, quarantine
from wirecopy.batch.cache import NAME as CACHE
from wirecopy.batch.cache import Cache
from wirecopy.batch.duplicates import NAME as LINKS
from wirecopy.batch.duplicates import Duplicates
from wirecopy.batch.engines import outcomes
from wirecopy.batch.fingerprint import making
from wirecopy.batch.journal import NAME, Commit, Journal, JournalError
from wirecopy.batch.marks import CHANGED, Mark, Marks
from wirecopy.batch.marks import NAME as FILES
from wirecopy.batch.output import Output
from wirecopy.batch.places import is_remote
from wirecopy.batch.reading import Reading
from wirecopy.batch.record import Outcome, Record, chained, with_digest
from wirecopy.batch.sinks import NotWrittenError
from wirecopy.batch.sources import read
from wirecopy.batch.summary import Summary
from wirecopy.batch.worker import work
from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from wirecopy.batch.record import Item
    from wirecopy.config import Config

    Stop = Callable[[], bool]
    Progress = Callable[[str, int, int], None]
    """Told what is being done, and how many documents are done and how many of them failed."""

COMMIT_EVERY = 256
"""Items between two commits: what at most is done again after a stop."""


class JobError(ValueError):
    """A batch that cannot begin or go on; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to clean, how, and where it goes. `jobs` 0: in this process."""

    paths: tuple[str, ...]
    out: str | Path
    config: Config
    reading: Reading = field(default_factory=Reading)
    jobs: int = 1
    engine: str = "local"
    """"local": worker processes of this machine; "ray": tasks of a Ray cluster."""
    timeout: float = 120.0
    resume: bool = False
    update: bool = False
    """Bring an output that is there up to date; what has not changed comes from the cache."""
    cache: Path | None = None
    """A folder for the cache; None: with `update` beside the journal, else there is none."""
    duplicates: float | None = None
    """The share of shingles from which on a document counts as a duplicate; None: nobody looks."""
    drop_duplicates: bool = False
    reports: bool = True
    """Whether reports are written; without them there is no way back to the originals."""
    learn: bool = False
    """Learn the lines that repeat on each site in a first sweep, and clean with them in the second."""
    learn_words: bool = False
    """Count in a first sweep in how many documents each word stands; the typo checks of the second know the counts."""

    @property
    def output(self) -> Output:
        """Where the documents go."""
        return Output(str(self.out), links=self.duplicates is not None, reports=self.reports)

    @property
    def cache_folder(self) -> Path | None:
        """The folder for the cache, if there is one."""
        return self.cache or (self.side if self.update else None)

    @property
    def side(self) -> Path:
        """The folder for journal, quarantine and summary."""
        return self.output.side


def run(job: Job, *, stop: Stop = lambda: False, progress: Progress = lambda *_: None) -> Summary:
    """Run a batch; return its summary. `stop` is asked between documents, `progress` told after each.

    Raises:
        JobError: the output lies inside an input, or something is there already.
        JournalError: `resume`, but what stopped here was another run, or the input is not what it was.

    """
    _check(job)
    journal = Journal(job.side / NAME)
    begun = _begin(job, journal)
    if begun.finished:
        summary = Summary.from_json(begun.summary)
        summary.notes.append("this run had come to its end; --update takes in what has changed since")
        return summary
    reading = job.reading._replace(config=job.config)
    learned = _learned(job, reading, stop, progress) if job.learn or job.learn_words else None
    if learned is None and stop():
        return Summary()
    state = _Run(job, journal, begun, learned)
    try:
        items = state.skip(map(with_digest, read(job.paths, reading._replace(marks=state.marks))))
        config = learned.config if learned else job.config
        for outcome in outcomes(job, config, work, state.reused(items), stop):
            state.take(outcome)
            progress("cleaning", state.summary.documents, state.summary.failed)
        state.end(stopped=stop())
    finally:
        state.close()
    return state.summary


def _check(job: Job) -> None:
    real = [path.rstrip("/") if is_remote(path) else os.path.realpath(path) for path in job.paths]
    out = str(job.out).rstrip("/") if is_remote(str(job.out)) else os.path.realpath(job.out)
    for name, path in zip(job.paths, real, strict=True):
        if path == out:
            raise JobError(f"the output {job.out} is an input too")
        if out.startswith(path + "/"):
            raise JobError(f"the output {job.out} lies inside the input {name}")
        if real.count(path) > 1:
            raise JobError(f"the input {name} is named twice")
        inside = [other for other, place in zip(job.paths, real, strict=True) if place.startswith(path + "/")]
        if inside:
            raise JobError(f"the input {inside[0]} lies inside the input {name}: its documents would be read twice")
    if problem := job.output.problem():
        raise JobError(problem)
    if not job.output.taken() or job.resume:
        return
    if not job.update:
        raise JobError(
            f"{job.out} is there already: give another output, --resume to go on with a run that stopped, "
            "--update to bring it up to date, or remove it"
        )
    if not Journal(job.side / NAME).exists():
        raise JobError(f"{job.out} is there already, and not from a batch: give another output, or remove it")


def _begin(job: Job, journal: Journal) -> Commit:
    identity = _identity(job)
    if job.resume and journal.exists():
        return journal.resume(identity)
    journal.begin(identity)
    return Commit()


def _identity(job: Job) -> dict[str, object]:
    """Return what must be the same for a run to be resumed."""
    settings = job.config._replace(path=None, origins={})
    return {
        "inputs": list(job.paths),
        "reading": repr(job.reading._replace(config=None, gauge=None)),
        "rules or configuration": hashlib.sha256(f"{making(job.config).digest} {settings!r}".encode()).hexdigest(),
        "duplicates": [job.duplicates, job.drop_duplicates],
        "learn": [job.learn, job.learn_words],
        "reports": job.reports,
        "output": str(job.out) if is_remote(str(job.out)) else "",
        "version": __version__,
    }


def _learned(job: Job, reading: Reading, stop: Stop, progress: Progress) -> learning.Learned | None:
    """Return what the first sweep found, or an earlier run's; None if it was stopped."""

    def sweep() -> Iterator[Outcome]:
        items = read(job.paths, reading)
        for done, outcome in enumerate(outcomes(job, job.config, learning.lines_of, items, stop), 1):
            yield outcome
            progress("learning", done, 0)

    want = learning.Want(job.learn, job.learn_words)
    return learning.learn(job.config, sweep(), want, job.side, again=not job.resume, stop=stop)


class _Run:
    """The state of a run between two commits."""

    def __init__(self, job: Job, journal: Journal, begun: Commit, learned: learning.Learned | None) -> None:
        self._job, self._journal = job, journal
        self._begun = begun
        self._done = begun.items
        self._chain = bytes.fromhex(begun.read)
        self.summary = Summary.from_json(begun.summary) if begun.summary else Summary()
        self._sink = job.output.sink()
        self._sink.resume(begun.sink)
        folder = job.cache_folder
        known = job.config._replace(corpus=learned.config.corpus) if learned else job.config
        self._cache = Cache(folder / CACHE, known, learned and learned.pack) if folder else None
        self._duplicates = (
            None if job.duplicates is None else Duplicates(job.side, least=job.duplicates, begun=begun.items)
        )
        self.marks = Marks(job.side / FILES, begun.items) if any(map(is_remote, job.paths)) else None
        self._finished = False

    def skip(self, items: Iterator[Item]) -> Iterator[Item]:
        """Return the items that are left to do.

        Raises:
            JournalError: those that are done are not what was read when they were.

        """
        start = self.marks.start if self.marks else Mark("", "", 0)
        chain = bytes.fromhex(start.chain)
        for item in itertools.islice(items, self._begun.items - start.items):
            chain = chained(chain, item)
        if chain != self._chain:
            raise JournalError(CHANGED)
        return items

    def reused(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the items, those whose outcome is in the cache as that."""
        for item in items:
            yield (isinstance(item, Record) and self._cache and self._cache.get(item)) or item

    def take(self, outcome: Outcome) -> None:
        """Write an outcome, count it, and commit when it is time."""
        if self.marks:
            self.marks.note(self._done, self._chain)
        self._chain = chained(self._chain, outcome)
        if self._cache and not outcome.reused:
            self._cache.put(outcome)
        if self._duplicates:
            outcome = self._duplicates.judge(outcome)
        dropped = self._job.drop_duplicates and outcome.duplicate is not None
        if not dropped:
            outcome = self._written(outcome)
        self.summary.add(outcome, dropped=dropped)
        if outcome.original is not None:
            quarantine.keep(self._job.side / "quarantine", outcome)
            self.summary.quarantined += 1
        self._done += 1
        if self._done % COMMIT_EVERY == 0:
            self._commit()

    def _written(self, outcome: Outcome) -> Outcome:
        try:
            self._sink.write(outcome, self._done)
        except NotWrittenError as error:
            return outcome._replace(error=str(error))
        return outcome

    def _commit(self, *, finished: bool = False) -> None:
        sink = self._sink.commit()
        if self._duplicates:
            self._duplicates.commit()
        if self._cache:
            self._cache.commit()
        if self.marks:
            self.marks.commit()
        if finished:
            self.summary.notes += self._sink.finish()
            self._job.output.deliver()
            if self._duplicates:
                self._duplicates.finish(self._job.side / LINKS)
        self._journal.commit(Commit(self._done, self._chain.hex(), sink, self.summary.to_json(), finished=finished))

    def end(self, *, stopped: bool) -> None:
        """Commit the last outcomes and give the output its final form; when stopped, what can be committed."""
        if not stopped:
            self._commit(finished=True)
            self._finished = True
            data = json.dumps(self.summary.to_json(), indent=1).encode() + b"\n"
            write_atomically(self._job.side / "summary.json", data)
        elif self._sink.anywhere:
            self._commit()

    def close(self) -> None:
        """Close what is open."""
        self._sink.close()
        if self._cache:
            self._cache.close(finished=self._finished)
        if self._duplicates:
            self._duplicates.close()
