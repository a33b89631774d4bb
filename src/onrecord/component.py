"""All of onrecord as one spaCy component, for a pipeline with a parse of its own.

    nlp.add_pipe("onrecord")

It runs the five pipes and leaves what they find where they always do, and the claims as plain data in
``doc._.claims``. The parse must have Universal Dependencies labels, from whatever model; with the labels of
onrecord's own model (``onrecord_language``) before it, it finds more.
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
"""Labels that spaCy's English models are trained on (ClearNLP), and none of Universal Dependencies."""
REMEDY = (
    'put onrecord\'s own language model before it, nlp.add_pipe("onrecord_language", before="onrecord"), '
    "or use a pipeline trained on Universal Dependencies"
)
NEEDED = {"DEP": "a parse", "POS": "parts of speech", "LEMMA": "lemmas"}


@Language.factory(
    "onrecord",
    requires=["token.dep", "token.pos", "token.lemma", "doc.ents"],
    assigns=["doc._.claims", "doc._.statements", "doc._.figures", "doc._.chains", "doc.spans"],
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
        nlp: The pipeline it joins.
        name: Its name there.
        attitudes: Report what somebody thinks, wants or expects as well.
        ranges: "whole" reads "from 2019 to 2021" as one period, "ends" as two.
        min_confidence: Leave out claims less sure than this.
        verbs: More reporting verbs by lemma, each with its stance.
        nouns: More nouns for something said, likewise.
        phrases: More phrases that name a source without a verb, such as "according to".
        titles: More titles that are no role, with the gender they show.
        roles: More nouns for somebody by what they do, likewise.
        units: More units of measurement.
        currencies: More currencies.
        people: People and bodies known in advance, with their aliases.

    Raises:
        ConfigError: The people among the words contradict each other.
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
        nlp: The pipeline it is in; the claims note its name and version.
        pipes: The five pipes in their order.
        min_confidence: Leave out claims less sure than this.
    """

    def __init__(self, nlp: Language, pipes: Sequence[Pipe], *, min_confidence: float = 0.0) -> None:
        register()
        self._nlp: Language | None = nlp
        self._versions: Pipeline | None = None
        self._pipes = tuple(pipes)
        self._min_confidence = min_confidence

    def __call__(self, doc: Doc) -> Doc:
        """Add what the pipes find, and ``doc._.claims``.

        Raises:
            ConfigError: There is no parse, or its labels are not those of Universal Dependencies.
            ReaderError: The text is binary, or ``doc._.published`` is no date.
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
        """What the claims say about the pipeline that made them."""
        if self._nlp is not None:
            return versions(self._nlp)
        return cast(Pipeline, self._versions)

    def __getstate__(self) -> dict[str, Any]:
        """Without the pipeline around it, for worker processes."""
        return {**self.__dict__, "_nlp": None, "_versions": self.versions()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """In a worker process, where the extensions may not be declared yet."""
        register()
        self.__dict__.update(state)


def register() -> None:
    """Declare ``doc._.claims`` (what is found) and ``doc._.article`` (its id, title, outlet and url)."""
    records.register()
    if not Doc.has_extension("claims"):
        Doc.set_extension("claims", default=[])
    if not Doc.has_extension("article"):
        Doc.set_extension("article", default={})


def check_parse(doc: Doc) -> None:
    """Make sure the pipes can work with a parse.

    Raises:
        ConfigError: They cannot.
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
