"""Fixtures every family of tests uses: hand-made parses, and the shipped pipeline."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

with pytest.MonkeyPatch.context() as patch:
    patch.setitem(sys.modules, "torch", None)  # spaCy would import it, which takes each process seconds
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc

import onrecord.records  # noqa: F401  declares the Doc extensions

settings.register_profile("onrecord", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("onrecord")  # no test fails because the machine is busy
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job begun with "&" has it ignored

LONGEST = (
    *("gate", "crash", "packaging", "test_run_ray", "test_language_recipe", "test_report_browser", "docs"),
    *("test_report_search", "hostile", "run", "report", "cases", "review"),
)
"""Folders and files that take long are begun first, so that no worker is left alone with one at the end.

What waits (for a browser or for a process that was killed) comes between what computes, and what forks often
before what loads the model, except in the first worker: a large process takes long to copy."""
STARTERS = frozenset({"subprocess", "run_alone", "browser", "driver", "scriptless", "runs", "server", "site"})
"""Who imports these, or asks for them as fixtures, starts processes."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Mark what starts processes, and put the longest files first."""
    for item in items:
        if STARTERS & {*vars(item.module), *item.fixturenames}:
            item.add_marker("process")
    place = {name: number - len(LONGEST) for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.stem, place.get(item.path.parent.name, 0)))


PUBLISHED = "2026-02-10"
"""A Tuesday."""


def parsed_doc(table: str) -> Doc:
    """A Doc from lines of ``word lemma POS dep head entity``; ``head`` is the word's number in its sentence.

    A blank line ends a sentence, ``\\n`` as a word is a paragraph break, ``_`` after the entity glues the
    word to the next one.
    """
    words: list[str] = []
    columns: dict[str, Any] = {key: [] for key in ("lemmas", "pos", "deps", "ents")}
    heads: list[int] = []
    spaces: list[bool] = []
    starts: list[bool] = []
    base, fresh = 0, True
    for line in table.strip().splitlines():
        if not line.strip():
            base, fresh = len(words), True
            continue
        word, lemma, pos, dep, head, entity, *glue = line.split()
        words.append(word.replace("\\n", "\n"))
        columns["lemmas"].append(lemma)
        columns["pos"].append(pos)
        columns["deps"].append(dep)
        columns["ents"].append("O" if entity == "-" else entity)
        heads.append(base + int(head) - 1)
        spaces.append(not glue)
        starts.append(fresh)
        fresh = False
    vocab = spacy.blank("en").vocab
    return Doc(vocab, words=words, spaces=spaces, heads=heads, **columns)


@pytest.fixture(scope="session")
def make_doc() -> Callable[[str], Doc]:
    return parsed_doc


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worker processes begin as copies of one that has its libraries: for what they do, not how they start.

    Those of ``test_the_same_bytes_from_any_number_of_processes`` and of the commands start as users' do.
    The environment of all is that of the first test that starts one: only for tests with the stand-in model.
    """
    from onrecord.run import worker_pool

    context = get_context("forkserver")
    context.set_forkserver_preload(["onrecord.run.worker", "onrecord.run.job", "onrecord.readers"])
    monkeypatch.setattr(worker_pool, "get_context", lambda method: context)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline on the shipped model, attitudes left out as by default."""
    import onrecord

    return onrecord.load()


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[[str], Doc]:
    """Runs the pipeline on a text published on a fixed day."""

    def run(text: str, published: str = PUBLISHED) -> Doc:
        doc = nlp.make_doc(text)
        doc._.published = published
        return nlp(doc)

    return run
