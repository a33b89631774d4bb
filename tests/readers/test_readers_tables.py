from __future__ import annotations

import gc
import io
import sys
from collections.abc import Callable
from datetime import date

import pytest

from onrecord.readers import Article, Failure, Skipped, parse_field_map
from onrecord.readers.lines import text_lines

Read = Callable[..., list[Article | Failure]]
Places = Callable[[list[Article | Failure]], list[str]]


def test_a_bad_row_costs_only_itself(read: Read, places: Places) -> None:
    data = (
        b'id,text,published\r\n1,"One.\nStill one.",2026-02-10\r\n2,Two\r\n\r\n3,"a"b,\r\n'
        b"4,Four.,yesterday\r\n5,caf\xe9,\r\n6,,\r\n7,Seven.,\r\n8,Eight.,,,\r\n"
    )
    found = read("a.csv", data)
    assert places(found) == ["1", "3", "5", "4", "7", "8", "7", "8"]
    first, *bad, seven, eight = found
    assert isinstance(first, Article)
    assert (first.text, first.published) == ("One.\nStill one.", date(2026, 2, 10))
    messages = [item.message for item in bad if isinstance(item, Failure)]
    assert [message.split(":")[0] for message in messages] == [
        "2 cells under 3 columns",
        "not a table row",
        "not utf-8",
        "the text is empty",
    ]
    assert isinstance(seven, Article)
    assert isinstance(eight, Article)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(read: Read, separator: str) -> None:
    (found,) = read(
        "a.csv", separator.join(["title", "text"]).encode() + b"\nT" + separator.encode() + b"Body."
    )
    assert isinstance(found, Article)
    assert (found.title, found.text) == ("T", "Body.")


def test_blanks_between_quotation_marks_and_separators(read: Read) -> None:
    data = b'"title" , "text" \r\n"T" , "He said ""no"" , twice." \r\n"" ,Body.\r\n'
    one, two = read("a.csv", data)
    assert isinstance(one, Article)
    assert (one.title, one.text) == ("T", 'He said "no" , twice.')
    assert isinstance(two, Article)
    assert (two.title, two.text) == (None, "Body.")


def test_rows_are_numbered_as_in_a_spreadsheet(read: Read, places: Places) -> None:
    assert places(read("a.csv", b"text\nOne.\n\nThree.\n")) == ["2", "4"]


def test_columns_of_other_names(read: Read) -> None:
    data = "Headline;Body;Paper\nT;“Text.”;P\n".encode("cp1252")
    fields = parse_field_map(["text=Content,Body", "title=Headline", "outlet=Paper"])
    (found,) = read("a.csv", data, fields=fields, encoding="cp1252")
    assert isinstance(found, Article)
    assert (found.text, found.title, found.outlet) == ("“Text.”", "T", "P")


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("maintext,date_publish", "--field text=NAME, or try --preset news-please"),
        ("lead,title", "there is lead, title: say which"),
        ("text,title,text", "two columns are called 'text'"),
    ],
)
def test_a_header_that_cannot_be_used_is_one_failure(read: Read, header: str, words: str) -> None:
    (found,) = read("a.csv", f"{header}\n{'x,' * header.count(',')}x\n".encode() * 50)
    assert isinstance(found, Failure)
    assert words in found.message
    assert found.article == found.path


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(read: Read, encoding: str) -> None:
    data = 'text\ttitle\r\n"Skørvøy’s\ncouncil"\tÅ\r\n'.encode(encoding)
    (found,) = read("a.tsv", data)
    assert isinstance(found, Article)
    assert (found.text, found.title) == ("Skørvøy’s\ncouncil", "Å")


def test_a_quotation_mark_never_closed_ends_at_the_size_of_an_article(read: Read, places: Places) -> None:
    rows = [b"text", b'"open', *[b"Row of text."] * 200]
    found = read("a.csv", b"\n".join(rows), max_bytes=1000)
    bad, *rest = found
    assert isinstance(bad, Failure)
    assert "a quotation mark never closed" in bad.message
    assert places([bad]) == ["2"]
    assert len(rest) > 100
    assert all(isinstance(item, Article) for item in rest)
    (cut,) = read("b.csv", b'text\n"open')
    assert isinstance(cut, Failure)


def test_a_long_field(read: Read) -> None:
    (found,) = read("a.csv", b'text\n"' + b"word, " * 99_999 + b'word."\n')
    assert isinstance(found, Article)
    assert len(found.text) == 599_999


def test_a_table_without_rows_is_named_and_no_failure(read: Read) -> None:
    skip: list[Skipped] = []
    assert read("a.csv", b"", skip) == read("b.csv", b"text,title\n", skip) == []
    assert [part.suffix for part in skip] == ["empty", "empty"]


def test_lines_left_unread_in_a_closed_file_raise_nothing():
    """A reader that refuses a header closes the file while its lines are still suspended."""
    unraisable: list[object] = []
    stream = io.BytesIO("text\tdate\nOne.\t2026\n".encode("utf-16"))
    lines = text_lines(stream, "utf-16", 1000)
    assert next(lines) == "text\tdate\n"
    stream.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "unraisablehook", unraisable.append)
        del lines
        gc.collect()
    assert unraisable == []
