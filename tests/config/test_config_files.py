"""``onrecord.toml`` read and checked: a mistake is named with file, line, key and remedy."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.config import NAME, VARIABLE, Config, Words, find_config, read_config
from onrecord.config.files import Commands, Option
from onrecord.config.lines import line_of
from onrecord.errors import ConfigError

WHOLE = """
[extract]
attitudes = true
min-confidence = 0.5

[cues]
phrases = ["as told by"]
[cues.verbs]
Splutter = "doubtful"
[cues.nouns]
outburst = "neutral"

[titles]
"Cllr." = "any"
[roles]
lamplighter = "m"

[units.smoot]
kind = "distance"
words = ["smoot"]
symbols = ["smt"]

[[people]]
name = "Ada Crane"
gender = "f"
role = "harbour master"
aliases = ["the Harbour Queen"]
[[people]]
name = "Wenlow Bay Authority"
kind = "organization"

[aliases]
"Number 10" = "Downing Street"
"""
COMMANDS: Commands = {
    "extract": {
        "attitudes": Option("attitudes", bool),
        "min_confidence": Option("min_confidence", float),
        "field": Option("fields", list[str] | None),
    },
    "review": {"open": {"seed": Option("seed", int)}},
}


def written(folder: Path, text: str) -> Path:
    path = folder / NAME
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read_config(written(folder, text)).options_for(COMMANDS)
    return str(caught.value).splitlines()


def test_everything_is_read(tmp_path: Path) -> None:
    config = read_config(written(tmp_path, WHOLE))
    settings = config.words.settings()
    assert settings["verbs"] == {"splutter": "doubtful"}
    assert settings["phrases"] == ["as told by"]
    assert settings["titles"] == {"cllr": ""}
    assert settings["roles"] == {"lamplighter": "m"}
    assert settings["units"] == [
        {"name": "smoot", "kind": "distance", "words": ["smoot"], "symbols": ["smt"]}
    ]
    assert [(one["name"], one["kind"], one["aliases"]) for one in settings["people"]] == [
        ("Ada Crane", "person", ["the Harbour Queen"]),
        ("Wenlow Bay Authority", "organization", []),
        ("Downing Street", None, ["Number 10"]),
    ]
    assert config.options_for(COMMANDS) == {"extract": {"attitudes": True, "min_confidence": 0.5}}
    assert json.dumps(settings)


def test_an_option_is_passed_on_under_its_own_name(tmp_path: Path) -> None:
    config = read_config(written(tmp_path, '[extract]\nfield = ["text=body"]\n[review.open]\nseed = 3\n'))
    assert config.options_for(COMMANDS) == {
        "extract": {"fields": ["text=body"]},
        "review": {"open": {"seed": 3}},
    }


@pytest.mark.parametrize(
    ("text", "line", "key", "remedy"),
    [
        ("[titels]\ndr = 'any'", 1, "titels", "do you mean titles?"),
        ("[extarct]\n", 1, "extarct", "do you mean extract?"),
        ("\n[extract]\natitudes = true", 3, "extract.atitudes", "do you mean attitudes?"),
        ("[extract]\nattitudes = 'yes'", 2, "extract.attitudes", "boolean"),
        ("[extract]\nmin_confidence = 'high'", 2, "extract.min_confidence", "number"),
        ("extract = 3", 1, "extract", "must be a table"),
        ("[review]\nopne = 3", 2, "review.opne", "do you mean open?"),
        ("[cues.verb]\nx = 1", 1, "cues.verb", "do you mean verbs?"),
        ("[cues.verbs]\nsplutter = 'doubtfull'", 2, "cues.verbs.splutter", "do you mean doubtful?"),
        ("[cues.verbs]\n'blurt out' = 'neutral'", 2, "cues.verbs.blurt out", "one word"),
        ("cues.verbs.splutter = 'odd'", 1, "cues.verbs.splutter", "neutral"),
        ("[titles]\ncllr = 'x'", 2, "titles.cllr", "any"),
        ("[units.smoot]\nkind = 'length'\nwords = ['smoot']", 2, "units.smoot.kind", "distance"),
        ("[units.smoot]\nkind = 'distance'", 1, "units.smoot", "words, symbols or both"),
        ("[[people]]\nname = 'A'\n[[people]]\nrole = 'x'", 3, "people.1.name", "required"),
        ("[[people]]\nname = 'A'\nkind = 'persona'", 3, "people.0.kind", "do you mean person?"),
    ],
)
def test_a_problem_names_file_line_key_and_remedy(
    tmp_path: Path, text: str, line: int, key: str, remedy: str
) -> None:
    (message,) = refused(tmp_path, text)
    assert message.startswith(f"{tmp_path / NAME}, line {line}: {key}: ")
    assert remedy.lower() in message.lower()


def test_every_problem_is_named_at_once(tmp_path: Path) -> None:
    lines = refused(tmp_path, "[titles]\na = 'x'\nb = 'y'\n[roles]\nc = 1\n")
    assert [line.split(": ")[1] for line in lines] == ["titles.a", "titles.b", "roles.c"]


def test_a_name_that_stands_for_two_is_refused(tmp_path: Path) -> None:
    text = "[[people]]\nname = 'Ada Crane'\naliases = ['AC']\n[aliases]\nac = 'Alden Council'\n"
    (message,) = refused(tmp_path, text)
    assert "AC" in message.upper()
    assert "Ada Crane and Alden Council" in message


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"[titles\n", "is not TOML"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b"x = " + b"[" * 5_000, "is not TOML"),
    ],
)
def test_what_is_no_toml_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / NAME
    path.write_bytes(data)
    with pytest.raises(ConfigError, match=reason):
        read_config(path)


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"\xef\xbb\xbf[titles]\ncllr = 'any'\n")
    assert read_config(path).words.titles == {"cllr": "any"}


def test_which_file_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)
    assert find_config() is None
    here = written(tmp_path, "")
    assert find_config() == Path(NAME)
    other = tmp_path / "other.toml"
    other.write_text("")
    monkeypatch.setenv(VARIABLE, str(other))
    assert find_config() == other
    assert find_config(here) == here
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none.toml"))
    with pytest.raises(ConfigError, match=r"none\.toml"):
        find_config()


def test_the_fingerprint_is_of_what_is_said_not_of_how(tmp_path: Path) -> None:
    one = read_config(written(tmp_path, WHOLE)).fingerprint()
    same = WHOLE.replace("[titles]", "# titles\n[titles]").replace('"doubtful"', "'doubtful'")
    assert read_config(written(tmp_path, same)).fingerprint() == one
    for before, after in (("doubtful", "factive"), ("smt", "sm"), ("Queen", "King"), ("Number 10", "No 10")):
        changed = WHOLE.replace(before, after)
        assert read_config(written(tmp_path, changed)).fingerprint() != one, before
    options = WHOLE.replace("attitudes = true", "attitudes = false")
    assert read_config(written(tmp_path, options)).fingerprint() == one
    assert Config().fingerprint() == Words().fingerprint() != one


KEYS = st.text(
    st.characters(codec="utf-8", exclude_characters='"\\\r\n', exclude_categories=["C", "Z"]),
    min_size=1,
    max_size=8,
)
TABLE = st.tuples(KEYS, st.lists(KEYS, min_size=1, max_size=4, unique=True))


@settings(deadline=None, max_examples=50)
@given(st.lists(TABLE, max_size=4, unique_by=lambda pair: pair[0]))
def test_every_key_is_found_on_its_line(tables: list[tuple[str, list[str]]]) -> None:
    lines: list[str] = []
    places: dict[tuple[str | int, ...], int] = {}
    for table, keys in tables:
        lines.append(f'[ "{table}" ]  # a table')
        places[(table,)] = len(lines)
        for key in keys:
            lines.append(f'  "{key}"   = 1')
            places[(table, key)] = len(lines)
    text = "\n".join(lines)
    assert tomllib.loads(text).keys() == {table for table, _ in tables}
    assert {place: line_of(text, place) for place in places} == places


@settings(deadline=None)
@given(st.text())
def test_any_text_is_searched_without_an_exception(text: str) -> None:
    assert line_of(text, ("a", "b")) is None or "a" in text
