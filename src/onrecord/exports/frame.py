"""Claims as a pandas or polars data frame with typed columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from importlib.util import find_spec
from os import PathLike
from pathlib import Path
from typing import Any

from onrecord.errors import ClaimError, ConfigError
from onrecord.exports.material import AnyClaim, Material, read_claims
from onrecord.exports.tidy import names_of, rows, type_of

LIBRARIES = ("pandas", "polars")


def to_frame(
    claims: Iterable[AnyClaim] | str | PathLike[str], columns: str = "basic", *, library: str = ""
) -> Any:
    """Claims as a data frame, one row each.

    Args:
        claims: The result of ``onrecord.extract``, or the name of a claims file.
        columns: Names of columns or of column lists, as for ``onrecord export --columns``.
        library: ``pandas`` or ``polars``; by default the first one installed.

    Returns:
        A ``pandas.DataFrame`` or a ``polars.DataFrame``. Days are dates; missing values are null.

    Raises:
        ClaimError: A line of the file is not a claim.
        ConfigError: No such column, no such file, or neither library is installed.
    """
    name = _library(library)
    names = names_of(columns)
    values_by_column: dict[str, list[Any]] = {column: [] for column in names}
    for row in rows(Material(_claims(claims)), names):
        for column, value in zip(names, row, strict=True):
            values_by_column[column].append(_typed(type_of(column), value))
    return _polars(values_by_column) if name == "polars" else _pandas(values_by_column)


def _library(wanted: str) -> str:
    if wanted and wanted not in LIBRARIES:
        raise ConfigError(f"{wanted}: choose {' or '.join(LIBRARIES)}")
    for name in (wanted,) if wanted else LIBRARIES:
        if find_spec(name):
            return name
    missing = wanted or LIBRARIES[0]
    raise ConfigError(f"a frame needs {wanted or 'pandas or polars'}: pip install 'onrecord[{missing}]'")


def _claims(claims: Iterable[AnyClaim] | str | PathLike[str]) -> Iterator[AnyClaim]:
    if not isinstance(claims, str | PathLike):
        yield from claims
        return
    bad: list[str] = []
    try:
        with closing(Path(claims).open("rb")) as stream:
            for claim in read_claims(stream, bad):
                if bad:
                    break
                yield claim
    except OSError as error:
        raise ConfigError(f"{claims}: cannot be read: {error.strerror or error}") from error
    if bad:
        raise ClaimError(f"{claims}, {bad[0]}", {})


def _typed(type: str, value: Any) -> Any:
    if value is None:
        return None
    if type == "date":
        return date.fromisoformat(value)
    return float(value) if type == "number" else value


def _pandas(values_by_column: dict[str, list[Any]]) -> Any:
    import pandas

    kinds = {
        "integer": "Int64",
        "number": "float64",
        "real": "float64",
        "boolean": "boolean",
        "date": "datetime64[s]",
    }
    series = {
        name: pandas.Series(values, dtype=kinds.get(type_of(name), "object"), name=name)
        for name, values in values_by_column.items()
    }
    return pandas.DataFrame(series, columns=list(values_by_column))


def _polars(values_by_column: dict[str, list[Any]]) -> Any:
    import polars

    kinds = {
        "integer": polars.Int64,
        "number": polars.Float64,
        "real": polars.Float64,
        "boolean": polars.Boolean,
        "date": polars.Date,
        "text": polars.String,
        "plain": polars.String,
    }
    types = {name: kinds.get(type_of(name)) for name in values_by_column}
    return polars.DataFrame(
        [polars.Series(name, values, dtype=types[name]) for name, values in values_by_column.items()]
    )
