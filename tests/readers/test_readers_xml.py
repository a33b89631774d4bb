"""NITF and NewsML-G2."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from article_files import ARTICLES, as_newsml, as_nitf, news_item, nitf

from onrecord.readers import Article, Failure, Skipped

pytest.importorskip("lxml")
Read = Callable[..., list[Article | Failure]]
Places = Callable[[list[Article | Failure]], list[str]]

ONE, TWO, THREE = ARTICLES
NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"


def message(*items: str) -> bytes:
    return f"<newsMessage xmlns='{NAMESPACE}'><itemSet>{''.join(items)}</itemSet></newsMessage>".encode()


def test_nitf_in_another_encoding_with_a_doctype_and_its_entities(read: Read) -> None:
    text = as_nitf(TWO).decode().replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
    text = (
        text.replace("Skøld", "Sk&oslash;ld")
        .replace("é", "&#233;")
        .replace("“", "&ldquo;")
        .replace("”", "&rdquo;")
    )
    text = text.replace("’", "&rsquo;").replace("€", "&euro;")
    (found,) = read("a.xml", text.encode("latin-1"))
    assert isinstance(found, Article), found
    assert (found.text, found.title, found.byline) == (TWO["text"], TWO["title"], TWO["byline"])


def test_an_entity_declared_nowhere_is_a_failure(read: Read) -> None:
    (found,) = read("a.xml", as_nitf(ONE).replace(b"Thripp", b"&thripp;"))
    assert isinstance(found, Failure)
    assert "&thripp; is not declared" in found.message


def test_an_archive_that_gives_the_lead_twice(read: Read) -> None:
    paragraphs = "<p>Lead.</p><p>Rest.</p>"
    content = (
        f"<block class='lead_paragraph'><p>Lead.</p></block><block class='full_text'>{paragraphs}</block>"
    )
    data = (
        "<nitf><head><title>T</title><docdata><doc-id id-string='7'/><doc.copyright holder='The Post'/>"
        "</docdata><pubdata date.publication='20260210T000000' ex-ref='https://example.org/7'/></head><body><body.head>"
        "<byline class='print'>By ANA QUIST</byline><byline class='normalised'>Quist, Ana</byline>"
        f"</body.head><body.content>{content}</body.content></body></nitf>"
    )
    (found,) = read("a.nitf", data.encode())
    assert isinstance(found, Article)
    assert found.text == "Lead.\n\nRest."
    assert (found.id, found.title, found.byline) == ("7", "T", "ANA QUIST")
    assert (found.published, found.outlet, found.url) == (
        date(2026, 2, 10),
        "The Post",
        "https://example.org/7",
    )


def test_newsml_items_one_by_one(read: Read, places: Places) -> None:
    picture = news_item(TWO).replace("ninat:text", "ninat:picture").replace("skold-school", "p")
    empty = news_item(TWO).replace("inlineXML", "remoteContent").replace("skold-school", "e")
    skip: list[Skipped] = []
    found = read("a.xml", message(news_item(ONE), picture, empty, news_item(THREE)), skip)
    assert places(found) == ["harbour-tolls", "3", "tarn-buses"]
    assert [part.suffix for part in skip] == ["newsItem picture"]


def test_a_newsml_item_alone_with_nitf_inside_and_a_prefix(read: Read) -> None:
    item = news_item(ONE, nitf(ONE)).replace("<", "<n:").replace("<n:/", "</n:")
    (found,) = read("a.xml", item.replace("<n:newsItem", f"<n:newsItem xmlns:n='{NAMESPACE}'", 1).encode())
    assert isinstance(found, Article)
    assert (found.text, found.url) == (ONE["text"], ONE["url"])


def test_newsml_plain_text_as_it_stands(read: Read) -> None:
    item = news_item(ONE).partition("<contentSet>")[0]
    item += (
        "<contentSet><inlineData contenttype='text/plain'>One.\n\n  Two.</inlineData></contentSet></newsItem>"
    )
    (found,) = read("a.xml", item.encode())
    assert isinstance(found, Article)
    assert found.text == "One.\n\n  Two."


def test_what_is_read_before_a_break_stays(read: Read) -> None:
    data = as_newsml(ARTICLES)
    *good, bad = read("a.xml", data[: data.rindex(b"</contentSet>")])
    assert [type(item) for item in good] == [Article, Article]
    assert isinstance(bad, Failure)
    assert "not well-formed XML" in bad.message


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xml", b"<rss/>"),
        ("a.xml", b""),
        ("a.xml", b"x"),
        ("a.nitf", b"<x/>"),
        ("a.newsml", b"<x/>"),
    ],
)
def test_other_xml_is_a_failure(read: Read, name: str, data: bytes) -> None:
    (found,) = read(name, data)
    assert isinstance(found, Failure)


def test_utf_16(read: Read) -> None:
    text = as_nitf(TWO).decode().replace("UTF-8", "UTF-16")
    (found,) = read("a.xml", text.encode("utf-16"))
    assert isinstance(found, Article)
    assert found.text == TWO["text"]
