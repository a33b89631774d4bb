"""Reading and checking ``onrecord.toml``."""

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
"""Largest file that is read, in bytes."""


class Option(NamedTuple):
    """An option of the command line."""

    name: str
    """The name of its parameter."""
    type: Any


Commands = Mapping[str, "Option | Commands"]
"""The options of a command by their name, or the commands of a group."""


@dataclass(frozen=True)
class Config:
    """A checked configuration file; empty without a file."""

    words: Words = field(default_factory=Words)
    options: dict[str, Any] = field(default_factory=dict)
    """Defaults of options: one table per command."""
    path: Path | None = None
    text: str = field(default="", repr=False)

    def fingerprint(self) -> str:
        """SHA-256 of the words, for the configuration of a run.

        Defaults of options are not included: a run records them as its options.
        """
        return self.words.fingerprint()

    def options_for(self, commands: Commands) -> dict[str, Any]:
        """The tables of options, checked against the existing commands.

        Returns:
            Values by parameter name, in one table per command.

        Raises:
            ConfigError: There is no such command or option, or a value has the wrong type; the message has a
                line for each problem.
        """
        problems: list[str] = []
        tables = self._tables(commands, self.options, (), problems)
        if problems:
            raise ConfigError("\n".join(problems))
        return tables

    def _tables(
        self, known: Commands, tables: Mapping[str, Any], place: Place, problems: list[str]
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in tables.items():
            name, here = key.replace("-", "_"), (*place, key)
            wanted = known.get(name)
            wrong = None
            if wanted is None:
                wrong = f"unknown; {nearest(name, known if place else [*known, *Words.model_fields])}"
            elif isinstance(wanted, Option):
                wrong = _mismatch(wanted.type, value)
                values[wanted.name] = value
            elif isinstance(value, dict):
                values[name] = self._tables(wanted, value, here, problems)
            else:
                wrong = "must be a table of options"
            if wrong:
                problems.append(self.problem(here, wrong))
        return values

    def problem(self, place: Place, message: str) -> str:
        """A message that names the file, the line and the key."""
        line = line_of(self.text, place)
        where = f"{self.path or NAME}{f', line {line}' if line else ''}"
        key = ".".join(str(part) for part in place)
        return f"{where}: {key}: {message}" if key else f"{where}: {message}"


def read_config(path: str | Path) -> Config:
    """Read and check one file.

    Raises:
        ConfigError: The file cannot be read, is not TOML, or has invalid words; the message has a line for
            each problem.
    """
    path = Path(path)
    try:
        if path.stat().st_size > LONGEST:
            raise ConfigError(f"{path}: more than {LONGEST} bytes: this is not a configuration file")
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
        for problem in error.errors(include_url=False):
            place = tuple(part for part in problem["loc"] if part != "[key]")
            problems.append(config.problem(place, _message(problem, place)))
        raise ConfigError("\n".join(problems)) from error


def nearest(name: str, names: Iterable[str]) -> str:
    """The hint after "unknown": the nearest valid name, or all of them."""
    known = sorted(names)
    close = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"do you mean {close[0]}?" if close else f"there are {', '.join(known)}"


def _mismatch(wanted: Any, value: object) -> str | None:
    try:
        TypeAdapter(wanted).validate_python(value, strict=wanted is bool)
    except ValidationError as error:
        return str(error.errors()[0]["msg"])
    return None


def _message(error: Any, place: Place) -> str:
    if error["type"] == "extra_forbidden":
        models: dict[str, type[BaseModel]] = {
            "cues": CueWords,
            "units": Unit,
            "currencies": Currency,
            "people": Person,
        }
        return f"unknown; {nearest(str(place[-1]), models[str(place[0])].model_fields)}"
    if error["type"] == "literal_error":
        choices = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return f"{error['input']!r} is not one of these; {nearest(str(error['input']), choices)}"
    return str(error["msg"]).removeprefix("Value error, ")
