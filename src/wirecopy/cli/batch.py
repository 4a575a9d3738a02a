"""The batch side of `wirecopy clean`: folders and datasets go through a job with workers, journal and summary."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from typing import TYPE_CHECKING

from wirecopy.cli import ERROR, FOUND, OK
from wirecopy.cli.run import complain

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from wirecopy.batch.job import Job
    from wirecopy.batch.reading import Reading
    from wirecopy.config import Config

    _Handler = Callable[[int, FrameType | None], object] | int | signal.Handlers | None
    """What `signal.signal` takes and returns."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that speak of many documents."""
    group = parser.add_argument_group(
        "folders and datasets, into what -o names (a folder, a .jsonl, .jsonl.gz or .parquet file)"
    )
    group.add_argument("-j", "--jobs", type=_count, metavar="N", help="worker processes (default: one a core; 0: none)")
    group.add_argument(
        "--engine", choices=["local", "ray"], default="local", help="who does the work (ray: wirecopy[ray])"
    )
    group.add_argument("--resume", action="store_true", help="go on where a run into the same output stopped")
    group.add_argument(
        "--update", action="store_true", help="bring an output up to date: what has not changed is not done again"
    )
    group.add_argument(
        "--duplicates", action="store_true", help="link documents that repeat an earlier one (wirecopy[duplicates])"
    )
    group.add_argument("--drop-duplicates", action="store_true", help="link them, and leave them out of the output")
    group.add_argument(
        "--duplicate-share",
        type=float,
        default=0.8,
        metavar="SHARE",
        help="of 5-word runs that two have in common (default: 0.8)",
    )
    group.add_argument(
        "--learn", action="store_true", help="read twice: learn each site's repeated lines, then clean with them"
    )
    group.add_argument(
        "--learn-words",
        action="store_true",
        help="read twice: count all words, so that typo checks know the batch's names",
    )
    group.add_argument(
        "--timeout", type=float, default=120.0, metavar="SECONDS", help="that one document may take (default: 120)"
    )


def _count(given: str) -> int:
    if not given.isdecimal():
        raise argparse.ArgumentTypeError(f"must be a number from 0; not {given!r}")
    return int(given)


def run_batch(args: argparse.Namespace, config: Config, reading: Reading) -> int:
    """Run the job that the options describe; tell progress and summary on stderr."""
    import sqlite3

    from wirecopy.batch.cache import CacheError
    from wirecopy.batch.job import JobError, run
    from wirecopy.batch.journal import JournalError
    from wirecopy.batch.places import MissingExtraError
    from wirecopy.cli.progress import Progress

    if problem := _contradiction(args):
        return complain(problem)
    job = _job(args, config, reading)
    stop = _Stop()
    progress = Progress(job) if sys.stderr.isatty() and not args.quiet else None
    try:
        with stop:
            summary = run(job, stop=stop.asked, progress=progress) if progress else run(job, stop=stop.asked)
    except (JobError, JournalError, MissingExtraError, CacheError) as error:
        return complain(str(error))
    except KeyboardInterrupt:
        return complain(f"stopped at once; go on with --resume (journal in {job.side})")
    except (OSError, sqlite3.Error) as error:
        what = f"{error.filename or job.out}: {error.strerror or error}" if isinstance(error, OSError) else str(error)
        return complain(f"{what}; what is done so far is kept, go on with --resume")
    finally:
        if progress:
            progress.clear()
    if args.quiet:
        lines = summary.error_lines()
    else:
        lines = [*summary.lines(statistics=args.statistics), f"all of it as JSON: {job.side / 'summary.json'}"]
    for line in lines:
        print(line, file=sys.stderr)
    if stop.asked():
        return complain(f"stopped; go on with --resume (journal in {job.side})")
    if summary.failed or summary.errors:
        return ERROR
    return FOUND if args.exit_non_zero_on_fix and summary.changed else OK


_OF_BATCHES = ("resume", "update", "duplicates", "drop_duplicates", "learn", "learn_words")


def only_of_batches(args: argparse.Namespace) -> str | None:
    """Return what is wrong with options that would do nothing, since no folder or dataset goes into a new place."""
    given = [name for name in _OF_BATCHES if getattr(args, name)]
    if not given:
        return None
    return f"--{given[0].replace('_', '-')} goes with a folder or dataset and -o, which says where its documents go"


def _contradiction(args: argparse.Namespace) -> str | None:
    if args.resume and args.update:
        return "--resume goes on with a run that stopped, --update begins a new one over its output: take one of them"
    if not 0 < args.duplicate_share <= 1:
        return f"--duplicate-share {args.duplicate_share:g}: a share is more than 0 and at most 1"
    if args.timeout <= 0:
        return f"--timeout {args.timeout:g}: a document needs some time"
    return None


def _job(args: argparse.Namespace, config: Config, reading: Reading) -> Job:
    from wirecopy.batch.job import Job
    from wirecopy.batch.reading import Gauge

    return Job(
        paths=tuple(args.paths),
        out=args.output,
        config=config,
        reading=reading._replace(gauge=Gauge()),
        jobs=(os.cpu_count() or 1) if args.jobs is None else args.jobs,
        engine=args.engine,
        timeout=args.timeout,
        resume=args.resume,
        update=args.update,
        cache=args.cache_dir,
        duplicates=args.duplicate_share if args.duplicates or args.drop_duplicates else None,
        drop_duplicates=args.drop_duplicates,
        reports=not args.no_reports,
        learn=args.learn,
        learn_words=args.learn_words,
    )


class _Stop:
    """Ctrl-C once: finish what is in flight and write the journal; twice: stop now."""

    def __init__(self) -> None:
        self._asked = False
        self._before: _Handler = signal.SIG_DFL

    def asked(self) -> bool:
        return self._asked

    def __enter__(self) -> None:
        self._before = signal.signal(signal.SIGINT, self._on_signal)

    def __exit__(self, *_: object) -> None:
        if self._before is not None:  # None: it was not set by Python, and cannot be from here
            signal.signal(signal.SIGINT, self._before)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the handler's shape
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
        print("\nstopping after what is in flight; once more to stop now", file=sys.stderr)
