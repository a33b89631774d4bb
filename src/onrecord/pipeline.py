"""The whole pipeline: the language model and the pipes that find things, in their order."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Literal

from spacy.language import Language

from onrecord import __version__
from onrecord.claims import Pipeline

PIPES = ("quotes", "periods", "figures", "speakers", "statements")
"""Each may use what those before it left on the Doc."""


def load(
    *, attitudes: bool = False, ranges: Literal["whole", "ends"] = "whole", threads: int = 1
) -> Language:
    """The spaCy pipeline that finds statements and figures.

    Set ``doc._.published`` (ISO 8601) on ``nlp.make_doc(text)`` before the pipes run to have "last year"
    and "on Tuesday" resolved against it.

    Args:
        attitudes: Report what somebody thinks, wants or expects as well.
        ranges: "whole" reads "from 2019 to 2021" as one period, "ends" as two.
        threads: How many threads the language model's network may use.

    Raises:
        ModelError: The language model is missing or damaged.
    """
    from onrecord.language import load_language

    nlp = load_language(threads=threads)
    settings: dict[str, dict[str, Any]] = {
        "statements": {"attitudes": attitudes},
        "periods": {"ranges": ranges},
    }
    for name in PIPES:
        import_module(f"onrecord.pipes.{name}")
        nlp.add_pipe(f"onrecord_{name}", config=settings.get(name, {}))
    return nlp


def versions(nlp: Language) -> Pipeline:
    """What a claim says about the pipeline that made it."""
    model = f"{nlp.lang}_{nlp.meta['name']}-{nlp.meta['version']}"
    if nlp.has_pipe("onrecord_language"):
        model = getattr(nlp.get_pipe("onrecord_language"), "version", model)
    return Pipeline(onrecord=__version__, model=model)
