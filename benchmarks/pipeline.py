"""The pipeline's time compared with its network alone, and where that time goes."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from articles import corpus_texts
from model_speed import measure
from table import Row


def rows(options: Namespace) -> Iterator[Row]:
    found = measure(corpus_texts(), rounds=options.rounds)
    speed = "words per CPU second"
    yield Row("whole pipeline / network alone", found["pipeline_to_network_time"], "", "<= 1.25")
    yield Row("language model / network alone", found["model_to_network_time"], "", "<= 1.12")
    yield Row("language model's share of the pipeline", found["model_share_of_pipeline"])
    yield Row("network alone", found["network_words_per_cpu_second"], speed)
    yield Row("language model", found["model_words_per_cpu_second"], speed, ">= 6000")
    yield Row("whole pipeline", found["pipeline_words_per_cpu_second"], speed)
