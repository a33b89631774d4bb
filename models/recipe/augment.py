"""Text as newspapers print it: quotation marks, dashes, headings, capitals, bullets, datelines, line ends.

Treebank text has straight quotation marks and few headings; each pass over the data draws new variants.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from data import COLUMNS, MISSING, Labels, Passage

DOUBLE, SINGLE = ('"', "“", "”", "``", "''"), ("'", "‘", "’")
MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
AGENCIES = ("AP", "Reuters", "AFP", "PA", "UPI")
SMALL = frozenset(
    ["a", "an", "the", "of", "in", "on", "to", "for", "and", "or", "at", "by", "from", "with", "as", "but"]
)


@dataclass
class Inserted:
    """An inserted word: its labels, and the old position of its head, if any."""

    word: str
    space: bool = True
    labels: tuple[tuple[str, str], ...] = ()
    head: int | None = None
    starts: bool = False


class Augmenter:
    """Draws variants of passages.

    Args:
        labels: The label inventory.
        places: One-word place names from the training data, for datelines.
        headings: Headings from the training data, to insert between the paragraphs of articles.
        rng: The source of randomness.
    """

    def __init__(
        self, labels: Labels, places: list[str], headings: list[list[str]], rng: random.Random
    ) -> None:
        self.headings = headings
        self.numbers = {name: {label: i for i, label in enumerate(known)} for name, known in labels.items()}
        self.places, self.rng = places or ["London"], rng
        self.quote_tags = tuple(self.numbers["xpos"].get(tag, -1) for tag in ("``", "''"))
        self.stop = self.numbers["xpos"].get(".", -1)

    def __call__(self, passage: Passage) -> Passage:
        passage = replace(passage, words=list(passage.words), spaces=list(passage.spaces))
        self.marks(passage)
        if not passage.article and passage.columns["head"] != [MISSING] * len(passage):
            passage = self._sentences(passage)
        else:
            if self.rng.random() < 0.06:
                self._shout(passage, 0, self.rng.randint(2, 5))
            if self.headings and passage.columns["attr"][0] != MISSING and self.rng.random() < 0.3:
                passage = self._sub_headings(passage)
        if self.rng.random() < 0.04:
            passage = self._wrap(passage)
        return passage

    def marks(self, passage: Passage) -> None:
        style = self.rng.choices(
            ("keep", "curly", "straight", "single", "curly single", "apostrophe"), (36, 32, 10, 6, 10, 6)
        )[0]
        dash = self.rng.choice(("—", "–", "--", "-")) if self.rng.random() < 0.3 else None
        words, tags = passage.words, passage.columns["xpos"]
        for i, word in enumerate(words):
            if word in DOUBLE:
                if word == "“" or tags[i] == self.quote_tags[0]:
                    opens = True
                elif word == "”" or tags[i] == self.quote_tags[1]:
                    opens = False
                else:
                    spaced = i == 0 or passage.spaces[i - 1] or words[i - 1].isspace()
                    opens = spaced and not passage.spaces[i]
                if style == "curly":
                    words[i] = "“" if opens else "”"
                elif style == "straight":
                    words[i] = '"'
                elif style == "single":
                    words[i] = "'"
                elif style == "curly single":
                    words[i] = "‘" if opens else "’"
            elif style in ("curly", "curly single", "apostrophe") and "'" in word:
                words[i] = word.replace("'", "’")
            elif style == "straight" and "’" in word:
                words[i] = word.replace("’", "'")
            elif dash and word in ("—", "–", "--"):
                words[i] = dash

    def _sentences(self, passage: Passage) -> Passage:
        """Headings, missing full stops, bullets, all-caps leads and datelines: sentence by sentence."""
        begins = [i for i, value in enumerate(passage.columns["sent"]) if value == 1]
        order: list[int | Inserted] = list(range(begins[0] if begins else len(passage)))
        for begin, end in zip(begins, [*begins[1:], len(passage)], strict=True):
            last = end
            while last > begin and passage.words[last - 1].isspace():
                last -= 1
            body: list[int | Inserted] = list(range(begin, end))
            draw, size = self.rng.random(), last - begin
            breaks, stop = last < end, passage.columns["xpos"][last - 1] == self.stop
            ends_stop = size > 2 and stop and passage.words[last - 1] == "."
            if draw < 0.05 and size <= 18:
                self._headline(passage, begin, last)
                body = self._heading(begin, last, end, ends_stop, breaks)
            elif draw < 0.08 and size <= 18:
                if self.rng.random() < 0.4:
                    self._shout(passage, begin, last)
                body = self._heading(begin, last, end, ends_stop, breaks)
            elif draw < 0.10:
                body = [*self._bullet(passage, begin, last), *body]
                if not breaks:
                    body.append(Inserted("\n", False))
            elif draw < 0.13 and (begin == 0 or passage.words[begin - 1].isspace()):
                self._shout(passage, begin, begin + self.rng.randint(2, 5))
            elif draw < 0.16 and size > 8 and (begin == 0 or passage.words[begin - 1].isspace()):
                body = [*self._dateline(), *body]
            order += body
        return rebuild(passage, order, self.numbers)

    def _headline(self, passage: Passage, begin: int, end: int) -> None:
        for i in range(begin, end):
            word = passage.words[i]
            small = word in SMALL and i > begin and self.rng.random() < 0.8
            if word.isalpha() and word.islower() and not small:
                passage.words[i] = word.capitalize()

    @staticmethod
    def _heading(begin: int, last: int, end: int, ends_stop: bool, breaks: bool) -> list[int | Inserted]:
        body: list[int | Inserted] = list(range(begin, last - ends_stop))
        return [*body, *range(last, end)] if breaks else [*body, Inserted("\n", False)]

    def _shout(self, passage: Passage, begin: int, end: int) -> None:
        for i in range(begin, min(end, len(passage))):
            passage.words[i] = passage.words[i].upper() if passage.words[i].isalpha() else passage.words[i]

    def _bullet(self, passage: Passage, begin: int, last: int) -> list[Inserted]:
        root = next((i for i in range(begin, last) if passage.columns["head"][i] == i), None)
        labels = (("upos", "PUNCT"), ("xpos", "NFP"), ("dep", "punct"), ("ner", "O"))
        return [Inserted(self.rng.choice("•-*·–"), True, labels, root, starts=True)]

    def _dateline(self) -> list[Inserted]:
        name = (("upos", "PROPN"), ("xpos", "NNP"))
        mark = (("upos", "PUNCT"), ("ner", "O"))
        place = self.rng.choice(self.places)
        place = place.upper() if self.rng.random() < 0.8 else place
        words = [Inserted(place, False, (*name, ("ner", "B-LOC")), starts=True)]
        if self.rng.random() < 0.5:
            words.append(Inserted(",", True, (*mark, ("xpos", ","))))
            words.append(Inserted(self.rng.choice(MONTHS), True, (*name, ("ner", "O"))))
            number = (("upos", "NUM"), ("xpos", "CD"), ("ner", "O"))
            words.append(Inserted(str(self.rng.randint(1, 31)), True, number))
        else:
            words[-1].space = True
        if self.rng.random() < 0.7:
            words.append(Inserted("(", False, (*mark, ("xpos", "-LRB-"))))
            words.append(Inserted(self.rng.choice(AGENCIES), False, (*name, ("ner", "B-ORG"))))
            words.append(Inserted(")", True, (*mark, ("xpos", "-RRB-"))))
        words.append(Inserted(self.rng.choice(("-", "—", "–", "--")), True, (*mark, ("xpos", ":"))))
        return words

    def _sub_headings(self, passage: Passage) -> Passage:
        """Headings between paragraphs, as in British papers: no full stop, and not attributed to anybody."""
        order: list[int | Inserted] = []
        inside = {number for label, number in self.numbers["attr"].items() if label[0] == "I"}
        for i, word in enumerate(passage.words):
            order.append(i)
            ends = word == "\n" and i + 1 < len(passage)
            if ends and passage.columns["attr"][i + 1] not in inside and self.rng.random() < 0.2:
                title = self.rng.random() < 0.6
                for place, part in enumerate(self.rng.choice(self.headings)):
                    shown = part.capitalize() if title and part.islower() and part not in SMALL else part
                    order.append(Inserted(shown, True, (("attr", "O"),), starts=place == 0))
                order.append(Inserted("\n", False))
        return rebuild(passage, order, self.numbers)

    def _wrap(self, passage: Passage) -> Passage:
        """White space in the middle of lines: double spaces and wrapped lines."""
        often = self.rng.choice((0.03, 0.08))
        order: list[int | Inserted] = []
        for i in range(len(passage)):
            order.append(i)
            if passage.spaces[i] and self.rng.random() < often:
                order.append(Inserted(" ", False))
        return rebuild(passage, order, self.numbers)


def rebuild(passage: Passage, order: list[int | Inserted], numbers: dict[str, dict[str, int]]) -> Passage:
    """A passage with words removed or inserted; heads and links are adjusted."""
    moved = {old: new for new, old in enumerate(order) if isinstance(old, int)}
    known = {name: any(v != MISSING for v in passage.columns[name]) for name in COLUMNS}
    sids = None if passage.sids is None else []
    out = Passage([], [], {name: [] for name in COLUMNS}, sids, passage.article)
    for new, old in enumerate(order):
        if isinstance(old, int):
            out.words.append(passage.words[old])
            out.spaces.append(passage.spaces[old])
            for name in COLUMNS:
                value = passage.columns[name][old]
                if name in ("head", "link") and value != MISSING:
                    value = moved.get(value, MISSING)
                out.columns[name].append(value)
        else:
            out.words.append(old.word)
            out.spaces.append(old.space)
            labels = dict(old.labels)
            for name in COLUMNS:
                value = MISSING
                if name in labels and known[name]:
                    value = numbers[name].get(labels[name], MISSING)
                if name == "sent" and not old.word.isspace() and known["sent"]:
                    value = int(old.starts)
                if name == "head" and old.head is not None:
                    value = moved.get(old.head, MISSING)
                out.columns[name].append(value)
        if out.sids is not None and passage.sids is not None:
            ahead = next((o for o in order[new : new + 12] if isinstance(o, int)), None)
            if isinstance(old, int) or (not old.word.isspace() and ahead is not None):
                out.sids.append(passage.sids[old if isinstance(old, int) else ahead])
            else:
                out.sids.append(out.sids[-1] if out.sids else 0)
    starts = out.columns["sent"]
    for new, old in enumerate(order):
        if isinstance(old, int) and new and starts[new] == 1:
            before = order[new - 1]
            if isinstance(before, Inserted) and not before.word.isspace():
                starts[new] = 0
    return out
