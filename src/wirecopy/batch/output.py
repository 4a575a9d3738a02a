"""Output: what the name of an output means: which kind of sink, where its journal is, whether it is there already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.batch.places import is_remote, place, upload

if TYPE_CHECKING:
    from wirecopy.batch.sinks import Sink

FILES = (".jsonl", ".jsonl.gz", ".parquet")
"""Names of outputs that are one file."""
_OTHER = (
    ".json",
    ".ndjson",
    ".csv",
    ".tsv",
    ".txt",
    ".html",
    ".zip",
    ".tar",
    ".tgz",
    ".gz",
    ".zst",
    ".xz",
    ".bz2",
    ".warc",
)


class Output(NamedTuple):
    """A path or an address. `links`: whether rows have the columns of duplicates; `reports`: whether there are reports."""

    name: str
    links: bool = False
    reports: bool = True

    @property
    def is_file(self) -> bool:
        """Whether all documents go into one file."""
        return self.name.endswith(FILES)

    @property
    def side(self) -> Path:
        """The folder for journal, quarantine and summary: inside an output folder, beside an output file.

        For an address it is in the folder where one is, under the last part of the address.
        """
        if is_remote(self.name):
            return Path(self.name.rstrip("/").rpartition("/")[2] + ".wirecopy")
        path = Path(self.name)
        return path.with_name(path.name + ".wirecopy") if self.is_file else path / ".wirecopy"

    def problem(self) -> str | None:
        """Return why nothing can be written under this name, or None."""
        if not self.is_file and self.name.lower().endswith(_OTHER):
            return f"{self.name}: an output is a folder, or a file that ends in {', '.join(FILES)}"
        if is_remote(self.name):
            return None
        path = Path(self.name)
        if self.is_file and path.is_dir():
            return f"{self.name} is a folder, not a file"
        if not self.is_file and path.exists() and not path.is_dir():
            return f"{self.name} is a file; an output is a folder, or a file that ends in {', '.join(FILES)}"
        return None

    def taken(self) -> bool:
        """Tell whether something is there already."""
        if is_remote(self.name):
            target = place(self.name)
            return target.exists() and (self.is_file or any(True for _ in target.walk()))
        path = Path(self.name)
        return path.exists() if self.is_file else path.is_dir() and any(path.iterdir())

    def sink(self) -> Sink:
        """Return what writes it. What goes to an address is first made in the side folder."""
        if not self.is_file:
            from wirecopy.batch.tree import RemoteTreeSink, TreeSink

            if is_remote(self.name):
                return RemoteTreeSink(self.name, self.side, reports=self.reports)
            return TreeSink(Path(self.name), self.side, reports=self.reports)
        if self.name.endswith(".parquet"):
            from wirecopy.batch.parquet import ParquetSink

            return ParquetSink(self._here, links=self.links, reports=self.reports)
        from wirecopy.batch.sinks import JsonlSink

        return JsonlSink(self._here, links=self.links, reports=self.reports)

    @property
    def _here(self) -> Path:
        return self.side / self.name.rpartition("/")[2] if is_remote(self.name) else Path(self.name)

    def deliver(self) -> None:
        """Bring a file that was made for an address there."""
        if is_remote(self.name) and self.is_file and self._here.exists():
            upload(self._here, self.name)
            self._here.unlink()
