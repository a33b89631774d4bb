"""What is fuzzed: every reader, and every grammar of plain text. A target raises where something is wrong."""

from __future__ import annotations

import gzip
import io
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests/support"))

import spacy  # noqa: E402
from reading_checks import LIMIT, check_reading  # noqa: E402

from onrecord.errors import ReaderError  # noqa: E402
from onrecord.pipes.figures.numbers.grammar import read_figures  # noqa: E402
from onrecord.pipes.figures.numbers.lexer import LexedText  # noqa: E402
from onrecord.pipes.periods import Periods  # noqa: E402
from onrecord.pipes.quotes import scan_quotes  # noqa: E402
from onrecord.readers import PRESETS, parse_date  # noqa: E402
from onrecord.readers.docx import PART  # noqa: E402

Target = Callable[[bytes], None]

FINDS = Path(__file__).parent / "finds"
FORMATS = ROOT / "corpus/formats"
ARTICLES = ROOT / "corpus/articles"
READERS = {
    "csv": "a.csv",
    "docx": "a.docx",
    "feed": "a.rss",
    "gzip": "a.jsonl.gz",
    "html": "a.html",
    "json": "a.json",
    "jsonl": "a.jsonl",
    "newsml": "a.newsml",
    "nitf": "a.nitf",
    "parquet": "a.parquet",
    "rtf": "a.rtf",
    "text": "a.txt",
    "tsv": "a.tsv",
    "warc": "a.warc",
}
"""A file name for each reader, and for what unpacks."""
SEEDS = {
    "feed": ["feed.rss"],
    "gzip": ["articles.jsonl.gz"],
    "html": ["*.html"],
    "jsonl": ["*.jsonl"],
    "newsml": ["newsml-g2.xml"],
    "nitf": ["*.nitf.xml"],
    "text": ["*.md"],
    "warc": ["cc-news.warc.gz"],
}
"""Files of the sample corpus to begin with, where not all with the reader's name as suffix."""

_blank = spacy.blank("en")
_periods = Periods()


def _reading(name: str) -> Target:
    def target(data: bytes) -> None:
        fields = PRESETS["huggingface"] if data[:1] == b"h" else {}
        check_reading(name, data, fields=fields)

    return target


def word(data: bytes) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(PART, data)
    check_reading("a.docx", file.getvalue())


def _text(data: bytes) -> str:
    return data[:LIMIT].decode("utf-8", "replace")


def quotes(data: bytes) -> None:
    text = _text(data)
    for quote in scan_quotes(text):
        start, stop = quote["span"]
        assert 0 <= start <= quote["inner"][0] <= quote["inner"][1] <= stop <= len(text)


def periods(data: bytes) -> None:
    doc = _blank.make_doc(_text(data))
    for published in ("", "2026-02-10"):
        doc._.published = published
        for period in _periods.find(doc):
            assert 0 <= period["span"][0] < period["span"][1] <= len(doc.text)
            assert date.fromisoformat(period["first"]) <= date.fromisoformat(period["last"])


def figures(data: bytes) -> None:
    line = LexedText(_text(data))
    for found in read_figures(line):
        assert 0 <= found.bound_first <= found.first < found.stop <= found.bound_stop <= len(line)
        assert all(value.is_finite() for value in found.values)


def dates(data: bytes) -> None:
    with suppress(ReaderError):
        found = parse_date(_text(data))
        assert found is None or type(found) is date


TARGETS: dict[str, Target] = {
    **{name: _reading(file) for name, file in READERS.items()},
    "dates": dates,
    "figures": figures,
    "periods": periods,
    "quotes": quotes,
    "word": word,
}


def seeds(name: str) -> list[bytes]:
    """What a target begins with: files of the sample corpus, for grammars its articles."""
    if name == "word":
        with zipfile.ZipFile(FORMATS / "nexis.docx") as archive:
            return [archive.read(PART)]
    if name == "dates":
        return [b"2026-02-10T09:00:00+01:00", b"Tue, 10 Feb 2026 09:00:00 GMT", b"20260210T090000Z"]
    if name not in READERS:
        texts = [path.read_bytes() for path in sorted(ARTICLES.glob("*.txt"))]
        return [paragraph for text in texts for paragraph in text.split(b"\n")[:9]]
    patterns = SEEDS.get(name, [f"*.{name}"])
    found = [path.read_bytes() for pattern in patterns for path in sorted(FORMATS.glob(pattern))]
    return [gzip.decompress(data) for data in found] if name == "warc" else found
