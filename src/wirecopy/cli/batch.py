"""The batch side of `wirecopy clean`: folders and datasets go through a job with workers, journal and summary."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.batch.job import Job, JobError, run
from wirecopy.batch.journal import JournalError
from wirecopy.batch.sources import MissingExtraError, Reading
from wirecopy.cli import ERROR, FOUND, OK
from wirecopy.cli.run import complain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from types import FrameType

    from wirecopy.batch.summary import Summary
    from wirecopy.config import Config


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that speak of many documents."""
    group = parser.add_argument_group(
        "folders and datasets (.jsonl, .csv, .parquet, .warc, .zip, .tar; also .gz, .zst)"
    )
    group.add_argument("-j", "--jobs", type=int, help="worker processes (default: one a core; 0: none)")
    group.add_argument(
        "--engine", choices=["local", "ray"], default="local", help="who does the work (ray: wirecopy[ray])"
    )
    group.add_argument("--resume", action="store_true", help="go on where a run into the same output stopped")
    group.add_argument("--timeout", type=float, default=120.0, metavar="SECONDS", help="that one document may take")
    group.add_argument(
        "--include", action="append", default=[], metavar="GLOB", help="only these files of a folder or archive"
    )
    group.add_argument("--exclude", action="append", default=[], metavar="GLOB", help="not these files")
    group.add_argument("--text-column", help="column of a dataset that holds the document")
    group.add_argument("--id-column", help="column that names it (default: file and row)")
    group.add_argument("--url-column", help="column that holds its URL (default: url)")
    group.add_argument("--max-bytes", type=int, default=64 << 20, help="largest document, unpacked (default: 64 MiB)")


def run_batch(args: argparse.Namespace, config: Config) -> int:
    """Run the job that the options describe; tell progress and summary on stderr."""
    job = Job(
        paths=tuple(args.paths),
        out=Path(args.output),
        config=config,
        reading=Reading(
            text_column=args.text_column,
            id_column=args.id_column,
            url_column=args.url_column,
            include=tuple(args.include),
            exclude=tuple(args.exclude),
            max_bytes=args.max_bytes,
            media=args.media,
            lang=args.lang,
        ),
        jobs=(os.cpu_count() or 1) if args.jobs is None else max(0, args.jobs),
        engine=args.engine,
        timeout=args.timeout,
        resume=args.resume,
    )
    stop = _Stop()
    progress = _Progress() if sys.stderr.isatty() and not args.quiet else None
    try:
        with stop:
            summary = run(job, stop=stop.asked, progress=progress)
    except (JobError, JournalError, MissingExtraError) as error:
        return complain(str(error))
    except OSError as error:
        return complain(
            f"{error.filename or job.out}: {error.strerror}; what is done so far is kept, go on with --resume"
        )
    if progress:
        progress.clear()
    if not args.quiet:
        print("\n".join(summary.lines()), file=sys.stderr)
    if stop.asked():
        return complain(f"stopped; go on with --resume (journal in {job.side})")
    if summary.failed or summary.errors:
        return ERROR
    return FOUND if args.exit_non_zero_on_fix and summary.changed else OK


class _Stop:
    """Ctrl-C once: finish what is in flight and write the journal; twice: stop now."""

    def __init__(self) -> None:
        self._asked = False
        self._before: object = None

    def asked(self) -> bool:
        return self._asked

    def __enter__(self) -> None:
        self._before = signal.signal(signal.SIGINT, self._on_signal)

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)  # type: ignore[arg-type]

    def _on_signal(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the handler's shape
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
        print("\nstopping after what is in flight; once more to stop now", file=sys.stderr)


class _Progress:
    """One line on a terminal, at most ten times a second: documents, rate, errors."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._start = clock()
        self._shown = 0.0
        self._begun: int | None = None

    def __call__(self, summary: Summary) -> None:
        if self._begun is None:
            self._begun = summary.documents - 1
        now = self._clock()
        if now - self._shown < 0.1:
            return
        self._shown = now
        rate = (summary.documents - self._begun) / max(now - self._start, 1e-6)
        print(
            f"\r\x1b[K{summary.documents} documents, {rate:.0f}/s, {summary.failed} failed",
            end="",
            file=sys.stderr,
            flush=True,
        )

    def clear(self) -> None:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
