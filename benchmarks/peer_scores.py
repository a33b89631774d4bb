"""Scores of other programs on our labelled sets, computed like ours, for docs/accuracy.md.

python benchmarks/peer_scores.py textacy ../shared/data/polnear/polnear-dev.jsonl
python benchmarks/peer_scores.py textacy ../shared/data/polnear/polnear-dev.jsonl \\
    --ignore-class attitude,act,noun,other
python benchmarks/peer_scores.py quantulum3 ../shared/data/newsquant/newsquant-dev.jsonl
python benchmarks/peer_scores.py recognizers ../shared/data/dates/dates-gum-dev.jsonl
python benchmarks/peer_scores.py dateparser ../shared/data/dates/dates-gum-dev.jsonl

Each program runs with its defaults for English and is given the texts and their dates, no labels. They are no
part of onrecord's environment: `make peers` makes one for them.

textacy      direct_quotations, on our language model's parse, a line at a time, since it gives up on all that
             it is given where the number of quotation marks is odd
quantulum3   a range comes as its middle, so gold ranges are compared by theirs (its published treatment);
             units are renamed where the labelled set only spells them otherwise; without its classifier,
             whose file no present scikit-learn can read
recognizers  of several readings the first, which is the past one; a spoken range ends before its last day;
             what it reads as the moment of publication ("now", "recently") is no day
dateparser   search_dates; the day, month or year it says it read is the interval
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from peers import lines_of, quantity_parser
from spacy.language import Language
from spacy.tokens import Span, Token

from onrecord.evaluation import Options, Text, make_task, read_rows, read_texts
from onrecord.language import load_language

Row = dict[str, Any]

ROLES = {"source": "speaker", "cue": "cue", "content": "content"}
"""Parts of an attribution by the names textacy has for them."""
SPELLED = {"dimensionless": "-", "per cent": "percentage", "degree angle": "degree"}


def textacy(text: Text) -> Row:
    from textacy.extract import direct_quotations

    found = []
    for line in lines_of(language()(text.text)):
        try:
            found += [
                {role: places(getattr(one, name), line) for role, name in ROLES.items()}
                for one in direct_quotations(line.as_doc())
            ]
        except ValueError:  # an odd number of marks
            continue
    return {"attributions": found}


@cache
def language() -> Language:
    """Our language model."""
    return load_language()


def places(tokens: Iterable[Token], line: Span) -> list[list[int]]:
    """Offsets in the text of a line's tokens; the scorer joins adjacent ones."""
    start = line.start_char
    return [[start + token.idx, start + token.idx + len(token)] for token in tokens]


def quantulum3(text: Text) -> Row:

    return {
        "quantities": [
            {
                "value": found.value,
                "normalized_unit": SPELLED.get(found.unit.name, found.unit.name),
                "start": found.span[0],
                "end": found.span[1],
            }
            for found in quantity_parser()(text.text)
        ]
    }


def recognizers(text: Text) -> Row:
    from recognizers_date_time import recognize_datetime

    published = datetime.fromisoformat(text.published) if text.published else None
    dates = []
    for found in recognize_datetime(text.text, "en-us", reference=published):
        readings = (found.resolution or {}).get("values") or []
        said = (one for one in readings if one.get("value") != str(published))
        intervals = [interval for interval in map(days, said) if interval]
        dates += [{"start": found.start, "end": found.end + 1, **interval} for interval in intervals[:1]]
    return {"dates": dates}


def days(reading: dict[str, str]) -> Row | None:
    """First and last day of one reading of Recognizers-Text; None if it has no days."""
    kind, value = reading.get("type"), reading.get("value", "")
    if kind in ("date", "datetime") and value[:4].isdigit():
        return {"when": value[:10]}
    if kind not in ("daterange", "datetimerange"):
        return None
    interval = {}
    if reading.get("start"):
        interval["from"] = reading["start"][:10]
    if reading.get("end"):
        interval["to"] = str(date.fromisoformat(reading["end"][:10]) - timedelta(days=kind == "daterange"))
    return interval


def dateparser(text: Text) -> Row:
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.fromisoformat(text.published)} if text.published else {}
    reader = DateDataParser(languages=["en"], settings=settings)
    dates, position = [], 0
    for words, moment in search_dates(text.text, languages=["en"], settings=settings) or []:
        start = text.text.find(words, position)
        if start >= 0:
            position = start + len(words)
            length = {"year": 4, "month": 7}.get(reader.get_date_data(words).period, 10)
            dates.append({"start": start, "end": position, "when": moment.date().isoformat()[:length]})
    return {"dates": dates}


PEERS: dict[str, tuple[str, Callable[[Text], Row]]] = {
    "textacy": ("attributions", textacy),
    "quantulum3": ("figures", quantulum3),
    "recognizers": ("dates", recognizers),
    "dateparser": ("dates", dateparser),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("gold", type=Path, help="a labelled set")
    parser.add_argument("--ignore-class", default="", help="attributions: optional gold classes, with commas")
    given = parser.parse_args()
    name, find = PEERS[given.peer]
    ignored = frozenset(filter(None, given.ignore_class.split(",")))
    task = make_task(name, Options(average_ranges=given.peer == "quantulum3", ignored=ignored))
    predictions = [{"id": text.id, "text": text.text, **find(text)} for text in read_texts(given.gold)]
    print(task.table(task.score(read_rows(given.gold), predictions)))


if __name__ == "__main__":
    main()
