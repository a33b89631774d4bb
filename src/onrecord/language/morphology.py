"""Universal features that follow from the treebank tag alone."""

from __future__ import annotations

FEATURES = {
    "NN": "Number=Sing",
    "NNS": "Number=Plur",
    "NNP": "Number=Sing",
    "NNPS": "Number=Plur",
    "JJ": "Degree=Pos",
    "JJR": "Degree=Cmp",
    "JJS": "Degree=Sup",
    "RBR": "Degree=Cmp",
    "RBS": "Degree=Sup",
    "CD": "NumType=Card",
    "VB": "VerbForm=Inf",
    "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "VBG": "Tense=Pres|VerbForm=Part",
    "VBN": "Tense=Past|VerbForm=Part",
    "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "MD": "VerbForm=Fin",
    "PRP": "PronType=Prs",
    "PRP$": "Poss=Yes|PronType=Prs",
    "WDT": "PronType=Rel",
    "WP": "PronType=Rel",
    "WP$": "Poss=Yes|PronType=Rel",
    "EX": "PronType=Dem",
    "FW": "Foreign=Yes",
}


def features(upos: str, xpos: str) -> str:
    """Universal features of a word, "" if its tag implies none."""
    return "Number=Sing" if (upos, xpos) == ("NOUN", "VBG") else FEATURES.get(xpos, "")
