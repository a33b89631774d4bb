"""All of onrecord as one spaCy component, for a pipeline with its own parser.

    nlp.add_pipe("onrecord")

It runs the five pipes, which write their usual records, and adds the claims as plain data in
``doc._.claims``. The parse may come from any model with Universal Dependencies labels; with onrecord's own
model (``onrecord_language``) before it, the component finds more.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Literal, cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from onrecord import records
from onrecord.claims import Pipeline, build_claims
from onrecord.config.words import Words
from onrecord.errors import ClaimWarning, ConfigError
from onrecord.pipeline import PIPES, versions
from onrecord.pipes.speakers.lexicon import Gender
from onrecord.readers import make_article, parse_date
from onrecord.records import Stance

Pipe = Callable[[Doc], Doc]

NOT_UD = frozenset(
    {"acomp", "attr", "auxpass", "dobj", "npadvmod", "nsubjpass", "pobj", "poss", "prep", "relcl"}
)
"""ClearNLP labels of spaCy's English models that Universal Dependencies does not have."""
REMEDY = (
    'put onrecord\'s own language model before it, nlp.add_pipe("onrecord_language", before="onrecord"), '
    "or use a pipeline trained on Universal Dependencies"
)
NEEDED = {"DEP": "a parse", "POS": "parts of speech", "LEMMA": "lemmas"}


@Language.factory(
    "onrecord",
    requires=["token.dep", "token.pos", "token.lemma", "doc.ents"],
    assigns=["doc._.claims", "doc._.statements", "doc._.figures", "doc._.clusters", "doc.spans"],
    default_config={"attitudes": False, "ranges": "whole", "min_confidence": 0.0, **Words().settings()},
)
def make_onrecord(
    nlp: Language,
    name: str,
    *,
    attitudes: bool,
    ranges: Literal["whole", "ends"],
    min_confidence: float,
    verbs: dict[str, Stance],
    nouns: dict[str, Stance],
    phrases: list[str],
    titles: dict[str, Gender],
    roles: dict[str, Gender],
    units: list[dict[str, Any]],
    currencies: list[dict[str, Any]],
    people: list[dict[str, Any]],
) -> Onrecord:
    """Make the component.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        attitudes: Also report what somebody thinks, wants or expects.
        ranges: "whole" reads "from 2019 to 2021" as one period, "ends" as two.
        min_confidence: Leave out claims with a lower confidence.
        verbs: Additional reporting verbs by lemma, each with its stance.
        nouns: Additional nouns for something said, each with its stance.
        phrases: Additional phrases that name a source without a verb, such as "according to".
        titles: Additional titles that are not roles, each with the gender it implies.
        roles: Additional nouns for people's roles, each with the gender it implies.
        units: Additional units of measurement.
        currencies: Additional currencies.
        people: People and organisations known in advance, with their aliases.

    Raises:
        ConfigError: Two entries of ``people`` contradict each other.
    """
    settings = {
        "attitudes": attitudes,
        "ranges": ranges,
        "verbs": verbs,
        "nouns": nouns,
        "phrases": phrases,
        "titles": titles,
        "roles": roles,
        "units": units,
        "currencies": currencies,
        "people": people,
    }
    pipes: list[Pipe] = []
    for pipe, options in PIPES.items():
        import_module(f"onrecord.pipes.{pipe}")
        pipes.append(nlp.create_pipe(f"onrecord_{pipe}", config={key: settings[key] for key in options}))
    return Onrecord(nlp, pipes, min_confidence=min_confidence)


class Onrecord:
    """Runs the pipes, then builds the claims.

    Args:
        nlp: The pipeline it is part of; the claims note its name and version.
        pipes: The five pipes, in order.
        min_confidence: Leave out claims with a lower confidence.
    """

    def __init__(self, nlp: Language, pipes: Sequence[Pipe], *, min_confidence: float = 0.0) -> None:
        register()
        self._nlp: Language | None = nlp
        self._versions: Pipeline | None = None
        self._pipes = tuple(pipes)
        self._min_confidence = min_confidence

    def __call__(self, doc: Doc) -> Doc:
        """Add the pipes' records and ``doc._.claims``.

        Raises:
            ConfigError: There is no parse, or its labels are not Universal Dependencies.
            ReaderError: The text is binary, or ``doc._.published`` is not a date.
        """
        if not doc.text.strip():
            return doc
        check_parse(doc)
        for pipe in self._pipes:
            doc = pipe(doc)
        about: dict[str, Any] = {"id": "text", **doc._.article}
        article = make_article(
            doc.text,
            id=about["id"],
            path="",
            title=about.get("title"),
            published=parse_date(doc._.published or None),
            outlet=about.get("outlet"),
            url=about.get("url"),
        )
        built = build_claims(doc, article, self.versions(), min_confidence=self._min_confidence)
        for error in built.errors:
            warnings.warn(str(error), ClaimWarning, stacklevel=2)
        doc._.claims = [claim.model_dump(mode="json") for claim in built.claims]
        return doc

    def versions(self) -> Pipeline:
        """The pipeline's name and versions, as the claims note them."""
        if self._nlp is not None:
            return versions(self._nlp)
        return cast(Pipeline, self._versions)

    def __getstate__(self) -> dict[str, Any]:
        """The state for worker processes: without the surrounding pipeline."""
        return {**self.__dict__, "_nlp": None, "_versions": self.versions()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore the state in a worker process, which may not have declared the extensions."""
        register()
        self.__dict__.update(state)


def register() -> None:
    """Declare ``doc._.claims`` (the result) and ``doc._.article`` (id, title, outlet and url)."""
    records.register()
    if not Doc.has_extension("claims"):
        Doc.set_extension("claims", default=[])
    if not Doc.has_extension("article"):
        Doc.set_extension("article", default={})


def check_parse(doc: Doc) -> None:
    """Check that the pipes can use the parse.

    Raises:
        ConfigError: It is missing, or its labels are not Universal Dependencies.
    """
    missing = [what for attribute, what in NEEDED.items() if not doc.has_annotation(attribute)]
    if missing:
        raise ConfigError(f"onrecord needs {' and '.join(missing)} on the Doc: {REMEDY}")
    labels = {doc.vocab.strings[int(label)] for label in np.unique(doc.to_array("DEP"))}
    wrong = sorted(labels & NOT_UD)
    if wrong:
        raise ConfigError(
            f"onrecord needs a parse with the labels of Universal Dependencies, and this one has "
            f"{', '.join(wrong)} (ClearNLP, as in en_core_web_sm): {REMEDY}"
        )
