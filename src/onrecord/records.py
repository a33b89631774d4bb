"""The pipes' results on a Doc: plain data, one TypedDict for each kind of record.

Records contain only str, int, float, bool, None, list and dict, so that ``Doc.to_bytes`` and worker processes
can serialise them; the validated models are built at the end, in ``onrecord.claims``.
All spans are ``[start, end)`` in characters (Unicode code points) of ``doc.text``. References between
records are indices into the list they point to, on the same Doc.

The lists live in ``doc._.roles``, ``doc._.pointers``, ``doc._.numbers``, ``doc._.quotes``,
``doc._.periods``, ``doc._.figures``, ``doc._.clusters`` (clusters of mentions) and ``doc._.statements``;
``doc._.published`` is the article's publication date, ISO 8601, or ``""``.
``doc.spans["quotes"]`` and so on hold the same spans as spaCy spans, widened to whole tokens.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from spacy.tokens import Doc

Offsets = list[int]
"""``[start, end)`` in characters of the text."""

Granularity = Literal[
    "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century", "range"
]
FigureKind = Literal[
    "count",
    "money",
    "percent",
    "percentage_point",
    "ratio",
    "duration",
    "distance",
    "age",
    "rank",
    "score",
    "other",
]
Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
Change = Literal["up", "down", "="]
Mode = Literal["direct", "indirect", "mixed"]
Stance = Literal["neutral", "factive", "doubtful", "denying", "directive"]
ClusterKind = Literal["person", "organization", "document", "group", "unnamed"]
MadeBy = Literal["model", "rule"]
"""What decided: a pointer of the language model or a rule of the pipe."""
PointerKind = Literal["measured", "unit", "period", "place", "related", "antecedent", "name"]
MentionKind = Literal["name", "surname", "title", "role", "pronoun", "plural", "description", "alias"]


class Role(TypedDict):
    """A span that the language model labels as part of an attribution."""

    span: Offsets
    label: Literal["SOURCE", "CUE", "CONTENT"]
    link: int | None
    """Index of the linked role: the cue of a CONTENT, the source of a CUE; None for a SOURCE."""
    score: float
    """Mean probability of the label over the tokens."""
    link_score: float
    """Probability of the link, 0 without one."""


class Pointer(TypedDict):
    """A pointer of the language model from one token. A token may have several, likeliest first."""

    kind: PointerKind
    anchor: Offsets
    """The token of a number (see ``onrecord.anchors``), or the head token of a mention."""
    target: list[Offsets]
    """What it points to: spans of words for ``measured``, one token or span for the others; empty if the
    model predicts no target in the text. A mention that points to itself has no antecedent (``antecedent``),
    or is the only name in the article for its referent (``name``)."""
    score: float
    """Probability."""


class NumberReading(TypedDict):
    """The language model's labels for one number, each with its probability."""

    anchor: Offsets
    kinds: dict[str, float]
    """Over ``FigureKind``, and "none" for a number that is not a figure."""
    changes: dict[str, float]
    """Over ``Change``."""
    comparators: dict[str, float]
    """Over ``Comparator``: the bound that the words around the number put on it."""


class Quote(TypedDict):
    """A quotation. ``span`` includes the quotation marks, ``inner`` does not."""

    span: Offsets
    inner: Offsets
    level: int
    """1 for an outer quotation, 2 for one inside another."""
    closed: bool
    """False if the closing mark is missing; the quote then ends with its paragraph."""
    continues: int | None
    """Index of the quote this one continues: each paragraph of a long quotation opens with a mark."""
    speech: bool
    """False for a scare quote, a title or a nickname: too short or of the wrong shape to be speech."""
    rule: str


class Period(TypedDict):
    """A time expression, with its closed interval of days."""

    span: Offsets
    first: str
    """First day, ISO 8601."""
    last: str
    """Last day, ISO 8601, inclusive."""
    granularity: Granularity
    rule: str


class Measured(TypedDict):
    """The words that say what a figure counts."""

    text: str
    span: Offsets | None


class Figure(TypedDict):
    """A number that counts, measures or ranks."""

    span: Offsets
    value: list[str]
    """Exact decimals: usually one; two for a range (low, high) or a score (as written); none for "dozens"."""
    comparator: Comparator
    unit: str
    """Singular lemma of the counted noun, ISO 4217 code, "percent", name of a physical unit, or ""."""
    kind: FigureKind
    measured: Measured | None
    measured_by: MadeBy | None
    """What found ``measured``; None if that is None."""
    change: Change
    per: str | None
    period: int | None
    """Index into ``doc._.periods``: when the figure holds."""
    since: bool
    """The figure holds from that period's first day until publication: "since 2007"."""
    place: Offsets | None
    related: int | None
    """Index of the figure for which this one gives the earlier value, the later value or the change."""
    score: float
    """Raw confidence in [0, 1], before calibration."""
    rule: str


class Mention(TypedDict):
    """One mention of a cluster."""

    span: Offsets
    kind: MentionKind
    by: str
    """How it was resolved: "name", "surname", "title" and "alias" are exact matches, "model" is a pointer of
    the language model, "description" has no name in the article; see ``onrecord.pipes.speakers``."""
    score: float
    """Probability that it belongs to this cluster; 1 for exact matches."""


class Cluster(TypedDict):
    """One person, organisation, document, group or unnamed role, and all its mentions in text order."""

    name: str
    """The fullest name, without titles; without a name, the fullest description."""
    kind: ClusterKind
    role: str | None
    affiliation: str | None
    gender: Literal["f", "m", ""]
    mentions: list[Mention]


class Statement(TypedDict):
    """Something that somebody said, wrote, announced, warned ..."""

    mode: Mode
    content: list[Offsets]
    cue: list[Offsets]
    cue_lemma: str
    stance: Stance
    source: Offsets | None
    """The mention of the speaker in the sentence."""
    cluster: int | None
    """Index of a cluster in ``doc._.clusters``: who the source resolves to."""
    resolved_by: str | None
    """``by`` of the source's mention, or "carried" if the previous speaker continues."""
    speaker_score: float
    """Probability that the cluster is the speaker; 0 without one."""
    continues: int | None
    """Index of the statement this one continues: same speaker, with or without a cue of its own."""
    said_on: int | None
    """Index into ``doc._.periods``: when it was said."""
    negated: bool
    hedges: list[Offsets]
    figures: list[int]
    """Indices into ``doc._.figures`` of the figures wholly inside the content."""
    attitude: bool
    """True for "X wants" and "X believes", which are reported only with ``--attitudes``."""
    score: float
    """Raw confidence in [0, 1], before calibration."""
    rule: str


def register() -> None:
    """Declare the Doc extensions. Safe to call any number of times."""
    for name in ("roles", "pointers", "numbers", "quotes", "periods", "figures", "clusters", "statements"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default="")


register()
