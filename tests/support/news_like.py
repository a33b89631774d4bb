"""Random text that looks like news: real words, and the accidents of real files between them."""

from __future__ import annotations

from hypothesis import strategies as st

WHO = (
    "Mayor Ana Quist|Ms Quist|she|he|they|Susanna|the maker/tailor|Dr O'Neil"
    "|the council's spokesman (Hull)|police|who|one|Mr Tan (47)|AT&T|@quist|the EU/UK panel"
    "|Siobhán d'Arcy-Lowe|“Biscuit” Manning|its chief executive, Bo Lind,|22%"
)
CUES = (
    "said|said:|says that|told reporters|, according to|warned|denied|called|accused|crept up"
    "|fell|rose|is|was charged with|asked whether|has said|tweeted|added, |claims|promised"
    "|expects|- says|whispered"
)
AMOUNTS = (
    "from six to five|a decline from 785 to 708|3-1|£2.1 to £1.9 million|$1.5m-$2m|a 5-8% rise"
    "|40,000 (3%)|10m/33ft|1/3|21 to 3|between 4 and 2|7-6 (7-4)|up 12.5pc|twice|dozens"
    "|a couple of dozen|9/11|24/7|£45²|−5C|1,5|12.|.5|+44 20|#3|a 2-1 lead|six, five and 4"
    "|5-for-6|6'2\"|12 x 4|10:30|1990s|a third/half|4 to 1|the 4th-6th"
)
THINGS = (
    "the dress maker/tailor|jobs|people were hurt|the best I've ever seen|and/or homes|last year"
    "|on Tuesday|in May 2025|“so-called” aid|the ’90s|rock 'n' roll|don't|workers' rights"
    "|the score|rents|of the vote|not true|by 2030|in my whole life|as of Monday"
)
MARKS = (
    "“|”|\"|'|‘|’|''|``|«|»|(|)|[|]|{|}|/|\\|—|–|-| - |…|...|,|;|:|!|?|?!|.|. |.. |\u00a0|\t|\n|\n\n|\n \n|😀"
    "|👍🏽|🇬🇧|<br>|&amp;|*|_|#|@|~|^|%|https://a.b/c?d=1|a@b.co|[sic]|(pictured)|—“|”—|.”|,”|’s|'s"
)


def _one_of(words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words.split("|"))


WORDS = st.one_of(*map(_one_of, (WHO, CUES, AMOUNTS, THINGS, MARKS)))
GLUE = st.sampled_from([" ", " ", " ", " ", "", "  "])
"""Mostly a blank between two words; sometimes it is missing."""


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Some words, or a sentence in the usual order with accidents in it."""
    if draw(st.booleans()):
        words = draw(st.lists(WORDS, min_size=1, max_size=14))
    else:
        order = (MARKS, WHO, CUES, MARKS, AMOUNTS, THINGS, MARKS, CUES, WHO)
        words = [draw(_one_of(part)) for part in order]
    text: str = words[0]
    for word in words[1:]:
        text += draw(GLUE) + word
    return text


def texts(most: int = 4) -> st.SearchStrategy[str]:
    """A few sentences and paragraphs that are not blank."""
    joined = st.tuples(st.lists(sentences(), min_size=1, max_size=most), st.sampled_from([". ", " ", "\n\n"]))
    return joined.map(lambda pair: pair[1].join(pair[0])).filter(lambda text: bool(text.strip()))
