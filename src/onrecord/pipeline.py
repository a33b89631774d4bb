"""The whole pipeline: the language model, then the five pipes."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Literal

from spacy.language import Language

from onrecord import __version__
from onrecord.claims import Pipeline
from onrecord.config.files import read_config
from onrecord.config.words import Words
from onrecord.errors import ConfigError
from onrecord.rules import load_rules

PIPES = {
    "quotes": (),
    "periods": ("ranges",),
    "figures": ("units", "currencies"),
    "speakers": ("titles", "roles", "people"),
    "statements": ("attitudes", "verbs", "nouns", "phrases", "titles", "roles"),
}
"""The pipes in order, each with the options passed on to it; a pipe may use the records of earlier ones."""


def load(
    *,
    attitudes: bool = False,
    ranges: Literal["whole", "ends"] = "whole",
    threads: int = 1,
    words: Words | str | Path | None = None,
    convention: Literal["news", "sets"] = "news",
) -> Language:
    """The spaCy pipeline that finds statements and figures.

    To have "last year" and "on Tuesday" resolved, set ``doc._.published`` (ISO 8601) on
    ``nlp.make_doc(text)`` before the pipes run.

    Args:
        attitudes: Also report what somebody thinks, wants or expects.
        ranges: "whole" reads "from 2019 to 2021" as one period, "ends" as two.
        threads: How many threads the language model may use.
        words: A user's cues, titles, roles, units, currencies, people and aliases, or the path of an
            ``onrecord.toml`` with them. None reads no file.
        convention: "news" labels statements and names by our guidelines; "sets" by those of PolNeAR and the
            treebanks, for evaluation on these.

    Raises:
        ConfigError: The file is missing or invalid, or a rule has no function.
        ModelError: The language model is missing or damaged.
    """
    from onrecord.language import load_language

    added = words if isinstance(words, Words) else read_config(words).words if words else Words()
    nlp = load_language(threads=threads, convention=convention)
    settings = {"attitudes": attitudes, "ranges": ranges, **added.settings()}
    for name in PIPES:
        import_module(f"onrecord.pipes.{name}")
    check_functions()
    for name, options in PIPES.items():
        nlp.add_pipe(f"onrecord_{name}", config={key: settings[key] for key in options})
    return nlp


def check_functions() -> None:
    """Check that every rule that needs a function has one; the pipes must be imported.

    Raises:
        ConfigError: A rule has no function.
    """
    from onrecord.pipes.periods.reading import READINGS

    for rule in load_rules("periods"):
        if rule not in READINGS:
            raise ConfigError(
                f'pipes/periods/rules.toml: rule {rule} has no function: write one under @reads("{rule}")'
            )


def versions(nlp: Language) -> Pipeline:
    """The pipeline's name and versions, as the claims note them."""
    model = f"{nlp.lang}_{nlp.meta['name']}-{nlp.meta['version']}"
    if nlp.has_pipe("onrecord_language"):
        model = getattr(nlp.get_pipe("onrecord_language"), "version", model)
    return Pipeline(onrecord=__version__, model=model)
