"""Sentences whose arithmetic is wrong, all of which must be found, and look-alikes, none of which may be."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord
from onrecord.checks import Finding, check_article
from onrecord.claims import FigureClaim

pytestmark = pytest.mark.model

ERRORS = {
    "The club had 96 passengers and 11 crew aboard, 117 people in all.": "sum.total",
    "The ferry sold 40 boats in May and 35 boats in June, for a total of 95 boats.": "sum.total",
    "The board has 12 members: nine women and five men.": "sum.list",
    "The inquiry heard 43 witnesses, made up of 20 farmers and 30 traders.": "sum.list",
    "The mill hired 120 workers and dismissed 150 workers, a net loss of 40 jobs.": "difference.net",
    "It took 350 tenants in and 281 tenants out. This is a net inflow of 79 tenants.": "difference.net",
    "Membership rose from 1,204 to 1,310, an increase of 160.": "difference.from_to",
    "The rate fell by 0.6 percentage points to 4.8 per cent from 5.2 per cent.": "difference.from_to",
    "The fee rose from £10 a week to £20 a week, a rise of £15.": "difference.from_to",
    "Quist leads Harrow by 45 percent to 38 percent, a nine-point lead.": "difference.lead",
    "The Harrow party won by 52 to 48, a margin of eight points.": "difference.lead",
    "The Harrow list won 332 votes, 92 more than the 270 it needed.": "difference.more_than",
    "The pier cost £900,000, £300,000 more than the £700,000 planned.": "difference.more_than",
    "The fair has raised £56.5m. That leaves it £9.5m short of the £64m it needs.": "difference.more_than",
    "Nine of the 13 members voted for the pier, the other six members against it.": "difference.others",
    "The party won 49 of the 54 seats, or 81 per cent.": "percent_of.part",
    "The cuts hit 12 percent of its 400 workers, or 84 people.": "percent_of.part",
    "The committee approved 40 of 55 bids, or 82 per cent.": "percent_of.part",
    "One in five pupils (25 per cent) failed the test.": "percent_of.share",
    "Three-quarters of the wells (65 per cent) are dry.": "percent_of.share",
    "Shares of Lanthorn fell $2.50, or 9 percent, to $47.50.": "percent_change.step",
    "Shares of Lanthorn closed at $47.50, down $2.50, or 8 percent.": "percent_change.step",
    "The index rose 45 points, or 2.9 per cent, to 4,950.": "percent_change.step",
    "Membership fell from 1,310 to 1,204, a fall of 16 per cent.": "percent_change.from_to",
    "Complaints rose by 25 per cent, from 40 to 60.": "percent_change.from_to",
    "Turnover at Larkline rose 12 per cent to £5.6m from £4.1m.": "percent_change.from_to",
    "The fee rose from £10 a week to £20 a week, a rise of 50 per cent.": "percent_change.from_to",
    "Revenues slipped 21% from £3.24bn ($6.13bn) in 2003 to £2.89bn in 2004.": "percent_change.from_to",
    "Profit at Larkline fell 35% to $56m, against $66m a year earlier.": "percent_change.from_to",
    "Complaints fell from 7,613 to 6,630, or 22.9%.": "percent_change.from_to",
    "The fund holds $45m, up 20 percent from $30m in May.": "percent_change.since",
    "The number of members tripled from 410 to 830.": "multiple",
    "Rents doubled from £400 to £1,200.": "multiple",
    "In the poll 61 per cent backed the levy, 35 per cent opposed it and 14 per cent were undecided.": (
        "shares.answers"
    ),
    "The city pays 60 percent of the cost and the state the other 50 percent.": "shares.rest",
    "The survey found that 104 per cent of voters knew her name.": "shares.whole",
}
"""One error each; the check that has to find it."""

LOOK_ALIKES = [
    # rates: another one each, or one that is silent
    "The fee rose from £10 a week to £20 a month, a rise of 50 per cent.",
    "The fee rose from £10 to £20 a month, a rise of 50 per cent.",
    "The fee rose from £10 a week to £12 a month, a rise of £5.",
    "Rents rose 25 per cent, from £100 a week to £500 a month.",
    "The fee doubled from £10 a week to £50.",
    "Its output fell 20 per cent to 400 tonnes a day from 9,000 tonnes a month.",
    "The park spends £2m a year on staff and £1m a month on energy, a total of £3m.",
    "Sales rose by 12 per cent a year, from £40m in 2001 to £60m in 2004.",
    # the result is of something else
    "Sales rose from £4m to £4.5m, a rise of 40 per cent in volume.",
    "The strike hit 40 of the 60 schools, or 25 per cent of pupils.",
    "Three of the 12 crew, or 30 per cent of all sailors, were ill.",
    "A third of workers, 40 per cent in the north, were late.",
    "One in five pupils, and 40 per cent of boys, failed.",
    "The club won 12 and lost 8 games, a difference of 3 points.",
    "Harrow won 24-10, a lead of nine points in the table.",
    # the figures measure or count different things
    "Deaths rose by 12 to 50 from 30 hospitals.",
    "Profit rose 20 per cent to £12m from £90m in sales.",
    "The council took £30m in fees and £20m in rent, leaving a deficit of £5m.",
    "In the poll 61 per cent backed the levy, while 45 per cent were against the bridge.",
    "The mast is 40 metres high, 10 feet taller than the 35-metre tower.",
    "Profit at Larkline fell 35% to $56m, against $66m at Harrow.",
    "Profit at Larkline fell 35% to $56m, against forecasts of $66m.",
    "Membership fell from 7,613 to 6,630, or 22.9% of the town.",
    # parts that overlap, are bounds or are not all
    "Ten people died, of whom six were men and five had been in Harrow.",
    "The firm has 400 workers, made up of about 300 women and more than 120 men.",
    "The team has 12 members: nine women, five of them under 20, and three men.",
    "In all, 40 people were hurt: 22 in the first blast and at least 30 in the second.",
    "She scored 30 goals in 2003 and 20 in 2004, 60 in all competitions.",
    "The board has 12 members: seven women and four men.",
    # scale and rounding
    "Visitors dropped by 25 per cent, from 12 to 9 million.",
    "Profit rose from £10m to £12m, a rise of 30 per cent.",
    "The number of members doubled from 410 to 930.",
    "Sales are 120 per cent of what they were.",
]


def failing(text: str, nlp: Language) -> list[Finding]:
    claims = onrecord.extract(text, published="2026-02-10", id="a", nlp=nlp)
    found = check_article(claim for claim in claims if isinstance(claim, FigureClaim))
    return [finding for finding in found if finding.failing]


@pytest.mark.parametrize(("text", "rule"), ERRORS.items())
def test_an_error_is_found(text: str, rule: str, nlp: Language) -> None:
    assert [finding.rule for finding in failing(text, nlp)] == [f"check.{rule}"]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_wrong_is_left_alone(text: str, nlp: Language) -> None:
    assert [finding.relation for finding in failing(text, nlp)] == []
