"""The work on one record: the same function in this process, in a worker, and on another machine."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from wirecopy import api
from wirecopy.batch.record import Item, Outcome, Problem, Stats
from wirecopy.model import Source

if TYPE_CHECKING:
    from wirecopy.config import Config
    from wirecopy.model import Result


def work(item: Item, config: Config) -> Outcome:
    """Clean one record. An exception becomes the outcome's `error`: no document stops a batch."""
    if isinstance(item, Problem):
        return Outcome(item.id, error=item.why)
    record = item
    try:
        source = Source(
            record.data,
            media=record.media,
            lang=record.lang or config.lang,
            url=record.url,
            path=record.path or record.id,
            declared=record.declared,
        )
        result = api.clean(source, config=config)
        report = json.dumps(result.report(), ensure_ascii=True, separators=(",", ":")).encode()
    except Exception as error:  # noqa: BLE001 - whatever it raises, it is this document's affair alone
        return Outcome(record.id, row=record.row, error=f"{type(error).__name__}: {error}", original=record.data)
    return Outcome(
        record.id,
        text=result.text.encode("utf-8", "surrogatepass"),
        report=report,
        row=record.row,
        stats=_stats(result),
        failed_passes=tuple(
            f"{error.pass_name}: {error.error}: {error.message}" for error in result.errors if not error.left_out
        ),
        left_out=(
            *(f"the {error.pass_name} pass is left out: {error.message}" for error in result.errors if error.left_out),
            *result.notices,
        ),
    )


def _stats(result: Result) -> Stats:
    return Stats(
        words_in=len(result.source.text.split()),
        words_out=len(result.text.split()),
        rules=dict(Counter(finding.rule for finding in result.findings)),
        changed=result.text != result.source.text,
        worst=max((int(finding.severity) for finding in result.findings), default=-1),
    )
