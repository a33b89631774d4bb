"""Runs the pipeline over texts: one row of predictions for each, and the time taken."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.evaluation.reading import Row, Text


@dataclass
class Predictions:
    """Rows in the scorer's format, with failures and timing."""

    rows: list[Row] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    """Error message by article id, for articles that could not be processed; their rows are empty."""
    words: int = 0
    seconds: float = 0.0
    """CPU time of the pipeline, summed over threads."""

    @property
    def words_per_second(self) -> float:
        """Words per second of CPU time."""
        return self.words / self.seconds if self.seconds else 0.0


def predict(
    nlp: Language,
    texts: Iterable[Text],
    adapt: Callable[[Doc], Row],
    *,
    progress: Callable[[Text], None] = lambda text: None,
) -> Predictions:
    """Process texts one by one.

    Args:
        nlp: The whole pipeline.
        texts: The texts.
        adapt: Turns a processed Doc into a row in the scorer's format.
        progress: Called after every text.
    """
    out = Predictions()
    for text in texts:
        row: Row = {}
        start = time.process_time()
        try:
            doc = nlp.make_doc(text.text)
            doc._.published = text.published
            doc = nlp(doc)
        except Exception as error:  # one article that crashes a pipe must not prevent scoring the others
            frame = traceback.extract_tb(error.__traceback__)[-1]
            out.failed[text.id] = f"{error!r} in {Path(frame.filename).name}, line {frame.lineno}"
        else:
            out.seconds += time.process_time() - start
            out.words += len(text.text.split())
            row = adapt(doc)
        out.rows.append({"id": text.id, **row})
        progress(text)
    return out
