"""The same articles come out of every format of the sample corpus."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from article_files import ARTICLES, EACH, MANY

from onrecord.readers import Article, Inputs, ReadOptions

FORMATS = Path(__file__).parents[2] / "corpus/formats"
EXPECTED = {one["title"]: one for one in ARTICLES}
FILES = [*MANY, *(f"{one['id']}{ending}" for one in ARTICLES for ending in EACH)]
NO_URL = ("newsml-g2.xml", "nexis.docx", "nexis.rtf")
"""Formats without a field for the address of an article."""
ONE_NEWLINE = (".html", ".warc.gz")
"""Where paragraphs end with one newline, because the extractor of pages gives them so."""


def test_there_is_a_file_for_each_way_of_writing() -> None:
    assert sorted(path.name for path in FORMATS.iterdir()) == sorted(FILES)


@pytest.mark.parametrize("name", FILES)
def test_text_and_metadata(name: str) -> None:
    found = list(Inputs([str(FORMATS / name)], ReadOptions()))
    assert len(found) == (len(ARTICLES) if name in MANY else 1)
    for article in found:
        assert isinstance(article, Article), article
        expected = EXPECTED[str(article.title)]
        text = article.text.replace("\n", "\n\n") if name.endswith(ONE_NEWLINE) else article.text
        assert text == expected["text"]
        assert article.published == date.fromisoformat(expected["published"])
        assert (article.outlet, article.byline) == (expected["outlet"], expected["byline"])
        assert article.url == (None if name in NO_URL else expected["url"])


@pytest.mark.parametrize("name", MANY)
def test_ids_are_stable_and_differ(name: str) -> None:
    first, second = (
        [item.id for item in Inputs([str(FORMATS / name)], ReadOptions()) if isinstance(item, Article)]
        for _ in range(2)
    )
    assert first == second
    assert len(set(first)) == len(ARTICLES)


def test_the_folder_as_a_whole() -> None:
    inputs = Inputs([str(FORMATS)], ReadOptions())
    found = list(inputs)
    assert len({item.sha256 for item in found if isinstance(item, Article)}) == 6
    assert sum(isinstance(item, Article) for item in found) == 3 * (len(MANY) + len(EACH))
    assert not inputs.skipped
