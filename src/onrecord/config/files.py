"""Reads and checks ``onrecord.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, TypeAdapter, ValidationError

from onrecord.config.finding import NAME
from onrecord.config.lines import Place, line_of
from onrecord.config.words import CueWords, Currency, Person, Unit, Words
from onrecord.errors import ConfigError

LONGEST = 10_000_000
"""Bytes of the largest file that is read."""


class Option(NamedTuple):
    """An option as the command line knows it."""

    name: str
    """What its value is passed on as."""
    type: Any


Commands = Mapping[str, "Option | Commands"]
"""The options of a command by the name they are written with, or the commands of a group."""


@dataclass(frozen=True)
class Config:
    """A file read and checked. Without one, everything is empty."""

    words: Words = field(default_factory=Words)
    options: dict[str, Any] = field(default_factory=dict)
    """Defaults of options: a table for each command."""
    path: Path | None = None
    text: str = field(default="", repr=False)

    def fingerprint(self) -> str:
        """SHA-256 of the words: what the file adds to the configuration of a run.

        Defaults of options are not in it: they reach a run as its options do.
        """
        return self.words.fingerprint()

    def options_for(self, commands: Commands) -> dict[str, Any]:
        """The tables of options, checked against the commands there are.

        Returns:
            Values by the names they are passed on as, in a table for each command.

        Raises:
            ConfigError: There is no such command or option, or a value is of another type; the message has
                a line for each problem.
        """
        problems: list[str] = []
        found = self._tables(commands, self.options, (), problems)
        if problems:
            raise ConfigError("\n".join(problems))
        return found

    def _tables(
        self, known: Commands, tables: Mapping[str, Any], place: Place, problems: list[str]
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in tables.items():
            name, here = key.replace("-", "_"), (*place, key)
            wanted = known.get(name)
            wrong = None
            if wanted is None:
                wrong = f"unknown; {nearest(name, known if place else [*known, *Words.model_fields])}"
            elif isinstance(wanted, Option):
                wrong = _mismatch(wanted.type, value)
                found[wanted.name] = value
            elif isinstance(value, dict):
                found[name] = self._tables(wanted, value, here, problems)
            else:
                wrong = "must be a table of options"
            if wrong:
                problems.append(self.problem(here, wrong))
        return found

    def problem(self, place: Place, message: str) -> str:
        """A message that names the file, the line and the key."""
        line = line_of(self.text, place)
        where = f"{self.path or NAME}{f', line {line}' if line else ''}"
        key = ".".join(str(part) for part in place)
        return f"{where}: {key}: {message}" if key else f"{where}: {message}"


def read_config(path: str | Path) -> Config:
    """Read and check one file.

    Raises:
        ConfigError: It cannot be read, is not TOML, or its words are not understood; the message has a line
            for each problem.
    """
    path = Path(path)
    try:
        if path.stat().st_size > LONGEST:
            raise ConfigError(f"{path}: more than {LONGEST} bytes: this is no configuration file")
        text = path.read_text(encoding="utf-8-sig")
        raw = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from error
    words = {key: value for key, value in raw.items() if key in Words.model_fields}
    config = Config(options={key: raw[key] for key in raw if key not in words}, path=path, text=text)
    try:
        return Config(Words.model_validate(words), config.options, path, text)
    except ValidationError as error:
        problems = []
        for found in error.errors(include_url=False):
            place = tuple(part for part in found["loc"] if part != "[key]")
            problems.append(config.problem(place, _message(found, place)))
        raise ConfigError("\n".join(problems)) from error


def nearest(name: str, names: Iterable[str]) -> str:
    """What to say after "unknown": the nearest right name, or all of them."""
    known = sorted(names)
    close = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"do you mean {close[0]}?" if close else f"there are {', '.join(known)}"


def _mismatch(wanted: Any, value: object) -> str | None:
    try:
        TypeAdapter(wanted).validate_python(value, strict=wanted is bool)
    except ValidationError as error:
        return str(error.errors()[0]["msg"])
    return None


def _message(found: Any, place: Place) -> str:
    if found["type"] == "extra_forbidden":
        models: dict[str, type[BaseModel]] = {
            "cues": CueWords,
            "units": Unit,
            "currencies": Currency,
            "people": Person,
        }
        return f"unknown; {nearest(str(place[-1]), models[str(place[0])].model_fields)}"
    if found["type"] == "literal_error":
        choices = found["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return f"{found['input']!r} is none of these; {nearest(str(found['input']), choices)}"
    return str(found["msg"]).removeprefix("Value error, ")
