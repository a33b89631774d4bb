"""The spaCy component that finds who said what.

Drafts come from the language model's labels, from the parse where another model made it, and from signs;
every quotation is given to a statement; then each draft's source is resolved to a chain and its shape named
by a rule.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from onrecord.pipes.speakers import MentionIndex
from onrecord.pipes.speakers.lexicon import Gender, Lexicon, lexicon
from onrecord.pipes.statements import details
from onrecord.pipes.statements.contents import mode_of, tidy
from onrecord.pipes.statements.drafts import Draft, Stretch, Text
from onrecord.pipes.statements.labelled import labelled_drafts
from onrecord.pipes.statements.lexicon import Cues, cues
from onrecord.pipes.statements.parsed import parsed_drafts
from onrecord.pipes.statements.quoted import attach_quotes
from onrecord.pipes.statements.resolving import Resolved, resolve
from onrecord.pipes.statements.scoring import score, signs_of
from onrecord.pipes.statements.sentences import part
from onrecord.pipes.statements.shapes import rule_of
from onrecord.pipes.statements.signs import sign_drafts, without_signed
from onrecord.pipes.statements.sources import cut_to_mention, mention_of, name_beside, subject_of
from onrecord.pipes.statements.worth import is_attitude, keep_name, says_nothing, take_addressee
from onrecord.records import Stance, Statement, show_spans


@Language.factory(
    "onrecord_statements",
    requires=["token.dep", "doc._.chains"],
    assigns=["doc._.statements"],
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
        nlp: The pipeline it joins.
        name: Its name there.
        attitudes: Report what somebody thinks, wants or expects as well.
        verbs: More reporting verbs by lemma, each with its stance.
        nouns: More nouns for something said, likewise.
        phrases: More phrases that name a source without a verb, such as "according to".
        titles: More titles, as given to the speakers component.
        roles: More role nouns, likewise.
    """
    more_cues = cues.shipped.with_entries(verbs, nouns, phrases) if verbs or nouns or phrases else None
    more_words = lexicon.shipped.with_entries(titles, roles) if titles or roles else None
    return Statements(attitudes=attitudes, own_cues=more_cues, own_lexicon=more_words)


class Statements:
    """Finds statements; needs every other onrecord pipe before it."""

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

    def find(self, doc: Doc) -> list[tuple[Statement, dict[str, float]]]:
        """The statements of a Doc, each with the signs its score comes from."""
        with cues.using(self._cues), lexicon.using(self._lexicon):
            return self._find(doc)

    def _find(self, doc: Doc) -> list[tuple[Statement, dict[str, float]]]:
        text = Text(doc)
        drafts = labelled_drafts(text) if text.roles else parsed_drafts(text)
        signed = sign_drafts(text)
        drafts = [*without_signed([d for d in drafts if not inside_quote(text, d)], signed), *signed]
        for draft in drafts:
            keep_name(text, draft)
            take_addressee(draft)
            tidy(text, draft)
        drafts = attach_quotes(text, [one for d in drafts if d.content for one in part(text, d)])
        index = MentionIndex(doc)
        found: list[tuple[Statement, dict[str, float]]] = []
        sources: dict[int, Resolved] = {}
        places: dict[int, int] = {}
        said: set[tuple[Stretch, ...]] = set()
        for draft in drafts:
            tidy(text, draft)
            if not draft.content or says_nothing(text, draft) or tuple(draft.content) in said:
                continue
            said.add(tuple(draft.content))
            head = find_source(text, draft)
            sources[id(draft)] = resolve(draft, head, index, sources)
            statement = as_statement(text, draft, sources[id(draft)])
            signs = signs_of(text, draft, statement)
            statement["score"] = score(signs)
            if self.attitudes or not statement["attitude"]:
                statement["continues"] = places.get(id(draft.carries))
                places[id(draft)] = len(found)
                found.append((statement, signs))
        return found


def inside_quote(text: Text, draft: Draft) -> bool:
    """A cue inside somebody's quotation is that speaker's own words."""
    return bool(draft.cue) and all(
        (quote := text.quote_at(start, end)) is not None and quote["speech"] for start, end in draft.cue
    )


def find_source(text: Text, draft: Draft) -> Token | None:
    """Set the draft's source to the mention itself, found by the parse where the labels gave none."""
    if draft.source is not None and text.after_dateline(draft.source[0]) >= draft.source[1]:
        draft.source = None
    if draft.source is not None:
        cut = cut_to_mention(text, draft.source)
        if cut is not None:
            draft.source, head = name_beside(text, *cut)
            return head
        draft.source = None
    if draft.head is None or draft.head.pos_ not in ("VERB", "NOUN", "AUX"):
        return None
    subject = subject_of(draft.head)
    if subject is None or any(start <= subject.idx < end for start, end in draft.content):
        return None
    draft.source = mention_of(subject)
    return subject


def as_statement(text: Text, draft: Draft, resolved: Resolved) -> Statement:
    """The record of a finished draft."""
    chain, resolved_by, chance = resolved
    lemma = draft.head.lemma_.lower() if draft.head is not None else ""
    mode = mode_of(text, draft.content)
    return {
        "mode": mode,
        "content": [list(piece) for piece in draft.content],
        "cue": [list(piece) for piece in draft.cue],
        "cue_lemma": lemma,
        "stance": details.stance(text, draft, lemma),
        "source": list(draft.source) if draft.source else None,
        "chain": chain,
        "resolved_by": resolved_by,
        "speaker_score": chance,
        "continues": None,
        "said_on": details.said_on(text, draft),
        "negated": details.is_negated(draft),
        "hedges": details.hedges(text, draft),
        "figures": details.figures_in(text, draft),
        "attitude": mode == "indirect" and is_attitude(text, draft, lemma),
        "score": 0.0,
        "rule": rule_of(text, draft),
    }


def labelled_spans(statements: list[Statement]) -> list[tuple[list[int], str]]:
    """Spans of all statements with their label, in text order."""
    spans = [(piece, "CONTENT") for s in statements for piece in s["content"]]
    spans += [(piece, "CUE") for s in statements for piece in s["cue"]]
    spans += [(s["source"], "SOURCE") for s in statements if s["source"] is not None]
    return sorted(spans)
