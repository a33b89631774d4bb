"""Score the pipeline on labelled sets: who said what, figures, dates, and whole claims.

The pipeline sees texts and publication dates only; predictions are on disk before any label is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

from onrecord.errors import ReaderError
from onrecord.evaluation.differences import Difference, show_differences
from onrecord.evaluation.predicting import Predictions, predict
from onrecord.evaluation.reading import Text, read_rows, read_texts, write_rows
from onrecord.evaluation.tasks import TASKS, Options, Task, make_task

__all__ = [
    "TASKS",
    "Difference",
    "Evaluation",
    "Options",
    "Predictions",
    "Task",
    "Text",
    "evaluate",
    "make_task",
    "predict",
    "read_rows",
    "read_texts",
    "show_differences",
    "write_rows",
]


@dataclass(frozen=True)
class Evaluation:
    """The result of scoring one labelled set."""

    result: dict[str, Any]
    """All scores, named by the task's scorer."""
    table: str
    differences: list[Difference]
    labelled: bool
    """False if the gold file has no labels at all, which makes the scores meaningless."""
    predictions: Predictions


def evaluate(
    nlp: Language,
    task: Task,
    gold: Path,
    predictions: Path,
    *,
    progress: Callable[[Text], None] = lambda text: None,
) -> Evaluation:
    """Predict, write the predictions, then read the labels and score.

    Args:
        nlp: The whole pipeline.
        task: What to score, from ``make_task``.
        gold: A labelled set; its labels may be empty or missing.
        predictions: Where to write the predictions, one article per line in the scorer's format.
        progress: Called after every article.

    Raises:
        ReaderError: The labelled set cannot be read, or a label in it is malformed.
    """
    predicted = predict(nlp, read_texts(gold), task.adapt, progress=progress)
    write_rows(predictions, predicted.rows)
    gold_rows, pred_rows = read_rows(gold), read_rows(predictions)
    try:
        result = task.score(gold_rows, pred_rows)
        differences = task.differences(gold_rows, pred_rows)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise ReaderError(f"{gold}: a label is malformed: {error!r}") from error
    return Evaluation(
        result=result,
        table=task.table(result),
        differences=differences,
        labelled=any(row.get(key) for row in gold_rows for key in task.labels),
        predictions=predicted,
    )
