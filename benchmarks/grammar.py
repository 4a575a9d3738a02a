"""What the grammar pass flags on news, and how fast it is, beside LanguageTool as it comes.

    python benchmarks/grammar.py flags [--limit N]     # flags per 1,000 clean words; recall and F0.5 on injected typos
    python benchmarks/grammar.py clean [--file F] [--words N]   # flags on published articles, LanguageTool as it comes beside
    python benchmarks/grammar.py speed [--limit N] [--at-once 3] [--warm 20] [--lasting]   # against one request after the other

The articles are those of the typos bench (folder `WIRECOPY_BENCH`, or `../shared/bench` beside the checkout); for `clean` the
English ones of any file with a `clean` or `text` a line, `phrasing/clean.jsonl.gz` unless one is named. LanguageTool is
where LTP_PATH says. `speed` asks language_tool_python; it starts two servers, and no cache of an earlier run helps it. With
`--lasting`, ours is the one of `wirecopy grammar start`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil  # language_tool_python needs it, too

import wirecopy
from wirecopy import passes
from wirecopy.config import from_mapping
from wirecopy.languagetool import Profile, Service, Settings, daemon, install, process
from wirecopy.languagetool.settings import Limits
from wirecopy.text import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wirecopy.config import Config

BENCH = Path(os.environ.get("WIRECOPY_BENCH", Path(__file__).resolve().parents[2] / "shared" / "bench"))
Flag = tuple[str, int, int]


def articles(limit: int | None) -> list[dict[str, Any]]:
    with gzip.open(BENCH / "typos" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines][:limit]


def natural() -> set[tuple[str, str]]:
    rows = json.loads((BENCH / "typos" / "natural_dev.json").read_text("utf-8"))
    return {(row["id"], row["wrong"]) for row in rows}


def score(rows: list[dict[str, Any]], flags: Callable[[str], list[Flag]]) -> dict[str, object]:
    """Recall, precision and F0.5 on the injected typos, flags on the clean text; as `score.py typos` counts them."""
    real, rules = natural(), Counter[str]()
    hits = total = false = on_clean = 0
    for row in rows:
        kept = [f for f in flags(row["clean"]) if (row["id"], row["clean"][f[1] : f[2]]) not in real]
        on_clean += len(kept)
        rules.update(rule for rule, _, _ in kept)
        found = flags(row["text"])
        used: set[Flag] = set()
        for typo in row["typos"]:
            at = [f for f in found if f[1] < typo["end"] and f[2] > typo["start"]]
            used.update(at)
            total += 1
            hits += bool(at)
        false += sum(f not in used and (row["id"], row["text"][f[1] : f[2]]) not in real for f in found)
    words = sum(len(row["clean"].split()) for row in rows)
    p, r = hits / max(1, hits + false), hits / max(1, total)
    return {
        "flags per 1,000 clean words": round(1000 * on_clean / words, 3),
        "recall": round(r, 4),
        "precision": round(p, 4),
        "F0.5": round(1.25 * p * r / (0.25 * p + r), 4) if p + r else 0,
        "rules on clean": dict(rules.most_common(25)),
    }


def ours(config: Config, *names: str) -> Callable[[str], list[Flag]]:
    def flags(text: str) -> list[Flag]:
        result = wirecopy.clean(text, media="text", lang="en", passes=names, config=config)
        for error in result.errors:
            sys.exit(f"{error.pass_name}: {error.message}")
        return [(f.rule, f.span.start, f.span.end) for f in result.findings if f.family in names]

    return flags


def raw(service: Service) -> Callable[[str], list[Flag]]:
    def flags(text: str) -> list[Flag]:
        (hits,) = service.check([text], Profile("en-US"))
        return [(hit.rule, hit.start, hit.end) for hit in hits or ()]

    return flags


def run_flags(limit: int | None, *, with_raw: bool) -> None:
    rows = articles(limit)
    config = from_mapping({"fix-level": "safe"})
    sets: list[tuple[str, Callable[[str], list[Flag]]]] = [("grammar", ours(config, "grammar"))]
    if "typos" in passes.BUILTIN:
        sets += [("typos", ours(config, "typos")), ("typos and grammar", ours(config, "typos", "grammar"))]
    if with_raw:
        sets.append(("LanguageTool as it comes", raw(Service(Settings(Path(tempfile.gettempdir()) / "wirecopy-raw")))))
    for name, flags in sets:
        print(f"{name}: {json.dumps(score(rows, flags), ensure_ascii=False)}", flush=True)


def run_clean(path: Path, most: int) -> None:
    """Count flags on the same articles, one after the other by both, until so many words are read."""
    checks = {
        "grammar": ours(from_mapping({"fix-level": "safe"}), "grammar"),
        "LanguageTool as it comes": raw(Service(Settings(Path(tempfile.gettempdir()) / "wirecopy-raw"))),
    }
    rules: dict[str, Counter[str]] = {name: Counter() for name in checks}
    read = words = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        for text in (row.get("clean") or row["text"] for row in rows):
            if language.detect(text) != "en":
                continue
            for name, flags in checks.items():
                rules[name].update(rule for rule, _, _ in flags(text))
            read += 1
            words += len(text.split())
            if words >= most:
                break
    print(f"{read} articles, {words} words")
    for name, counts in rules.items():
        rate = 1000 * counts.total() / max(1, words)
        print(f"{name}: {counts.total()} flags, {rate:.2f} per 1,000 words: {json.dumps(dict(counts.most_common(25)))}")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def as_it_comes() -> Iterator[tuple[str, int]]:
    """A server as language_tool_python starts it, but without its 15 seconds, after which it starts one more."""
    here, port = install.find(), process.free_port()
    command = [here.java, "-cp", here.jar, process.MAIN_CLASS, "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://{process.LOOPBACK}:{port}"
        while not process.answers(url):
            if server.poll() is not None:
                sys.exit("the server ended before it answered")
            time.sleep(0.2)
        yield url, server.pid
    finally:
        server.terminate()
        server.wait()


def processor(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def run_speed(limit: int, at_once: int, warming: int, *, lasting: bool) -> None:
    """Interleave the two on the same articles, in slices, so that a busy machine slows both alike.

    We check `at_once` articles at a time, the peer one request after the other. Java's compiler goes on for a while after an answer:
    a second of rest keeps that from being charged to the other.
    """
    from language_tool_python import LanguageTool

    texts = [row["clean"] for row in articles(None)]
    warm, texts = texts[:warming], texts[warming : warming + limit]
    with tempfile.TemporaryDirectory() as folder:
        if lasting:
            daemon.start(Path(folder), install.find(), Limits())
        config = from_mapping({"options": {"grammar": {"cache-folder": folder}}})
        check = ours(config, "grammar")

        def all_of(one: Callable[[str], object], some: Iterable[str]) -> None:
            for text in some:
                one(text)

        def timed(work: Callable[[], object]) -> float:
            time.sleep(1)
            return seconds(work)

        with as_it_comes() as (url, pid), ThreadPoolExecutor(at_once) as pool:
            peer = LanguageTool("en-US", remote_server=url)
            all_of(check, warm)
            all_of(peer.check, warm)
            mine = next(p.pid for p in psutil.Process().children(recursive=True) if p.name() == "java" and p.pid != pid)
            before = processor(pid), processor(mine)
            new, seen = [], []
            for at in range(0, len(texts), 10):
                part = texts[at : at + 10]
                theirs = timed(lambda part=part: all_of(peer.check, part))
                fresh = timed(lambda part=part: list(pool.map(check, part)))
                again = timed(lambda part=part: list(pool.map(check, part)))
                new.append(theirs / fresh)
                seen.append(theirs / again)
            used = processor(pid) - before[0], processor(mine) - before[1]
        daemon.stop(Path(folder))
    print(f"processor time of the servers: {used[0]:.1f} s and {used[1]:.1f} s: {used[0] / used[1]:.2f} times less")
    print(
        f"new text: {statistics.median(new):.2f} times as fast; text seen before: {statistics.median(seen):.0f} times"
    )
    print(f"(medians of {len(new)} slices of 10 articles; all: {', '.join(f'{ratio:.1f}' for ratio in new)})")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["flags", "clean", "speed"])
    parser.add_argument("--limit", type=int, help="only the first N articles")
    parser.add_argument("--at-once", type=int, default=3, help="speed: so many articles at a time")
    parser.add_argument("--warm", type=int, default=20, help="speed: so many articles before the clock starts")
    parser.add_argument("--lasting", action="store_true", help="speed: with a server as of `wirecopy grammar start`")
    parser.add_argument("--file", type=Path, default=BENCH / "phrasing" / "clean.jsonl.gz", help="clean: the articles")
    parser.add_argument("--words", type=int, default=1_000_000, help="clean: stop after so many")
    parser.add_argument("--raw", action="store_true", help="flags: score LanguageTool as it comes, too")
    args = parser.parse_args()
    if args.task == "flags":
        run_flags(args.limit, with_raw=args.raw)
    elif args.task == "clean":
        run_clean(args.file, args.words)
    else:
        run_speed(args.limit or 60, args.at_once, args.warm, lasting=args.lasting)
    return 0


if __name__ == "__main__":
    sys.exit(main())
