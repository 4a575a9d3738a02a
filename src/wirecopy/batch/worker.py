"""The work on one record: the same function in this process, in a worker, and on another machine."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from wirecopy import api
from wirecopy.batch.record import Item, Outcome, Problem, Stats
from wirecopy.batch.removed import removed_words
from wirecopy.model import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirecopy.config import Config
    from wirecopy.model import Result

    Work = Callable[[Item, Config], Outcome]
    """What is done with one record: `work`, or another; does not raise, and can be imported by a worker."""


def work(item: Item, config: Config, *, sign: bool = False, reports: bool = True) -> Outcome:
    """Clean one record; with `sign`, add the signature of its text. An exception becomes the outcome's `error`.

    Without `reports` none is made, which is a tenth of the work on pages.
    """
    if isinstance(item, Outcome):
        return item
    if isinstance(item, Problem):
        return Outcome(item.id, error=item.why, digest=item.digest)
    record = item
    try:
        source = Source(
            record.data,
            media=record.media,
            lang=record.lang or config.lang,
            url=record.url,
            path=record.name,
            declared=record.declared,
        )
        result = api.clean(source, config=config)
        report = b""
        if reports:
            report = json.dumps(result.report(), ensure_ascii=True, separators=(",", ":")).encode()
        signature = b""
        if sign:
            from wirecopy.batch.minhash import signature_of

            signature = signature_of(result.text)
    except Exception as error:  # noqa: BLE001 - whatever it raises, it is this document's affair alone
        return failed(record, f"{type(error).__name__}: {error}")
    return Outcome(
        record.id,
        text=result.text.encode("utf-8", "surrogatepass"),
        report=report,
        is_markdown=any(name == "markdown" for name, _ in result.passes),
        row=record.row,
        stats=_stats(result),
        failed_passes=tuple(
            f"{error.pass_name}: {error.error}: {error.message}" for error in result.errors if not error.left_out
        ),
        left_out=(
            *(error.absence for error in result.errors if error.left_out),
            *result.notices,
        ),
        digest=record.digest,
        signature=signature,
    )


def failed(item: Item, why: str) -> Outcome:
    """Return the outcome of an item that nothing came of."""
    if isinstance(item, Outcome):
        return item
    if isinstance(item, Problem):
        return Outcome(item.id, error=item.why, digest=item.digest)
    return Outcome(item.id, row=item.row, error=why, original=item.data, digest=item.digest)


def _stats(result: Result) -> Stats:
    text = result.source.text
    applied: Counter[str] = Counter()
    for finding in result.findings:
        if finding.applied and finding.fix:
            applied[finding.rule] += 1
    return Stats(
        words_in=len(text.split()),
        words_out=len(result.text.split()),
        rules=dict(Counter(finding.rule for finding in result.findings)),
        applied=dict(applied),
        removed=dict(removed_words(result)),
        suppressed=len(result.suppressed),
        changed=result.text != text,
        worst=max((int(finding.severity) for finding in result.findings), default=-1),
    )
