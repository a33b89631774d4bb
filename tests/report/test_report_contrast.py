"""Contrast (WCAG 2.2 AA) of every pair of colours the stylesheet lets meet, in both themes."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import product

import pytest

CSS = (files("onrecord.report") / "assets" / "report.css").read_text(encoding="utf-8")
TOKEN = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
COLOURS = {name: (light, dark) for name, light, dark in TOKEN.findall(CSS)}
THEMES = ("light", "dark")
TEXT, GRAPHICS = 4.5, 3.0
ROLES = ("source", "cue", "content", "figure", "period")


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def named(start: str) -> list[str]:
    return [name for name in COLOURS if name == start or name.startswith(f"{start}-")]


PAIRS = [
    *((ink, paper, TEXT) for ink, paper in product(named("ink"), named("paper"))),
    *(("ink", tint, TEXT) for tint in named("tint")),
    *((f"ink-{role}", f"tint-{role}", TEXT) for role in (*ROLES, "good", "bad")),
    *((line, paper, GRAPHICS) for line, paper in product(named("line"), named("paper"))),
]


@pytest.mark.parametrize("theme", THEMES)
def test_every_pair_has_enough_contrast(theme: str) -> None:
    at = THEMES.index(theme)
    low = {
        (one, other): round(found, 2)
        for one, other, least in PAIRS
        if (found := contrast(COLOURS[one][at], COLOURS[other][at])) < least
    }
    assert low == {}


def test_the_formula_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_no_colour_stands_outside_the_tokens() -> None:
    body = TOKEN.sub("", CSS)
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|oklch\(", body)
    used = set(re.findall(r"var\(--((?:ink|paper|tint|line|hair)[a-z-]*)\)", body))
    assert used == set(COLOURS)


def test_text_is_written_in_inks_and_backgrounds_are_papers_or_tints() -> None:
    body = re.sub(r"/\*.*?\*/", "", TOKEN.sub("", CSS), flags=re.DOTALL)
    for name, value in re.findall(r"[{;\s]((?:background|color|background-color)): ([^;}]+)", body):
        allowed = {
            "color": ("var(--ink", "inherit", "black"),
            "background": ("var(--paper", "var(--tint", "none"),
        }
        if value.strip() in ("var(--hair)", "var(--line-statement)", "var(--line-figure)"):
            continue  # the lines between tiles, and the keys of a drawing
        assert value.startswith(allowed[name]), f"{name}: {value}"
