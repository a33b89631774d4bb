"""The words of ``onrecord.toml`` reach the pipes, and only those of their own pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import onrecord
from onrecord.config import Words

pytestmark = pytest.mark.model

WORDS = Words.model_validate(
    {
        "cues": {
            "verbs": {"smoulder": "doubtful"},
            "nouns": {"outburst": "factive"},
            "phrases": ["Going by"],
        },
        "titles": {"cllr": "any"},
        "roles": {"lamplighter": "m"},
        "units": {"smoot": {"kind": "distance", "words": ["smoot"], "symbols": ["smt"]}},
        "currencies": {"WLC": {"words": ["crown", "wen"], "signs": ["Wcr"], "countries": ["Wenlow"]}},
        "people": [
            {
                "name": "Ada Crane",
                "gender": "f",
                "role": "harbour master",
                "affiliation": "Wenlow Bay Authority",
                "aliases": ["the Harbour Queen", "Crane"],
            }
        ],
        "aliases": {"Number 10": "Downing Street"},
    }
)


@pytest.fixture(scope="module")
def taught() -> Language:
    return onrecord.load(words=WORDS)


def said(doc: Doc) -> list[dict[str, Any]]:
    """Each statement's words, speaker, how that was found, and stance."""
    found = []
    for statement in doc._.statements:
        cluster = {} if statement["cluster"] is None else doc._.clusters[statement["cluster"]]
        start, end = statement["content"][0]
        found.append(
            {
                "content": doc.text[start:end],
                "speaker": cluster.get("name"),
                "by": statement["resolved_by"],
                "role": cluster.get("role"),
                "affiliation": cluster.get("affiliation"),
                "stance": statement["stance"],
            }
        )
    return found


def test_a_cue_makes_a_statement_with_its_stance(nlp: Language, taught: Language) -> None:
    text = "Bo Lind smouldered that the bridge was too long."
    (one,) = said(nlp(text))
    assert one["stance"] == "neutral"
    (one,) = said(taught(text))
    assert (one["content"], one["speaker"], one["stance"]) == (
        "the bridge was too long",
        "Bo Lind",
        "doubtful",
    )


def test_a_noun_makes_a_statement_beside_what_the_model_labels(taught: Language) -> None:
    found = said(taught("Ada Crane rejected Bo Lind's outburst that the bridge was too long."))
    assert ("the bridge was too long", "Bo Lind", "factive") in [
        (one["content"], one["speaker"], one["stance"]) for one in found
    ]


def test_a_phrase_names_a_source(nlp: Language, taught: Language) -> None:
    text = "Going by Bo Lind, the pier was never safe for walkers."
    assert said(nlp(text)) == []
    assert [(one["speaker"], one["content"]) for one in said(taught(text))] == [
        ("Bo Lind", "the pier was never safe for walkers")
    ]


def test_a_title_is_no_part_of_the_name(taught: Language) -> None:
    assert [one["speaker"] for one in said(taught("Cllr Hobbs said the bridge was long."))] == ["Hobbs"]


def test_a_unit_has_its_kind(nlp: Language, taught: Language) -> None:
    text = "The bridge spans 364 smoots."
    kinds = [[figure["kind"] for figure in pipeline(text)._.figures] for pipeline in (nlp, taught)]
    assert kinds == [["count"], ["distance"]]
    (figure,) = taught("The bridge is 364smt long.")._.figures
    assert (figure["unit"], figure["value"]) == ("smoot", ["364"])


def test_a_currency_has_words_signs_and_countries(nlp: Language, taught: Language) -> None:
    text = "The toll is 40 wens, or Wcr 40, or WLC 40."
    units = [[figure["unit"] for figure in pipeline(text)._.figures] for pipeline in (nlp, taught)]
    assert units[0] != units[1] == ["WLC"] * 3
    crowns = [
        taught(text)._.figures[0]["unit"] for text in ("It costs 40 crowns.", "It costs 40 Wenlow crowns.")
    ]
    assert crowns == ["crown", "WLC"]
    (figure,) = taught("Wenlow is dear: the ferry costs 40 crowns.")._.figures
    assert figure["unit"] == "WLC"


def test_an_alias_is_its_person_with_role_and_gender(taught: Language) -> None:
    text = "The Harbour Queen said the pier was safe. She said it would open."
    found = said(taught(text))
    assert [one["speaker"] for one in found] == ["Ada Crane"] * 2
    assert [one["by"] for one in found] == ["alias", "model"]
    assert {(one["role"], one["affiliation"]) for one in found} == {
        ("harbour master", "Wenlow Bay Authority")
    }


def test_what_the_article_says_goes_before_the_file(taught: Language) -> None:
    (one,) = said(taught("Shipping minister Ada Crane said the pier was safe."))
    assert one["role"] == "Shipping minister"


def test_an_alias_of_a_body(taught: Language) -> None:
    assert [(one["speaker"], one["by"]) for one in said(taught("Number 10 said the pier was fine."))] == [
        ("Downing Street", "alias")
    ]


def test_two_people_with_one_surname_stay_two(taught: Language) -> None:
    assert [one["speaker"] for one in said(taught("Crane said the pier was safe."))] == ["Ada Crane"]
    text = "Bo Crane opened the pier. Crane said it was safe."
    assert [one["speaker"] for one in said(taught(text))] == ["Bo Crane"]


def test_pipelines_in_one_process_keep_their_own_words(nlp: Language, taught: Language) -> None:
    text = "Bo Lind smouldered that the bridge was 364 smoots long."
    alone = [nlp(text)._.statements, taught(text)._.statements]
    one, two = nlp.pipe([text, text]), taught.pipe([text, text])
    turns = [[doc._.statements for doc in pair] for pair in zip(one, two, strict=True)]
    assert turns == [alone, alone]
    assert alone[0] != alone[1]


def test_the_words_are_in_the_pipeline_s_own_configuration(taught: Language) -> None:
    settings, seen = WORDS.settings(), set()
    for pipe in ("figures", "speakers", "statements"):
        for key, value in taught.get_pipe_config(f"onrecord_{pipe}").items():
            if key in settings:
                assert value == settings[key]
                seen.add(key)
    assert seen == settings.keys()


def test_the_file_itself_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[cues.verbs]\nsplutter = "denying"\n')
    nlp = onrecord.load(words=path)
    claims = onrecord.extract("Bo Lind spluttered that the bridge was too long.", nlp=nlp)
    assert [claim.cue.stance for claim in claims if claim.kind == "statement" and claim.cue] == ["denying"]
    with pytest.raises(onrecord.ConfigError, match="mistake"):
        onrecord.load(words=tmp_path / "mistake.toml")
