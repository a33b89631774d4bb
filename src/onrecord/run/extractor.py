"""What finds the claims of an article; a run takes anything that can be called like it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TypeAlias

from spacy.language import Language

from onrecord.pipeline import versions
from onrecord.readers import Article
from onrecord.run.article import Outcome, RunConfig, process_article

Extractor: TypeAlias = Callable[[Article], Outcome]
"""Turns an article into its outcome."""

ZONE = 64
"""Articles that share what spaCy remembers of words."""


class PipelineExtractor:
    """The shipped pipeline, or another one, article by article in flat memory.

    Args:
        config: What decides the output.
        nlp: The pipeline, where it is loaded already; it must be loaded under the same configuration.

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
        if self._count % ZONE == 0:  # what spaCy remembers of words is given back: memory stays flat
            self._zone.close()
            self._zone.enter_context(self.nlp.memory_zone())
        self._count += 1
        return process_article(self.nlp, article, self._config, self._versions)

    def close(self) -> None:
        """Give back what spaCy remembers."""
        self._zone.close()
        self._count = 0

    def __enter__(self) -> PipelineExtractor:
        """The extractor itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give back what spaCy remembers."""
        self.close()
