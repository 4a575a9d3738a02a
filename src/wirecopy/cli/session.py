"""Session: one command's configuration and cleaning. Turns an input, wherever it came from, into a result."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy import api
from wirecopy.cli.inputs import Documents
from wirecopy.cli.options import on_command_line
from wirecopy.cli.run import complain
from wirecopy.cli.selectors import check_selectors
from wirecopy.config import Config, ConfigError, find, load
from wirecopy.model import Source

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from wirecopy.batch.reading import Reading
    from wirecopy.cli.cached import Cached
    from wirecopy.cli.inputs import Input
    from wirecopy.model import Result


class Session:
    """What stays the same for all inputs of one command. A configuration is read once for each folder."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._args = args
        self.stdin_name: str = args.stdin_filename or "<stdin>" if "stdin_filename" in args else "<stdin>"
        self.media: str | None = getattr(args, "media", None)
        """What the inputs are, if the command line says so."""
        self.force_exclude: bool = getattr(args, "force_exclude", False)
        self.include: tuple[str, ...] = tuple(getattr(args, "include", ()))
        self.exclude: tuple[str, ...] = tuple(getattr(args, "exclude", ()))
        self._by_folder: dict[Path, Config] = {}
        self._by_file: dict[Path | None, Config] = {}
        self.failed = False
        """Whether some input could not be read, or a pass failed on one."""
        self._told: set[str] = set()
        self._cached: Cached | None = None

    @property
    def configs(self) -> tuple[Config, ...]:
        """The configurations that were in force so far, each once."""
        return tuple(self._by_file.values())

    def config_for(self, name: str) -> Config:
        """Return the configuration for the file `name`: its nearest one upwards, with the command line's say on top.

        Raises:
            ConfigError: the file cannot be used.

        """
        folder = Path(name).parent
        if folder not in self._by_folder:
            path = self._path(folder)
            if path not in self._by_file:
                config = on_command_line(load(path) if path else Config(), self._args)
                if getattr(self._args, "write_baseline", None) and not Path(config.baseline or ".").exists():
                    config = config._replace(baseline=None)  # the one that is written now
                check_selectors(config)
                if getattr(self._args, "add_words", False):
                    from wirecopy.config import wordlist

                    wordlist.begin(config)
                self._by_file[path] = config
            self._by_folder[folder] = self._by_file[path]
        return self._by_folder[folder]

    def reading(self) -> Reading:
        """Return how datasets and archives are read."""
        from wirecopy.batch.reading import Reading

        args = self._args
        return Reading(
            text_column=args.text_column,
            id_column=args.id_column,
            url_column=args.url_column,
            include=self.include,
            exclude=self.exclude,
            max_bytes=args.max_bytes,
            media=args.media,
            lang=args.lang,
        )

    def _path(self, folder: Path) -> Path | None:
        given: Path | None = self._args.config
        if self._args.isolated:
            return None
        if given and not given.is_file():
            raise ConfigError(f"{given}: no such file")
        return given or find(folder.resolve())

    def results(self, paths: Iterable[str]) -> Iterator[tuple[Input, Result]]:
        """Yield each document that `paths` name with what came of it. What fails is told, and the others go on."""
        documents = Documents(paths, self)
        for item in documents:
            result = self._result(item)
            self._tell(item.name, result)
            yield item, result
        self.failed |= documents.failed

    def _tell(self, name: str, result: Result) -> None:
        """Print which passes failed on the input `name`.

        A pass that is left out, or does a part only, since this machine lacks what it needs, did not fail; that is told once.
        """
        notices = list(result.notices)
        for error in result.errors:
            if not error.left_out:
                self.failed = True
                complain(f"{name}: {error.failure}")
            else:
                notices.append(error.absence)
        for notice in notices:
            if notice not in self._told:
                self._told.add(notice)
                print(f"wirecopy: {notice}", file=sys.stderr)

    def _result(self, item: Input) -> Result:
        """Return the result of cleaning one document."""
        config, args = self.config_for(item.name), self._args
        about = {
            "media": args.media or item.media,
            "lang": args.lang or item.lang or config.for_file(item.name).lang,
            "url": args.url or item.url,
        }
        cached = self._cache(config)
        if cached:
            return cached.result(item.raw, item.name, config, declared=item.declared, **about)
        source = Source(item.raw, path=item.name, declared=item.declared, **about)
        return api.clean(source, config=config.for_file(item.name))

    def close(self) -> None:
        """Bring to disk what the next run can use. A command calls it when it is done with its inputs."""
        if self._cached:
            self._cached.close()

    def _cache(self, config: Config) -> Cached | None:
        """Return the cache of this run, if it has one: a single file is looked at sooner than looked up."""
        if self._cached is None and config.cache and not self._args.no_cache and self._many():
            from wirecopy.cli.cached import Cached, folder_of

            self._cached = Cached(self._args.cache_dir or folder_of(config))
        return self._cached if config.cache else None

    def _many(self) -> bool:
        paths = self._args.paths
        return len(paths) > 1 or Path(paths[0]).is_dir()
