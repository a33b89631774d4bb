"""Word and rich-text documents, and the layout of Nexis downloads in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from article_files import ARTICLES, docx, nexis_lines, rtf
from hypothesis import given
from hypothesis import strategies as st

from onrecord.readers import Article, Failure
from onrecord.readers.rtf import rtf_text

Read = Callable[..., list[Article | Failure]]
Places = Callable[[list[Article | Failure]], list[str]]
Write = Callable[[Sequence[str]], bytes]

both = pytest.mark.parametrize(("name", "write"), [("a.docx", docx), ("a.rtf", rtf)])


@both
def test_a_broken_article_costs_only_itself(read: Read, places: Places, name: str, write: Write) -> None:
    lines = nexis_lines(ARTICLES)
    second = lines.index("Body", lines.index("Body") + 1)
    found = read(name, write([*lines[:second], *lines[second + 1 :]]))
    assert places(found) == ["1", "2", "3"]
    assert [type(item) for item in found] == [Article, Failure, Article]


@both
def test_a_download_cut_off_says_so(read: Read, name: str, write: Write) -> None:
    *good, bad = read(name, write(nexis_lines(ARTICLES)[:-1]))
    assert [type(item) for item in good] == [Article, Article]
    assert isinstance(bad, Failure)
    assert "is it truncated?" in bad.message


@both
def test_another_document_is_one_article(read: Read, name: str, write: Write) -> None:
    (found,) = read(name, write(["A heading", "", "One “quoted” \U0001f30a line.", "{Braces} \\ and\ttabs."]))
    assert isinstance(found, Article)
    assert found.text == "A heading\n\nOne “quoted” \U0001f30a line.\n\n{Braces} \\ and\ttabs."


@both
def test_size_caps(read: Read, name: str, write: Write) -> None:
    lines = nexis_lines(ARTICLES)
    lines.insert(lines.index("Body") + 1, "x" * 3000)
    bad, *good = read(name, write(lines), max_bytes=2000)
    assert isinstance(bad, Failure)
    assert "--max-bytes" in bad.message
    assert [type(item) for item in good] == [Article, Article]
    (whole,) = read(name, write(["x" * 100] * 30), max_bytes=2000)
    assert isinstance(whole, Failure)


@both
@pytest.mark.parametrize(
    "line", ["10 February 2026", "February 10, 2026", "February 10, 2026 Tuesday 9:00 AM GMT"]
)
def test_dates(read: Read, name: str, write: Write, line: str) -> None:
    lines = nexis_lines(ARTICLES[:1])
    lines[lines.index("February 10, 2026 Tuesday")] = line
    (found,) = read(name, write(lines))
    assert isinstance(found, Article)
    assert found.published == date(2026, 2, 10)


@both
def test_captions_keywords_and_labels(read: Read, name: str, write: Write) -> None:
    lines = nexis_lines(ARTICLES[:1])
    lines = [line.replace(": ", ":\u00a0") for line in lines]
    end = lines.index("Classification")
    lines[end:end] = [
        "Graphic",
        "A heading of the article's own is just another line.",
        "Graphic",
        "Picture: a quay",
    ]
    lines.insert(-1, "URL:\u00a0https://example.org/1")
    (found,) = read(name, write(lines))
    assert isinstance(found, Article)
    assert found.text.startswith(ARTICLES[0]["text"])
    assert found.text.endswith("just another line.")
    assert (found.url, found.byline) == ("https://example.org/1", "Ottilie Marsh")


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + b"\0" * 18, b"{\\rtf1"])
def test_no_word_document(read: Read, data: bytes) -> None:
    (found,) = read("a.docx", data)
    assert isinstance(found, Failure)


def test_a_word_document_under_a_password(read: Read) -> None:
    data = bytearray(docx(["Text."]))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    (found,) = read("a.docx", bytes(data))
    assert isinstance(found, Failure)
    assert found.error == "ReaderError"
    assert "password" in found.message


def test_words_that_were_deleted_or_moved_away_are_no_text(read: Read) -> None:
    markup = (
        "<w:document xmlns:w='w' xmlns:mc='mc'><w:body><w:p><w:r><w:t>Kept</w:t><w:tab/><w:t>text."
        "</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:b/><w:strike/></w:rPr><w:t>struck</w:t></w:r>"
        "<w:r><w:rPr><w:dstrike w:val='true'/></w:rPr><w:t>twice</w:t></w:r>"
        "<w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t> Not struck.</w:t></w:r>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        "<mc:AlternateContent><mc:Choice><w:r><w:t> Once.</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>"
        " Twice.</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell</w:t></w:r>"
        "</w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", markup)
    (found,) = read("a.docx", file.getvalue())
    assert isinstance(found, Article)
    assert found.text == "Kept\ttext. Not struck. Once.\n\nCell"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (r"{\rtf1 a\par b}", "a\nb"),
        (r"{\rtf1\ansicpg1252 caf\'e9 \lquote x\rquote}", "café ‘x’"),
        (r"{\rtf1\uc0\u8220 x\u8221 }", "“x”"),
        (r"{\rtf1\uc2\u8220??x\uc1\u8221\'94y}", "“x”y"),
        (r"{\rtf1\u8220\u8221\u8212?x}", "“”—x"),
        (r"{\rtf1\u-10180?\u-8438?}", "\U0001f30a"),
        (r"{\rtf1{\fonttbl{\f0 A;}{\f1\fcharset204 B;}}\f1 \'cf\f0 \'cf}", "ПÏ"),
        (r"{\rtf1{\fonttbl{\f2\fcharset128 B;}}{\f2 \'93\'fa}x}", "日x"),
        (r"{\rtf1 a{\*\generator b}{\info{\title c}}{\pict\bin5 }}}}}}d}", "ad"),
        (r'{\rtf1{\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt link}}}', "link"),
        (r"{\rtf1 a\~b\_c\-d\{\}\\}", "a\u00a0b\u2011cd{}\\"),
        (r"{\rtf1 a\strike b\par c\strike0 d{\striked1 e}f\deleted g\plain h}", "a\ndfh"),
        ("{\\rtf1 a\r\nb\\\nc}", "ab\nc"),
        (r"{\rtf1\ansicpg65001 \'c3\'a9}", "é"),
    ],
)
def test_rich_text(markup: str, text: str) -> None:
    assert rtf_text(markup.encode()) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n")), max_size=5))
def test_any_text_survives_rich_text(lines: list[str]) -> None:
    kept = [line.replace("\0", "") for line in lines]
    assert rtf_text(rtf(kept)).split("\n")[:-1] == kept
