"""Finds the claims of an article; a run accepts any callable of the same type."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TypeAlias

from spacy.language import Language

from onrecord.pipeline import versions
from onrecord.readers import Article
from onrecord.run.article import Outcome, RunConfig, process_article

Extractor: TypeAlias = Callable[[Article], Outcome]
"""Finds the claims of an article."""

ZONE = 64
"""Number of articles per spaCy memory zone."""


class PipelineExtractor:
    """Runs the shipped pipeline, or another one, on one article at a time, with constant memory.

    Args:
        config: What determines the output.
        nlp: The pipeline, if it is already loaded; it must have been loaded with the same configuration.

    Raises:
        ModelError: The language model cannot be loaded.
    """

    def __init__(self, config: RunConfig, nlp: Language | None = None) -> None:
        self.nlp = nlp or config.load()
        self._config = config
        self._versions = versions(self.nlp)
        self._zone = ExitStack()
        self._count = 0

    def __call__(self, article: Article) -> Outcome:
        """The claims and failures of an article."""
        if self._count % ZONE == 0:  # spaCy's caches of words are freed, so memory stays constant
            self._zone.close()
            self._zone.enter_context(self.nlp.memory_zone())
        self._count += 1
        return process_article(self.nlp, article, self._config, self._versions)

    def close(self) -> None:
        """Free spaCy's caches."""
        self._zone.close()
        self._count = 0

    def __enter__(self) -> PipelineExtractor:
        """Return the extractor itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Free spaCy's caches."""
        self.close()
