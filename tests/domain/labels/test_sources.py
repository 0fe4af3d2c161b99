"""The sources page: every rule that is named anywhere stands on it, and what was not read says so."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from flok.domain.labels import questions, sources
from flok.domain.labels._texts import shipped_clauses

PARAGRAPH = re.compile(r"§{1,2} ?(\d+)|(?:[Aa]rtikel|Article) (\d+)|\((?:EU|EF)\) (?:nr\. )?(\d+/\d+)|C-(\d+/\d+)")


def data(name: str) -> str:
    return (files("flok.domain.labels") / name).read_text(encoding="utf-8")


def paragraphs(text: str) -> set[str]:
    return {next(filter(None, found)) for found in PARAGRAPH.findall(text)}


def test_every_paragraph_named_in_a_text_stands_on_the_page() -> None:
    on_page = paragraphs(" ".join(f"{each.name.da} {each.name.en}" for each in sources().values()))
    names = ("questions.toml", "verdicts.toml", "texts.toml", "product_groups.toml")
    texts = [data(name) for name in names]
    texts += [each.read_text(encoding="utf-8") for each in (files("flok.domain.labels") / "profiles").iterdir()]
    texts += [
        each.read_text(encoding="utf-8") for each in files("flok.domain.labels").iterdir() if each.suffix == ".py"
    ]
    known_by_number = {"2018/848", "765/2008"}  # regulations a label or a body follows; no text rests on them
    assert paragraphs(" ".join(texts)) - on_page - known_by_number == set()


def test_every_sentence_to_paste_serves_a_rule_on_the_page() -> None:
    served = [each["serves"] for clause in shipped_clauses() for each in clause["sentences"]]
    assert all(served)
    assert {rule for rules in served for rule in rules} <= set(sources())


def test_every_source_is_used() -> None:
    text = " ".join([data("questions.toml"), data("verdicts.toml"), data("texts.toml")])
    text += " ".join(each.read_text(encoding="utf-8") for each in (files("flok.domain.labels") / "profiles").iterdir())
    text += " ".join(
        each.read_text(encoding="utf-8") for each in files("flok.domain.labels").iterdir() if each.suffix == ".py"
    )
    assert {each for each in sources() if f'"{each}"' not in text} == set()


def test_what_was_read_has_its_address_and_what_was_not_says_so() -> None:
    assert all(each.address.startswith("http") for each in sources().values() if each.checked)
    unread = {each.id for each in sources().values() if each.checked is None}
    assert unread == {"c368-10", "c448-01", "dir24-44", "dir24-62", "iso17020", "own-rule", "reg765"}


def test_the_five_conditions_are_asked_for() -> None:
    asked = {source for question in questions().values() for source in question.sources}
    assert {f"ubl46-1-{number}" for number in range(1, 6)} <= asked


def test_questions_are_in_blocks_and_in_order() -> None:
    expected = [f"A{n}" for n in range(1, 10)] + [f"B{n}" for n in range(1, 7)]
    expected += ["C2a", "C2b", "C2c", "C3", "C4", "C5"]
    expected += [f"D{n}" for n in range(1, 11)] + [f"E{n}" for n in range(1, 7)]
    assert list(questions()) == expected
    assert {key for key, each in questions().items() if each.decides} == {
        *("A6", "A7", "B1", "B2", "C2a", "C2b", "C2c", "C3", "C4", "C5", "D1", "D5")
    }
    assert all(each.asks.da.endswith("?") and each.help.da and each.help.en for each in questions().values())


def test_the_files_are_toml_of_their_own() -> None:
    assert len(tomllib.loads(data("sources.toml"))) == len(sources())
