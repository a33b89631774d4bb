"""``process_shard``, which cannot go on: killed, it leaves the old output or none, never half a file."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from standin import CLAIMS, ERRORS, in_a_child

from onrecord.readers import Article, make_article
from onrecord.run import Outcome, RunConfig, process_shard

resource = pytest.importorskip("resource")

FIGURE = dict.fromkeys(("measured", "per", "period", "since", "place", "related", "measured_by"))
FIGURE |= {
    "comparator": "=",
    "value": ["1"],
    "kind": "count",
    "change": "=",
    "score": 1.0,
    "rule": "figure.test",
}


@Language.component("kill_test")
def find_words(doc: Doc) -> Doc:
    """Every word is a figure."""
    if doc.text.startswith("poison"):
        raise ValueError("poison")
    doc._.figures = [
        {**FIGURE, "span": [token.idx, token.idx + len(token)], "unit": token.text} for token in doc[:30]
    ]
    return doc


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("kill_test")
    return nlp


def articles(word: str) -> list[Article]:
    texts = [f"{word} {number} " + "word " * 50 for number in range(30)]
    texts[10] = "poison"
    return [make_article(text, id=text[:9], path="") for text in texts]


def files(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in (CLAIMS, ERRORS) if (folder / name).exists()}


def run(nlp: Language, out: Path, word: str, step: Callable[[Outcome], None] = lambda outcome: None) -> None:
    process_shard(articles(word), out, RunConfig(), nlp=nlp, step=step)


@pytest.mark.parametrize("after", [0, 15, 29])
@pytest.mark.parametrize("old", [True, False])
def test_killed_in_the_middle(tmp_path: Path, nlp: Language, after: int, old: bool) -> None:
    out = tmp_path / CLAIMS
    run(nlp, tmp_path / "new" / CLAIMS, "new")
    if old:
        run(nlp, out, "old")
    before, seen = files(tmp_path), []

    def step(outcome: Outcome) -> None:
        seen.append(outcome)
        if len(seen) > after:
            os.kill(os.getpid(), signal.SIGKILL)

    assert in_a_child(lambda: run(nlp, out, "new", step)) == signal.SIGKILL
    assert files(tmp_path) == before
    run(nlp, out, "new")
    assert files(tmp_path) == files(tmp_path / "new")
    assert not list(tmp_path.glob(".*"))


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, nlp: Language) -> None:
    out = tmp_path / CLAIMS
    run(nlp, out, "old")
    before = files(tmp_path)
    limit = len(before[CLAIMS]) // 2

    def write() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        with pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
            run(nlp, out, "new")
        os.kill(os.getpid(), signal.SIGUSR1)

    assert in_a_child(write) == signal.SIGUSR1
    assert files(tmp_path) == before
    assert not list(tmp_path.glob(".*"))
