"""The same invented articles in every format onrecord reads.

``python tests/support/article_files.py corpus/formats`` writes the files of the sample corpus.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

Article = Mapping[str, str]

ARTICLES: list[Article] = [
    {
        "id": "harbour-tolls",
        "title": "Harbour tolls to double, council decides",
        "published": "2026-02-10",
        "outlet": "The Wenlow Post",
        "url": "https://example.org/wenlow-post/harbour-tolls",
        "byline": "Ottilie Marsh",
        "text": "Wenlow council will double the toll for boats longer than 12 metres, harbour master "
        "Ewan Thripp "
        "said on Tuesday after a vote of 17 to 9.\n\n"
        "“We have patched this quay since 1987 and it is worn out,” Thripp told reporters. “The work "
        "will cost "
        "£4.2m, and the boats that need it should pay for it.”\n\n"
        "About 340 boats are moored at Wenlow, 15 per cent more than last year, according to the harbour "
        "office. Fishing boats stay exempt & pay nothing, it said.",
    },
    {
        "id": "skold-school",
        "title": "“No more cold classrooms”: Skøld school gets new boilers",
        "published": "2026-02-12",
        "outlet": "Skøld Courier",
        "url": "https://example.org/skold-courier/boilers",
        "byline": "Jonas Eide, Amélie Brandt",
        "text": "Skøld’s only secondary school will have new boilers by September, head teacher Inés "
        "Valderrama has "
        "announced.\n\n"
        "“No more cold classrooms,” she wrote to the parents of 612 pupils on Wednesday. Two in five "
        "rooms fell "
        "below 16 degrees in January, her letter says.\n\n"
        "The county pays €780,000; the rest, roughly a third, comes from a fund set up in 2019. “It is late, "
        "but it is welcome,” said Per Håkon Lund, whose daughter is in her last year.",
    },
    {
        "id": "tarn-buses",
        "title": "Night buses return to Tarn Hill after three years",
        "published": "2026-02-13",
        "outlet": "Tarn Hill Echo",
        "url": "https://example.org/tarn-hill-echo/night-buses",
        "byline": "Rashid Coyle",
        "text": "Night buses will run again on five routes in Tarn Hill from 2 March, the operator "
        "Larkline said on "
        "Friday.\n\n"
        "Larkline’s managing director, Betony Sharp, promised a bus every 40 minutes until 3am. She "
        "denied that "
        "fares would rise: “Not by a penny this year.”\n\n"
        "The routes carried fewer than 900 passengers a night before they were cut in 2023, figures from the "
        "county show. Campaigner Idris Vane called the return “a start, no more”.",
    },
]
FIELDS = ("id", "title", "published", "outlet", "url", "byline", "text")


def paragraphs(article: Article) -> list[str]:
    return article["text"].split("\n\n")


def as_json(articles: Sequence[Article]) -> bytes:
    return json.dumps(articles, ensure_ascii=False, indent=1).encode("utf-8")


def as_jsonl(articles: Sequence[Article]) -> bytes:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in articles).encode("utf-8")


def as_csv(articles: Sequence[Article], delimiter: str = ",") -> bytes:
    file = io.StringIO(newline="")
    table = csv.DictWriter(file, FIELDS, delimiter=delimiter)
    table.writeheader()
    table.writerows(articles)
    return file.getvalue().encode("utf-8")


def as_tsv(articles: Sequence[Article]) -> bytes:
    return as_csv(articles, "\t")


def as_parquet(articles: Sequence[Article], **options: Any) -> bytes:
    import pyarrow
    import pyarrow.parquet

    file = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(list(articles)), file, **options)
    return bytes(file.getvalue().to_pybytes())


def as_markdown(article: Article) -> bytes:
    head = "".join(f"{name}: {json.dumps(article[name], ensure_ascii=False)}\n" for name in FIELDS[:-1])
    return f"---\n{head}---\n\n{article['text']}".encode()


def as_html(article: Article) -> bytes:
    body = "".join(f"<p>{escape(one)}</p>\n" for one in paragraphs(article))
    metas = {
        "og:title": "title",
        "og:site_name": "outlet",
        "article:published_time": "published",
        "article:author": "byline",
    }
    head = "".join(
        f"<meta property='{name}' content={quoteattr(article[ours])}>\n" for name, ours in metas.items()
    )
    return (
        f"<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><title>"
        f"{escape(article['title'])}</title>\n"
        f"{head}<link rel='canonical' href={quoteattr(article['url'])}></head>\n<body>"
        f"<nav><a href='/'>Home</a> <a href='/news'>News</a></nav>\n<h1>"
        f"{escape(article['title'])}</h1>\n<article>"
        f"{body}</article>\n<footer>Imprint and contact</footer></body></html>\n"
    ).encode()


def warc_record(kind: str, headers: Mapping[str, str], block: bytes) -> bytes:
    lines = {"WARC-Type": kind, **headers, "Content-Length": str(len(block))}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def http(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body


def page_record(article: Article, body: bytes | None = None, *headers: str) -> bytes:
    about = {
        "WARC-Record-ID": f"<urn:uuid:{article['id']}>",
        "WARC-Date": f"{article['published']}T09:30:00Z",
        "WARC-Target-URI": article["url"],
        "Content-Type": "application/http; msgtype=response",
    }
    page = as_html(article) if body is None else body
    return warc_record("response", about, http(page, "Content-Type: text/html; charset=utf-8", *headers))


def as_warc(articles: Sequence[Article]) -> bytes:
    """The layout of CC-NEWS: a warcinfo record, then request and response by turns, each packed by itself."""
    records = [warc_record("warcinfo", {"Content-Type": "application/warc-fields"}, b"software: none\r\n")]
    for one in articles:
        request = f"GET {one['url']} HTTP/1.1\r\n\r\n".encode()
        records += [warc_record("request", {"WARC-Target-URI": one["url"]}, request), page_record(one)]
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def xhtml(article: Article) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in paragraphs(article))


def ninjs_1(article: Article) -> dict[str, Any]:
    return {
        "uri": article["url"],
        "type": "text",
        "versioncreated": f"{article['published']}T08:00:00+00:00",
        "headline": article["title"],
        "byline": article["byline"],
        "copyrightholder": article["outlet"],
        "body_xhtml": xhtml(article),
    }


def ninjs_3(article: Article) -> dict[str, Any]:
    return {
        "uri": article["url"],
        "standard": {"name": "ninjs", "version": "3.0"},
        "type": "text",
        "versionCreated": f"{article['published']}T08:00:00+00:00",
        "headlines": [{"role": "short", "value": "short"}, {"role": "main", "value": article["title"]}],
        "by": article["byline"],
        "infoSources": [{"name": article["outlet"]}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": xhtml(article)}],
    }


def ninjs_2(article: Article) -> dict[str, Any]:
    item = ninjs_3(article)
    item["versioncreated"] = item.pop("versionCreated")
    item["infosources"] = item.pop("infoSources")
    item["bodies"] = [{"role": "main", "contenttype": "text/html", "value": xhtml(article)}]
    return item


def as_ninjs(version: Callable[[Article], dict[str, Any]]) -> Callable[[Sequence[Article]], bytes]:
    return lambda articles: as_jsonl([version(one) for one in articles])


def nitf(article: Article) -> str:
    day = article["published"].replace("-", "")
    return (
        f"<nitf><head><title>{escape(article['title'])}</title><docdata><doc-id "
        f"id-string={quoteattr(article['id'])}/>"
        f"<date.issue norm='{day}T080000Z'/></docdata>"
        f"<pubdata name={quoteattr(article['outlet'])} ex-ref={quoteattr(article['url'])}/></head>\n"
        f"<body><body.head><hedline><hl1>{escape(article['title'])}</hl1></hedline>"
        f"<byline>{escape(article['byline'])}</byline></body.head>\n<body.content><block>{xhtml(article)}"
        "<media media-type='image'><media-caption>A picture</media-caption></media></block>"
        "</body.content></body></nitf>"
    )


def as_nitf(article: Article) -> bytes:
    doctype = '<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.5/specification/dtd/nitf-3-5.dtd">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}\n{nitf(article)}\n'.encode()


def news_item(article: Article, content: str | None = None) -> str:
    inside = (
        f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>t</title></head><body>"
        f"{xhtml(article)}</body></html>"
    )
    return (
        f"<newsItem guid={quoteattr(article['id'])} version='1' standard='NewsML-G2' "
        f"standardversion='2.30'><itemMeta>"
        f"<itemClass qcode='ninat:text'/><provider qcode='x:y'><name>"
        f"{escape(article['outlet'])}</name></provider>"
        f"<versionCreated>{article['published']}T08:00:00Z</versionCreated></itemMeta>"
        f"<contentMeta><headline>{escape(article['title'])}</headline><by>"
        f"{escape(article['byline'])}</by></contentMeta>"
        f"<contentSet><inlineXML contenttype='application/xhtml+xml'>{content or inside}</inlineXML>"
        f"</contentSet></newsItem>"
    )


def as_newsml(articles: Sequence[Article]) -> bytes:
    items = "\n".join(news_item(one) for one in articles)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header>'
        f"<sent>2026-02-14T00:00:00Z</sent></header><itemSet>\n{items}\n</itemSet></newsMessage>\n"
    ).encode()


def as_rss(articles: Sequence[Article]) -> bytes:
    items = "".join(
        f"<item><title>{escape(article['title'])}</title><link>{article['url']}</link>"
        f"<guid isPermaLink='false'>{article['id']}</guid><pubDate>{article['published']}T08:00:00Z</pubDate>"
        f"<dc:creator>{escape(article['byline'])}</dc:creator><source>{escape(article['outlet'])}</source>"
        f"<description>A summary.</description>"
        f"<content:encoded>{escape(xhtml(article))}</content:encoded></item>\n"
        for article in articles
    )
    names = (
        "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
    )
    channel = f"<channel><title>Three papers</title><language>en-gb</language>\n{items}</channel>"
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<rss version='2.0' {names}>{channel}</rss>\n".encode()


def nexis_lines(articles: Sequence[Article]) -> list[str]:
    """The paragraphs of a download: a cover page, then the articles."""
    months = "January February March April May June July August September October November December".split()  # noqa: SIM905
    lines = [
        "User Name: A. Reader",
        "Date and Time: Saturday, February 14, 2026 9:00 AM",
        f"Documents ({len(articles)})",
    ]
    lines += [f"{number}. {one['title']}" for number, one in enumerate(articles, 1)]
    for one in articles:
        year, month, day = one["published"].split("-")
        lines += [
            one["title"],
            one["outlet"],
            f"{months[int(month) - 1]} {int(day)}, {year} Tuesday",
            "First Edition",
            f"Copyright {year} {one['outlet']} All Rights Reserved",
            "Section: NEWS; Pg. 4",
            "Length: 120 words",
            f"Byline: {one['byline']}",
            "Body",
            "",
            *paragraphs(one),
            "Classification",
            "Language: ENGLISH",
            "Publication-Type: Newspaper",
            f"Load-Date: {months[int(month) - 1]} {int(day)}, {year}",
            "End of Document",
        ]
    return lines


def docx(lines: Sequence[str], **members: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f"<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t xml:space='preserve'>"
        f"{escape(one)}"
        "</w:t></w:r></w:p>"
        for one in lines
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = {
            "word/document.xml": f"<w:document xmlns:w='{namespace}'><w:body>{body}</w:body></w:document>"
        }
        for name, content in {**parts, **members}.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def as_docx(articles: Sequence[Article]) -> bytes:
    return docx(nexis_lines(articles))


def rtf(lines: Sequence[str]) -> bytes:
    def escaped(text: str) -> str:
        units = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}").encode("utf-16-le")
        codes = [int.from_bytes(units[place : place + 2], "little") for place in range(0, len(units), 2)]
        return "".join(chr(code) if code < 128 else f"\\u{code}?" for code in codes)

    body = "".join(f"\\pard\\plain\\f0 {escaped(one)}\\par\n" for one in lines)
    head = (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 "
        "Arial;}}{\\colortbl;\\red0\\green0\\blue0;}"
    )
    return f"{head}{{\\header Page 1 of 3\\par}}\n{body}}}".encode("ascii")


def as_rtf(articles: Sequence[Article]) -> bytes:
    return rtf(nexis_lines(articles))


MANY: dict[str, Callable[[Sequence[Article]], bytes]] = {
    "articles.csv": as_csv,
    "articles.tsv": as_tsv,
    "articles.json": as_json,
    "articles.jsonl": as_jsonl,
    "articles.jsonl.gz": lambda articles: gzip.compress(as_jsonl(articles), mtime=0),
    "articles.parquet": as_parquet,
    "cc-news.warc.gz": as_warc,
    "ninjs-1.jsonl": as_ninjs(ninjs_1),
    "ninjs-2.jsonl": as_ninjs(ninjs_2),
    "ninjs-3.jsonl": as_ninjs(ninjs_3),
    "feed.rss": as_rss,
    "newsml-g2.xml": as_newsml,
    "nexis.docx": as_docx,
    "nexis.rtf": as_rtf,
}
"""File names and how to write all articles into one."""
EACH: dict[str, Callable[[Article], bytes]] = {".md": as_markdown, ".html": as_html, ".nitf.xml": as_nitf}
"""Endings of file names and how to write one article into a file of its own."""


def write_all(folder: Path) -> None:
    for name, write in MANY.items():
        (folder / name).write_bytes(write(ARTICLES))
    for ending, write_one in EACH.items():
        for one in ARTICLES:
            (folder / f"{one['id']}{ending}").write_bytes(write_one(one))


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
