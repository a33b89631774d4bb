from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from article_files import ARTICLES, as_parquet

from onrecord.readers import Article, Failure, parse_field_map

pyarrow = pytest.importorskip("pyarrow")
Read = Callable[..., list[Article | Failure]]
Places = Callable[[list[Article | Failure]], list[str]]


def test_dates_in_all_the_types_there_are(read: Read) -> None:
    moment = datetime(2026, 2, 10, 23, 30)
    columns = {
        "day": pyarrow.array([date(2026, 2, 10)]),
        "string": pyarrow.array(["2026-02-10"]),
        "micro": pyarrow.array([moment]),
        "nano": pyarrow.array([1770766200000000123], pyarrow.timestamp("ns")),
        "zone": pyarrow.array([moment.replace(tzinfo=UTC)], pyarrow.timestamp("ms", "UTC")),
    }
    for name, column in columns.items():
        table = pyarrow.table({"text": ["Body."], name: column})
        sink = pyarrow.BufferOutputStream()
        pyarrow.parquet.write_table(table, sink)
        data = sink.getvalue().to_pybytes()
        (found,) = read(f"{name}.parquet", data, fields={"published": name})
        assert isinstance(found, Article), (name, found)
        assert found.published == date(2026, 2, 10), name


def test_nested_columns_lists_and_nulls(read: Read, places: Places) -> None:
    rows = [
        {"doc": {"body": "One."}, "authors": ["Ana Quist", "Mo Fen"], "x": 1},
        {"doc": {"body": None}, "authors": None, "x": 2},
        {"doc": None, "authors": [], "x": 3},
        {"doc": {"body": "Four."}, "authors": [], "x": 4},
    ]
    fields = parse_field_map(["text=doc.body", "byline=authors"])
    one, *bad, four = read("a.parquet", as_parquet(rows), fields=fields)  # type: ignore[arg-type]
    assert isinstance(one, Article)
    assert (one.text, one.byline) == ("One.", "Ana Quist, Mo Fen")
    assert places(bad) == ["2", "3"]
    assert isinstance(four, Article)
    assert four.byline is None


def test_rows_are_numbered_across_row_groups(read: Read, places: Places) -> None:
    rows = [{"text": f"Number {number}."} for number in range(1, 51)]
    found = read("a.parquet", as_parquet(rows, row_group_size=7))
    assert places(found) == [str(number) for number in range(1, 51)]


def test_a_damaged_group_costs_only_itself(read: Read, places: Places) -> None:
    rows = [{"text": f"Number {number} " + "x" * 300} for number in range(30)]
    data = bytearray(as_parquet(rows, row_group_size=10, compression="zstd", use_dictionary=False))
    file = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(bytes(data)))
    start = file.metadata.row_group(1).column(0).data_page_offset
    data[start + 20 : start + 60] = b"\xff" * 40
    found = read("a.parquet", bytes(data))
    assert places(found) == [str(n) for n in [*range(1, 11), 11, *range(21, 31)]]
    assert [item for item in found if isinstance(item, Failure)] == [found[10]]


def test_too_long_an_article(read: Read) -> None:
    bad, good = read("a.parquet", as_parquet([{"text": "x" * 101}, {"text": "x" * 99}]), max_bytes=100)
    assert isinstance(bad, Failure)
    assert "more than 100" in bad.message
    assert isinstance(good, Article)


@pytest.mark.parametrize(
    "data", [b"", b"PAR1", b"PAR1" * 10, as_parquet(ARTICLES)[:-9], b"PAR1" + b"\xff" * 100 + b"PAR1"]
)
def test_no_parquet(read: Read, data: bytes) -> None:
    (found,) = read("a.parquet", data)
    assert isinstance(found, Failure)
    assert (found.error, found.message[:13]) == ("ReaderError", "not Parquet: ")


def test_columns_that_are_not_there(read: Read) -> None:
    (found,) = read("a.parquet", as_parquet([{"lead": "x"}] * 20))
    assert isinstance(found, Failure)
    assert "there is lead: say which holds the text with --field text=NAME" in found.message


def test_a_text_that_is_no_string(read: Read) -> None:
    found = read("a.parquet", as_parquet([{"text": b"bytes"}, {"text": b"more"}]))  # type: ignore[dict-item]
    assert [item.message for item in found if isinstance(item, Failure)] == [
        "the field 'text' is a bytes, not a string"
    ] * 2
