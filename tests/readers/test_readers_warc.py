from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date

import pytest
from article_files import ARTICLES, as_html, as_warc, http, page_record, warc_record

from onrecord.readers import Article, Failure, Skipped, preset_fields

pytest.importorskip("trafilatura")
Read = Callable[..., list[Article | Failure]]
Places = Callable[[list[Article | Failure]], list[str]]

ONE, TWO, THREE = ARTICLES
UNDATED = as_html(ONE).replace(b"article:published_time", b"nothing")


def plain(*records: bytes) -> bytes:
    return b"".join(records)


def test_packed_record_by_record_as_a_whole_or_not_at_all(read: Read) -> None:
    packed = as_warc(ARTICLES)
    unpacked = gzip.decompress(packed)
    texts = [
        [item.text for item in read(name, data) if isinstance(item, Article)]
        for name, data in {
            "a.warc.gz": packed,
            "b.warc": unpacked,
            "c.warc.gz": gzip.compress(unpacked),
        }.items()
    ]
    assert texts[0] == texts[1] == texts[2]
    assert len(texts[0]) == 3


def test_id_url_and_the_day_it_was_fetched(read: Read) -> None:
    data = page_record(ONE, UNDATED)
    (found,) = read("a.warc", data)
    assert isinstance(found, Article)
    assert (found.id, found.url, found.published) == ("harbour-tolls", ONE["url"], None)
    (dated,) = read("a.warc", data, fields=preset_fields("cc-news"))
    assert isinstance(dated, Article)
    assert dated.published == date(2026, 2, 10)
    (other,) = read("a.warc", data, fields={"text": "body", "published": "date"})
    assert isinstance(other, Article), "a field map for JSON in the same folder does not concern pages"


def test_the_outlet_is_the_host_where_the_page_names_none(read: Read) -> None:
    page = as_html(ONE).replace(b"og:site_name", b"nothing")
    (found,) = read("a.warc", page_record(ONE, page))
    assert isinstance(found, Article)
    assert found.outlet == "example.org"


def test_what_is_no_page_is_named_and_no_failure(read: Read, places: Places) -> None:
    about = {"WARC-Target-URI": "https://example.org/x"}
    data = plain(
        warc_record("warcinfo", {}, b"x"),
        warc_record("response", about, http(b"\x89PNG", "Content-Type: image/png")),
        warc_record("response", about, http(b"gone", "Content-Type: text/html", status="404 Not Found")),
        warc_record("response", {"WARC-Target-URI": "dns:example.org"}, b"20260210"),
        warc_record("conversion", about, b"text"),
        warc_record("request", about, b"GET / HTTP/1.1\r\n\r\n"),
        page_record(TWO),
    )
    skip: list[Skipped] = []
    (found,) = read("a.warc", data, skip)
    assert isinstance(found, Article)
    kinds = ["image/png", "page not found or moved", "WARC response", "WARC conversion"]
    assert [part.suffix for part in skip] == kinds
    assert [part.path.rpartition(":")[2] for part in skip] == ["2", "3", "4", "5"]


def test_bad_records_cost_only_themselves(read: Read, places: Places) -> None:
    data = plain(
        page_record(ONE),
        b"garbage\r\nmore garbage\r\n",
        page_record(TWO).replace(b"Content-Length: ", b"Content-Length: x", 1),
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        page_record(THREE, b""),
        page_record(THREE),
    )
    found = read("a.warc", data)
    assert [type(item) for item in found] == [Article, Failure, Failure, Failure, Failure, Article]
    assert places([item for item in found if isinstance(item, Failure)]) == ["2", "3", "4", "5"]


def test_an_archive_cut_off_says_so(read: Read) -> None:
    data = page_record(ONE) + page_record(TWO)
    found = read("a.warc", data[:-500])
    assert isinstance(found[0], Article)
    assert isinstance(found[-1], Failure)
    assert "ends in the middle" in found[-1].message
    packed = as_warc(ARTICLES)
    *good, bad = read("a.warc.gz", packed[:-30])
    assert sum(isinstance(item, Article) for item in good) >= 2
    assert isinstance(bad, Failure)


def chunked(body: bytes) -> bytes:
    parts = [body[place : place + 100] for place in range(0, len(body), 100)]
    return b"".join(b"%x;x=1\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize("packing", ["chunked", "gzip", "both", "said but not done", "wrong length"])
def test_pages_as_they_were_sent(read: Read, packing: str) -> None:
    page = as_html(ONE)
    body, headers = {
        "chunked": (chunked(page), ["Transfer-Encoding: chunked"]),
        "gzip": (gzip.compress(page), ["Content-Encoding: gzip"]),
        "both": (chunked(gzip.compress(page)), ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
        "said but not done": (page, ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
        "wrong length": (page, ["Content-Length: 17"]),
    }[packing]
    (found,) = read("a.warc", page_record(ONE, body, *headers))
    assert isinstance(found, Article), found
    assert found.text.replace("\n", "\n\n") == ONE["text"]


def test_a_missing_chunk_is_a_failure(read: Read) -> None:
    body = chunked(as_html(ONE))[:-300]
    (found,) = read("a.warc", page_record(ONE, body, "Transfer-Encoding: chunked"))
    assert isinstance(found, Failure)


def test_the_encoding_of_the_http_header_counts(read: Read) -> None:
    page = as_html(TWO).replace(b"<meta charset='utf-8'>", b"").decode().encode("cp1252")
    record = page_record(TWO, page).replace(b"charset=utf-8", b"charset=iso-8859-1")
    record = record.replace(b"Content-Length: ", b"X: ", 1).replace(b"WARC/1.0\r\n", b"", 1)
    block = record.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n\r\n")
    (found,) = read("a.warc", warc_record("response", {"WARC-Target-URI": TWO["url"]}, block))
    assert isinstance(found, Article)
    assert found.text.replace("\n", "\n\n") == TWO["text"]


def test_size_caps(read: Read) -> None:
    data = plain(
        page_record(ONE, b"x" * 5000),
        page_record(ONE, gzip.compress(b"x" * 5_000_000)),
        warc_record("response", {"X": "y" * 70_000}, b""),
        warc_record("response", {f"X-{number}": "y" for number in range(200)}, b""),
        page_record(ONE),
    )
    found = read("a.warc", data, max_bytes=4000)
    assert [type(item) for item in found] == [Failure, Failure, Failure, Failure, Article]
    messages = [item.message for item in found if isinstance(item, Failure)]
    assert all("--max-bytes" in message for message in messages[:2])
    assert all("headers that cannot be read" in message for message in messages[2:])


def test_a_page_packed_with_brotli(read: Read) -> None:
    brotli = pytest.importorskip("brotli")
    page = as_html(ARTICLES[0])
    packed = brotli.compress(page)
    (found,) = read("a.warc", page_record(ARTICLES[0], packed, "Content-Encoding: br"))
    assert isinstance(found, Article)
    assert found.title == ARTICLES[0]["title"]
    (plain,) = read("b.warc", page_record(ARTICLES[0], page, "Content-Encoding: br"))
    assert isinstance(plain, Article)
    (cut,) = read("c.warc", page_record(ARTICLES[0], packed[:-9], "Content-Encoding: br"))
    assert isinstance(cut, Failure)
    assert "truncated" in cut.message
    bomb = brotli.compress(b"<p>" + b"x" * 50_000_000)
    (big,) = read("d.warc", page_record(ARTICLES[0], bomb, "Content-Encoding: br"), max_bytes=100_000)
    assert isinstance(big, Failure)
    assert "--max-bytes" in big.message
