"""Texts for the benchmarks: the sample corpus, and any number of different articles made from it."""

from __future__ import annotations

import json
from itertools import cycle, islice
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
SHORT = 2
"""Paragraphs of a short article."""


def corpus_texts() -> list[str]:
    """The plain-text articles of the sample corpus."""
    return [path.read_text(encoding="utf-8") for path in sorted(CORPUS.rglob("*.txt"))]


def long_text(words: int) -> str:
    """One text of about this many words, which repeats the corpus."""
    paragraphs = [one for text in corpus_texts() for one in text.split("\n\n")]
    found: list[str] = []
    count = 0
    for number, paragraph in enumerate(cycle(paragraphs)):
        if count >= words:
            break
        found.append(f"{paragraph} Page {number} ends here.")
        count += len(found[-1].split())
    return "\n\n".join(found)


def write_articles(path: Path, count: int, *, short: bool) -> int:
    """Write this many different articles as one JSON lines file; returns the number of words."""
    words = 0
    with path.open("w", encoding="utf-8") as out:
        for number, text in enumerate(islice(cycle(corpus_texts()), count)):
            body = "\n\n".join(text.split("\n\n")[1 : 1 + SHORT]) if short else text
            body += f"\n\nThis was article {number} of the series."
            words += len(body.split())
            row = {"id": f"a{number}", "text": body, "published": "2026-02-10"}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return words
