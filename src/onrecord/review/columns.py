"""The names of many rows, stored as indices into a list of distinct names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Column:
    """A name for each row, stored once: ``names[codes[row]]``."""

    codes: npt.NDArray[np.unsignedinteger[Any]]
    names: list[str]


def column_of(names: Sequence[str], codes: npt.NDArray[np.int32]) -> Column:
    """A column from names with possible duplicates; its codes have the smallest integer type that fits."""
    known: dict[str, int] = {}
    numbers = [known.setdefault(name, len(known)) for name in names]
    return Column(np.array(numbers, np.min_scalar_type(len(known)))[codes], list(known))


def with_name(column: Column, row: int, name: str) -> Column:
    """The column with a name set for a row, an existing one or the next."""
    names = column.names if name in column.names else [*column.names, name]
    codes = column.codes.astype(
        np.promote_types(column.codes.dtype, np.min_scalar_type(len(names))), copy=False
    )
    if row == len(codes):
        codes = np.append(codes, codes.dtype.type(0))
    codes[row] = names.index(name)
    return Column(codes, names)
