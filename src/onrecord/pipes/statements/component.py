"""The spaCy component that finds statements.

Partial statements come from the language model's labels or, without labels, from the parse; and from
punctuation. Every quotation is assigned to one of them. Then each source is resolved to a speaker, and a rule
names the statement's shape.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from onrecord.doc_spans import show_spans
from onrecord.pipes.scoring import Features, probability
from onrecord.pipes.speakers import MentionIndex
from onrecord.pipes.speakers.lexicon import Gender, Lexicon, lexicon
from onrecord.pipes.statements import details
from onrecord.pipes.statements.content_filter import (
    cut_slogan,
    cut_title,
    drop_speaker,
    is_attitude,
    keep_claim,
    keep_name,
)
from onrecord.pipes.statements.contents import mode_of, tidy
from onrecord.pipes.statements.labelled import from_labels
from onrecord.pipes.statements.lexicon import Cues, cues
from onrecord.pipes.statements.parsed import from_parse, with_own
from onrecord.pipes.statements.partial import CharSpan, PartialStatement, Text
from onrecord.pipes.statements.punctuation import from_punctuation
from onrecord.pipes.statements.quoted import attach_quotes
from onrecord.pipes.statements.resolving import Speaker, resolve
from onrecord.pipes.statements.scoring import features_of
from onrecord.pipes.statements.sentences import split_by_sentence
from onrecord.pipes.statements.shapes import rule_of
from onrecord.pipes.statements.sources import (
    cut_to_mention,
    mention_of,
    name_beside,
    object_speaks,
    subject_of,
)
from onrecord.records import Stance, Statement

CUES = frozenset({"VERB", "NOUN", "AUX"})
"""Parts of speech of cues whose subject can be found in the parse."""


@Language.factory(
    "onrecord_statements",
    requires=["token.dep", "doc._.clusters"],
    assigns=["doc._.statements", "doc.spans"],
    default_config={"attitudes": False, "verbs": {}, "nouns": {}, "phrases": [], "titles": {}, "roles": {}},
)
def make_statements(
    nlp: Language,
    name: str,
    *,
    attitudes: bool,
    verbs: dict[str, Stance],
    nouns: dict[str, Stance],
    phrases: list[str],
    titles: dict[str, Gender],
    roles: dict[str, Gender],
) -> Statements:
    """Make the component.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        attitudes: Also report what somebody thinks, wants or expects.
        verbs: Additional reporting verbs by lemma, each with its stance.
        nouns: Additional nouns for something said, each with its stance.
        phrases: Additional phrases that name a source without a verb, such as "according to".
        titles: Additional titles, the same as for the speakers component.
        roles: Additional role nouns, the same as for the speakers component.
    """
    more_cues = cues.shipped.with_entries(verbs, nouns, phrases) if verbs or nouns or phrases else None
    more_words = lexicon.shipped.with_entries(titles, roles) if titles or roles else None
    return Statements(attitudes=attitudes, own_cues=more_cues, own_lexicon=more_words)


class Statements:
    """Finds statements; all other onrecord pipes must run before it."""

    def __init__(
        self, *, attitudes: bool = False, own_cues: Cues | None = None, own_lexicon: Lexicon | None = None
    ) -> None:
        self.attitudes = attitudes
        self._cues, self._lexicon = own_cues, own_lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.statements`` and ``doc.spans["statements"]`` (labels SOURCE, CUE, CONTENT)."""
        doc._.statements = [statement for statement, _ in self.find(doc)]
        show_spans(doc, "statements", labelled_spans(doc._.statements))
        return doc

    def find(self, doc: Doc) -> list[tuple[Statement, Features]]:
        """The statements of a Doc, each with the features of its score."""
        with cues.using(self._cues), lexicon.using(self._lexicon):
            return self._find(doc)

    def _find(self, doc: Doc) -> list[tuple[Statement, Features]]:
        text = Text(doc)
        index = MentionIndex(doc)
        statements: list[tuple[Statement, Features]] = []
        speakers: dict[int, Speaker] = {}
        numbers: dict[int, int] = {}
        said: set[tuple[CharSpan, ...]] = set()
        for partial in gather(text):
            tidy(text, partial)
            if not partial.content or tuple(partial.content) in said:
                continue
            said.add(tuple(partial.content))
            speaker = speakers[id(partial)] = resolve(partial, find_source(text, partial), index, speakers)
            statement = as_statement(text, partial, speaker)
            features = features_of(text, partial, statement)
            statement["score"] = probability("statements", features)
            if self.attitudes or not statement["attitude"]:
                statement["continues"] = numbers.get(id(partial.continues))
                numbers[id(partial)] = len(statements)
                statements.append((statement, features))
        return statements


def gather(text: Text) -> list[PartialStatement]:
    """All partial statements in text order, with every quotation assigned to one."""
    labelled = text.roles or text.doc._.pointers  # a model that points may still label nothing
    partials = with_own(text, from_labels(text)) if labelled else from_parse(text, cues())
    partials += from_punctuation(text)
    for partial in partials:
        drop_speaker(partial)
    for partial in (one for one in partials if one.content):
        keep_name(text, partial)
        keep_claim(text, partial)
        cut_slogan(text, partial)
        cut_title(text, partial)
        tidy(text, partial)
    return attach_quotes(text, [one for p in partials if p.content for one in split_by_sentence(text, p)])


def find_source(text: Text, partial: PartialStatement) -> Token | None:
    """Cut the statement's source to the mention, or find it in the parse; return its head."""
    cue = partial.head if partial.head is not None and partial.head.pos_ in CUES else None
    quoted = subject_of(cue) if cue is not None and object_speaks(cue) else None
    if partial.source is not None and quoted is None:
        named = text.after_dateline(partial.source[0]) < partial.source[1]
        cut = cut_to_mention(text, partial.source) if named else None
        partial.source = None
        if cut is not None:
            partial.source, head = name_beside(text, *cut)
            return head
    subject = subject_of(cue) if cue is not None and quoted is None else quoted
    if (
        subject is None
        or subject.pos_ == "ADP"
        or any(start <= subject.idx < end for start, end in partial.content)
    ):
        return None
    partial.source = mention_of(subject)
    return subject


def as_statement(text: Text, partial: PartialStatement, speaker: Speaker) -> Statement:
    """The record of a finished statement."""
    mode = mode_of(text, partial.content)
    return {
        "mode": mode,
        "content": [list(piece) for piece in partial.content],
        "cue": [list(piece) for piece in partial.cue],
        "cue_lemma": details.cue_lemma(text, partial),
        "stance": details.stance(text, partial),
        "source": list(partial.source) if partial.source else None,
        "cluster": speaker.cluster,
        "resolved_by": speaker.by,
        "speaker_score": speaker.score,
        "continues": None,
        "said_on": details.said_on(text, partial),
        "negated": details.is_negated(partial),
        "hedges": details.hedges(text, partial),
        "figures": details.figures_in(text, partial),
        "attitude": mode == "indirect" and is_attitude(text, partial),
        "score": 0.0,
        "rule": rule_of(text, partial),
    }


def labelled_spans(statements: list[Statement]) -> list[tuple[list[int], str]]:
    """The labelled spans of all statements, in text order."""
    spans = [(piece, "CONTENT") for s in statements for piece in s["content"]]
    spans += [(piece, "CUE") for s in statements for piece in s["cue"]]
    spans += [(s["source"], "SOURCE") for s in statements if s["source"] is not None]
    return sorted(spans)
