"""Lemmas from a table: endings learned from treebanks, and exceptions to them."""

from __future__ import annotations

from typing import TypedDict

PLURALS = frozenset({"NNS", "NNPS"})
LONGEST_ENDING = 6


class Table(TypedDict):
    """The table that the recipe trains. Both parts are keyed by "UPOS XPOS"."""

    endings: dict[str, dict[str, str]]
    """Ending of a form -> its edit: "2y" cuts two characters and adds "y"."""
    forms: dict[str, dict[str, str]]
    """Whole forms whose lemma does not follow from their ending."""


class Lemmas:
    """Looks up lemmas and caches them.

    Args:
        table: The trained table.
        keep: Size of the cache; a full cache is emptied.
    """

    def __init__(self, table: Table, keep: int = 200_000) -> None:
        self._endings, self._forms = table["endings"], table["forms"]
        self._keep = keep
        self._known: dict[tuple[str, str, str], str] = {}

    def __call__(self, word: str, upos: str, xpos: str) -> str:
        """The lemma of a word, given its universal tag and its treebank tag."""
        key = (word, upos, xpos)
        lemma = self._known.get(key)
        if lemma is None:
            if len(self._known) >= self._keep:
                self._known.clear()
            lemma = self._known[key] = self._look_up(word.replace("’", "'"), upos, xpos)
        return lemma

    def _look_up(self, word: str, upos: str, xpos: str) -> str:
        tags = f"{upos} {believable(word, xpos)}"
        forms = self._forms.get(tags, {})
        if word in forms:
            return forms[word]
        folded = word if upos == "PROPN" else word.lower()
        lemma = forms.get(folded) or apply_edit(folded, find_edit(folded, self._endings.get(tags, {})))
        whole = xpos in PLURALS and not folded.endswith("s") and lemma == folded[:-1]
        return folded if whole else lemma  # "personnel" has no plural ending to cut


def believable(form: str, xpos: str) -> str:
    """The treebank tag, unless the verb's ending contradicts it: no "-ed" form is a present participle."""
    present = form.lower().endswith(("ing", "in'"))
    if xpos == "VBG" and not present:
        return "VBD"
    return "VBG" if xpos in ("VBD", "VBN") and present and len(form) > LONGEST_ENDING else xpos


def find_edit(form: str, endings: dict[str, str]) -> str:
    """The edit of the longest known ending; "0" (no change) if none is known."""
    for size in range(min(LONGEST_ENDING, len(form)), -1, -1):
        edit = endings.get(form[len(form) - size :])
        if edit is not None:
            return edit
    return "0"


def make_edit(form: str, lemma: str) -> str:
    """The edit that turns a form into its lemma: how many characters to cut, and what to add."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return f"{len(form) - same}{lemma[same:]}"


def apply_edit(form: str, edit: str) -> str:
    """The form after the edit; unchanged if the form is too short or nothing would be left."""
    digits = len(edit) - len(edit.lstrip("0123456789"))
    cut, add = int(edit[:digits]), edit[digits:]
    return (form[: len(form) - cut] + add if cut <= len(form) else "") or form
