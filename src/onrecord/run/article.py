"""Runs one article through the pipeline: the result is claims and failures, never an exception."""

from __future__ import annotations

import traceback
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.claims import Built, Curves, FigureClaim, Pipeline, StatementClaim, build_claims
from onrecord.config.words import Words
from onrecord.errors import ArticleError, ReaderError
from onrecord.pipeline import load
from onrecord.readers import Article, Failure
from onrecord.run.deadline import deadline
from onrecord.run.memory import NO_MEMORY, is_out_of_memory


@dataclass(frozen=True, slots=True)
class RunConfig:
    """What determines the output of a run, together with the inputs and the versions."""

    attitudes: bool = False
    min_confidence: float = 0.0
    max_chars: int = 1_000_000
    """Maximum length of an article."""
    deadline: float = 600.0
    """Maximum time per article in seconds, 0 for no limit."""
    max_memory: int = 4_000_000_000
    """Bytes a process may allocate beyond what the loaded model needs, on Linux only; 0 for no limit."""
    threads: int = 1
    """Threads of the language model's network."""
    curves: Curves | None = None
    """How the scores of the pipes become confidence; None for the curves shipped with onrecord."""
    words: Words = field(default_factory=Words)
    """The user's additions to the pipes: see ``onrecord.config``."""

    def record(self) -> dict[str, Any]:
        """The configuration as plain data, with a fingerprint in place of the words."""
        plain = {one.name: getattr(self, one.name) for one in fields(self)}
        curves = self.curves and asdict(self.curves)
        return {**plain, "curves": curves, "words": self.words.fingerprint()}

    def load(self) -> Language:
        """The pipeline under this configuration.

        Raises:
            ModelError: The language model cannot be loaded.
        """
        return load(attitudes=self.attitudes, threads=self.threads, words=self.words)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one item of the input."""

    article: Article | None
    claims: list[StatementClaim | FigureClaim] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def process_article(nlp: Language, article: Article, config: RunConfig, pipeline: Pipeline) -> Outcome:
    """Find the claims of one article. Any error becomes a failure."""
    try:
        with deadline(config.deadline):
            built = find_claims(nlp, article, config, pipeline)
    except Exception as error:  # one bad article never stops a run
        return Outcome(article, [], [*undated(article), failure_of(article, error)])
    failures = [
        Failure(article.id, article.path, "validate", type(error).__name__, str(error), error.claim)
        for error in built.errors
    ]
    return Outcome(article, built.claims, [*undated(article), *failures])


def undated(article: Article) -> list[Failure]:
    """A note if the date of the article could not be read."""
    if article.unread is None:
        return []
    return [Failure(article.id, article.path, "date", ReaderError.__name__, article.unread)]


def find_claims(nlp: Language, article: Article, config: RunConfig, pipeline: Pipeline) -> Built:
    """Run the pipeline on one article and build its claims.

    Raises:
        ArticleError: The article is too long.
    """
    doc = read_doc(nlp, article, config)
    return build_claims(doc, article, pipeline, min_confidence=config.min_confidence, curves=config.curves)


def read_doc(nlp: Language, article: Article, config: RunConfig) -> Doc:
    """Run the pipeline on one article, against its publication date.

    Raises:
        ArticleError: The article is too long.
    """
    if len(article.text) > config.max_chars:
        raise ArticleError(f"{len(article.text)} characters, more than {config.max_chars}: too long")
    doc = nlp.make_doc(article.text)
    doc._.published = article.published.isoformat() if article.published else ""
    return nlp(doc)


def failure_of(article: Article, error: BaseException) -> Failure:
    """The failure recorded for an article that raised an error."""
    while error.__cause__ is not None:  # spaCy wraps a pipe's KeyError in advice that does not apply here
        error = error.__cause__
    if is_out_of_memory(error):
        return Failure(article.id, article.path, "process", MemoryError.__name__, NO_MEMORY)
    message = str(error)
    frames = traceback.extract_tb(error.__traceback__)
    if frames and not isinstance(error, ArticleError):
        message += f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})"
    return Failure(article.id, article.path, "process", type(error).__name__, message)
