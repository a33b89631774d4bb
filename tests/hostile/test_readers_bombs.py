"""Inputs small on the disk and large in memory, or deep, or endless: each is a failure, and cheap."""

from __future__ import annotations

import gzip
import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from article_files import ARTICLES, as_parquet, docx, http, warc_record

pytest.importorskip("lxml")
pytest.importorskip("pyarrow")
pytest.importorskip("trafilatura")
ROOT = Path(__file__).parents[2]
MB = 1_000_000
ALLOWED = 250 * MB
"""How far memory may rise: an article may have 10 MB, and as a tree of XML that is twenty times as much."""


def packed(head: bytes, filler: bytes, times: int) -> bytes:
    """A gzip file that unpacks to ``head`` and then ``filler`` many times; the filler is packed once."""
    packer = zlib.compressobj(9, wbits=-15)
    first, again = (packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH) for data in (head, filler))
    checksum, size = zlib.crc32(head), len(head) + times * len(filler)
    for _ in range(times):
        checksum = zlib.crc32(filler, checksum)
    start, end = b"\x1f\x8b\x08" + bytes(6) + b"\xff", struct.pack("<II", checksum, size)
    return b"".join([start, first, *[again] * times, packer.flush(), end])


ZEROS = b"0" * MB


def laughs(element: str, body: str = "") -> bytes:
    """Ten entities, each ten times the one before: a billion of the first."""
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    entities = f'<!DOCTYPE {element} [<!ENTITY e0 "ha">{steps}]>'
    return f"{entities}<{element} x='&e10;'><p>&e10;</p>{body}</{element}>".encode()


def quadratic() -> bytes:
    """One long entity, used very often."""
    return f'<!DOCTYPE nitf [<!ENTITY a "{"x" * 100_000}">]><nitf>{"&a;" * 100_000}</nitf>'.encode()


def external() -> bytes:
    body = "<body><body.content><p>Text.</p><p>&a;</p></body.content></body>"
    return f'<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/passwd">]><nitf>{body}</nitf>'.encode()


def parameter() -> bytes:
    return b'<!DOCTYPE nitf [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><nitf><body/></nitf>'


def word(document: bytes | Iterator[bytes], **members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("word/document.xml", "w") as part:
            for piece in [document] if isinstance(document, bytes) else document:
                part.write(piece)
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def lying_word() -> bytes:
    """A document that says it unpacks to ten bytes."""
    data = bytearray(word(b"<w>" + b"<p><t>x</t></p>" * MB))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + place
        data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def page(body: bytes, *headers: str) -> bytes:
    about = {"WARC-Target-URI": "https://example.org/x"}
    return warc_record("response", about, http(body, "Content-Type: text/html", *headers))


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n0\r\n\r\n" % (len(data), data)


BOMBS: dict[str, Callable[[], bytes]] = {
    "zeros.txt.gz": lambda: packed(b"", ZEROS, 100),
    "zeros.html.gz": lambda: packed(b"<p>", ZEROS, 100),
    "zeros.json.gz": lambda: packed(b'["', ZEROS, 100),
    "zeros.jsonl.gz": lambda: packed(b'{"text": "', ZEROS, 100),
    "zeros.csv.gz": lambda: packed(b'text\n"', ZEROS, 100),
    "lines.csv.gz": lambda: packed(b"text\n", b"\n" * MB, 100),
    "lines.jsonl.gz": lambda: packed(b"", b"\n" * MB, 100),
    "zeros.tsv.gz": lambda: packed(b"text\n", ZEROS, 100),
    "zeros.rtf.gz": lambda: packed(b"{\\rtf1 ", ZEROS, 100),
    "zeros.xml.gz": lambda: packed(b"<nitf><body>", ZEROS, 100),
    "siblings.xml.gz": lambda: packed(b"<newsMessage>", b"<a/>" * (MB // 4), 100),
    "zeros.docx.gz": lambda: packed(b"PK\x03\x04", ZEROS, 100),
    "zeros.parquet.gz": lambda: packed(b"PAR1", ZEROS, 100),
    "zeros.warc.gz": lambda: packed(b"WARC/1.0\r\nX: ", ZEROS, 100),
    "headers.warc.gz": lambda: packed(b"WARC/1.0\r\n", b"X: y\r\n" * (MB // 6), 100),
    "record.warc.gz": lambda: packed(
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999999999999\r\n\r\n", ZEROS, 300
    ),
    "twice.txt.gz": lambda: gzip.compress(packed(b"", ZEROS, 100)),
    "page.warc": lambda: page(packed(b"<p>", ZEROS, 100), "Content-Encoding: gzip"),
    "chunk.warc": lambda: page(
        chunk(packed(b"<p>", ZEROS, 100)), "Content-Encoding: gzip", "Transfer-Encoding: chunked"
    ),
    "chunks.warc": lambda: page(b"1\r\nx\r\n" * MB, "Transfer-Encoding: chunked"),
    "laughs.xml": lambda: laughs("nitf"),
    "laughs.newsml": lambda: laughs("newsItem"),
    "laughs.docx": lambda: word(laughs("document")),
    "quadratic.nitf": quadratic,
    "external.xml": external,
    "parameter.xml": parameter,
    "deep.xml": lambda: b"<nitf>" * 200_000,
    "deep.json": lambda: b"[" * MB,
    "deep.jsonl": lambda: b'{"text":' * MB,
    "deep.rtf": lambda: b"{\\rtf1 text" + b"{" * MB,
    "deep.html": lambda: b"<div>" * MB,
    "deep-ninjs.json": lambda: json.dumps({"uri": "u", "body_xhtml": "<p>text</p>" + "<b>" * MB}).encode(),
    "attributes.xml": lambda: b"<nitf " + b" ".join(b"a%d=''" % n for n in range(200_000)) + b"/>",
    "attribute.xml": lambda: b"<nitf a='" + b"x" * (30 * MB) + b"'/>",
    "paragraphs.xml": lambda: b"<nitf><body><body.content>" + b"<p>text</p>" * (3 * MB),
    "comment.xml": lambda: b"<nitf><!--" + b"x" * (30 * MB),
    "name.xml": lambda: b"<" + b"n" * (30 * MB),
    "one-paragraph.docx": lambda: word(piece for piece in [b"<w><p><t>", *[ZEROS] * 100]),
    "paragraphs.docx": lambda: word(piece for piece in [b"<w>", *[b"<p><t>x</t></p>" * 66_000] * 100]),
    "spaces.docx": lambda: word(piece for piece in [b"<w>", *[b" " * MB] * 100]),
    "lying.docx": lying_word,
    "line.txt": lambda: b"x" * (30 * MB),
    "line.html": lambda: b"x" * (30 * MB),
    "line.jsonl": lambda: b"x" * (100 * MB),
    "line.csv": lambda: b"text\n" + b"x" * (30 * MB),
    "header.csv": lambda: b"x" * (30 * MB),
    "cells.csv": lambda: b"text\n" + b"," * (20 * MB),
    "columns.csv": lambda: b"text" + b"," * (9 * MB) + b"\nx",
    "line.rtf": lambda: b"{\\rtf1 " + b"x" * (40 * MB),
    "line.warc": lambda: b"x" * (30 * MB),
    "length.warc": lambda: b"WARC/1.0\r\nContent-Length: " + b"9" * 60_000 + b"\r\n\r\n",
    "negative.warc": lambda: b"WARC/1.0\r\nContent-Length: -1\r\n\r\n" + b"x" * (30 * MB),
    "number.json": lambda: b'{"text": ' + b"9" * (9 * MB) + b"}",
    "strings.parquet": lambda: as_parquet([{"text": "x" * (80 * MB)}] * 5, compression="zstd"),
    "nul.txt": lambda: b"text\0",
    "nul.csv": lambda: b"text\ntext\0\n",
    "nul.rtf": lambda: b"{\\rtf1 text\\u0?}",
    "nul.docx": lambda: docx(["text"]).replace(b"word/document.xml", b"word\0document.xml"),
}


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came of reading each bomb, and how far the memory of the process rose."""
    folder = tmp_path_factory.mktemp("bombs")
    for name, make in BOMBS.items():
        (folder / name).write_bytes(make())
    script = ROOT / "tests/support/read_measured.py"
    done = subprocess.run(
        [sys.executable, str(script), str(folder), str(ROOT / "corpus/formats")],
        capture_output=True,
        text=True,
        check=False,
    )
    for path in folder.iterdir():
        path.unlink()
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"{done.returncode} after {lines[-1:]}: {done.stderr[-2000:]}"
    return {line["name"]: line for line in lines}


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_a_failure_and_cheap(measured: dict[str, Any], name: str) -> None:
    found = measured[name]
    assert found["failed"], found
    assert {error for error, _ in found["failures"]} == {"ReaderError"}, found
    assert all(message for _, message in found["failures"])
    assert found["grown"] < ALLOWED, found
    assert not found["articles"], found


def test_nothing_outside_is_read_or_written(tmp_path: Path) -> None:
    from onrecord.readers import Article, ReadOptions, file_source, read_source

    folder = tmp_path / "in"
    folder.mkdir()
    odd = {"../../evil.txt": b"x", "/etc/evil.txt": b"x", "word/../../evil.xml": b"x", "C:\\evil.txt": b"x"}
    text = "".join(f"<p><t>{line}</t></p>" for line in ARTICLES[0]["text"].split("\n\n"))
    (folder / "a.docx").write_bytes(word(f"<w>{text}</w>".replace("& ", "&amp; ").encode(), **odd))
    (found,) = read_source(file_source(folder / "a.docx"), ReadOptions())
    assert isinstance(found, Article)
    assert found.text == ARTICLES[0]["text"]
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.docx"]
