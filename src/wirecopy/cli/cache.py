"""`wirecopy cache`: where results of earlier runs are kept, how much that is, and how to be rid of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.cache.store import NAME
from wirecopy.cli import OK
from wirecopy.cli.cached import folder_of
from wirecopy.cli.options import make_parser
from wirecopy.cli.run import complain
from wirecopy.config import Config, find, load

if TYPE_CHECKING:
    import argparse


def parser() -> argparse.ArgumentParser:
    """Return the options of `cache`."""
    made = make_parser("cache", "Results of earlier runs, which make the next run over the same files fast.")
    made.add_argument(
        "action",
        choices=["status", "clean"],
        metavar="status|clean",
        help="tell where it is and how large, or remove it",
    )
    made.add_argument("--cache-dir", type=Path, metavar="DIR", help="the folder (default: the one in use here)")
    return made


def run(args: argparse.Namespace) -> int:
    """Do what `action` says."""
    folder: Path = args.cache_dir or in_use()
    if not folder.is_dir():
        print(f"{folder}: nothing is kept")
        return OK
    if not (folder / NAME).is_file():
        return complain(f"{folder}: not a cache of wirecopy (there is no {NAME} in it)")
    size = f"{size_of(folder) / 1_000_000:.1f} MB"
    if args.action == "clean":
        shutil.rmtree(folder)
    print(f"{folder}: {size} removed" if args.action == "clean" else f"{folder}: {size}")
    return OK


def in_use() -> Path:
    """Return the folder that a run in the present folder would use."""
    path = find(Path.cwd())
    return folder_of(load(path) if path else Config())


def size_of(folder: Path) -> int:
    """Return how many bytes a cache takes; 0 where there is none."""
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file()) if folder.is_dir() else 0
