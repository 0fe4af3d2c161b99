"""What the answer says: the sentence, honest rounding, text that cannot steer the reader."""

import pytest

from flok.report import words
from tests.report.answers import ESCAPE, REVERSED, Answer, empty_answer, figures

NBSP = "\u00a0"


def told(answer: Answer, yes: int, no: int, unknown: int, target: float | None = 0.8) -> str:
    """The sentence of an answer whose first definition has these kroner."""
    goal = {"share": target, "year": 2030, "source": None} if target else None
    first = answer["definitions"][0] | figures(yes * 100, no * 100, unknown * 100, target=target) | {"target": goal}
    text = words.sentence(answer | {"definitions": [first]})
    return text.replace(NBSP, " ")


def test_the_sentence_of_the_house(answer: Answer) -> None:
    assert told(answer, 60_990_000, 82_620_000, 53_130_000) == (
        "I kan dokumentere 31 %, og det kan højst være 58 %. Målet er 80 % i 2030; der mangler 96,4 mio. kr."
    )


@pytest.mark.parametrize(
    ("kroner", "target", "sentence"),
    [
        ((85, 10, 5), 0.8, "I kan dokumentere 85 %, og det kan højst være 90 %. Målet er 80 % i 2030; det er nået."),
        ((30, 70, 0), None, "I kan dokumentere 30 %, og der er intet, vi ikke ved nok om."),
        ((30, 70, 0), 0.8, "I kan dokumentere 30 %, og der er intet, vi ikke ved nok om."
                           " Målet er 80 % i 2030; der mangler 50 kr."),
        ((40, 70, -10), None, "I kan dokumentere 40 %, men kreditnotaer, vi ikke ved nok om,"
                              " kan trække det ned til 30 %."),
        ((0, 0, 0), 0.8, "Der er ingen køb inden for definitionen at tage en andel af."),
        ((-50, 10, 0), 0.8, "Der er ingen køb inden for definitionen at tage en andel af."),
        ((30, 30, 40), 0.125, "I kan dokumentere 30 %, og det kan højst være 70 %."
                              " Målet er 12,5 % i 2030; det er nået."),
    ],
)  # fmt: skip
def test_other_sentences(answer: Answer, kroner: tuple[int, int, int], target: float | None, sentence: str) -> None:
    assert told(answer, *kroner, target) == sentence


def test_without_a_definition() -> None:
    assert words.sentence(empty_answer()) == "Der er ikke regnet efter nogen definition."
    assert words.sentence(empty_answer(), "en") == "No definition was computed."


def test_in_english(answer: Answer) -> None:
    first = answer["definitions"][0] | figures(
        6_099_000_000, 8_262_000_000, 5_313_000_000, target=answer["definitions"][0]["target"]["share"]
    )
    assert words.sentence(answer | {"definitions": [first]}, "en") == (
        "You can document 31%, and it can be 58% at most. The target is 80% in 2030; DKK 96.4 million are missing."
    )


def test_the_main_definition_is_the_first_with_a_target(answer: Answer) -> None:
    definitions = [d for d in answer["definitions"] if d["target"] is None] + answer["definitions"][:1]
    assert words.main_definition({"definitions": definitions})["id"] == "official-label"
    assert words.main_definition({"definitions": definitions[:2]})["id"] == "swan-flower"


@pytest.mark.parametrize(
    ("low", "high", "target", "text"),
    [
        (0.31, 0.58, 0.8, "31–58 %"),
        (0.7996, 0.81, 0.8, "79,96–81,00 %"),  # not lifted to its target
        (0.311, 0.314, None, "31,1–31,4 %"),  # a range is no point
        (0.003, 0.5, None, "0,3–50,0 %"),  # something is not nothing
        (0.5, 0.996, None, "50,0–99,6 %"),  # nearly all is not all
        (0.5, 0.5, None, "50 %"),
        (-0.04, 0.08, None, "-4 % til 8 %"),
        (None, None, 0.8, "–"),
    ],
)
def test_honest_rounding(low: float | None, high: float | None, target: float | None, text: str) -> None:
    goal = {"share": target, "year": 2030, "source": None} if target else None
    assert words.span({"share_low": low, "share_high": high}, goal).replace(NBSP, " ") == text


def test_what_is_left_when_all_the_unknown_counts(answer: Answer) -> None:
    first = answer["definitions"][0]
    assert words.after_unknown(first | {"gap_ore": 300_000_000, "unknown_ore": 100_000_000}) == (
        "Selv hvis alt det, vi ikke ved nok om, viser sig at være bæredygtigt, mangler der 2,0 mio. kr."
    )
    assert words.after_unknown(first | {"gap_ore": 100, "unknown_ore": 100}) == (
        "Målet kan være nået: det afgøres af det, vi ikke ved nok om."
    )
    assert words.after_unknown(first | {"gap_ore": 0}) is None
    assert words.after_unknown(first | {"gap_ore": None}) is None


def test_text_cannot_steer() -> None:
    assert words.plain(ESCAPE) == "\ufffd[2J[bold]Rød ApS[/bold]"
    assert words.plain(REVERSED) == "Fakturagnp.exe ApS"
    assert words.plain(REVERSED, keep_direction=True) == REVERSED
    assert words.plain("a\r\nb\tc\u2028d\x00\udce6") == "a b c d\ufffd\ufffd"


def test_the_account(answer: Answer) -> None:
    assert words.account(answer) == (True, "Alt er gjort rede for.")
    answer["documents"]["read"] += 2
    answer["reconciliation"]["EUR"]["difference_ore"] = -5
    assert words.account(answer) == (False, "Der er ikke gjort rede for: -0,05 EUR, 2 filer")
    assert words.account(answer, "en") == (False, "Not accounted for: EUR -0.05, 2 files")


def test_the_account_tells_of_lines_that_do_not_add_up(answer: Answer) -> None:
    assert words.account(answer | {"accounted_for": False}) == (
        False,
        "Der er ikke gjort rede for: definitionernes kroner, som ikke er de talte",
    )
    files = ["a.xml", REVERSED, "c.xml", "d.xml"]
    assert words.account(answer | {"accounted_for": False, "files_off": files}) == (
        False,
        "Der er ikke gjort rede for: linjerne i a.xml, Fakturagnp.exe ApS, c.xml …",
    )


def test_a_target_without_a_year(answer: Answer) -> None:
    first = answer["definitions"][0]
    first["target"]["year"] = None
    assert words.sentence(answer).replace(NBSP, " ") == (
        "I kan dokumentere 25 %, og det kan højst være 59 %. Målet er 80 %; der mangler 73,2 mio. kr."
    )


def test_duplicates_are_counted_once(answer: Answer) -> None:
    documents = answer["documents"]
    documents["excluded"]["duplicate"] = documents["duplicate"]
    assert words.unaccounted_files(documents) == 0


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("da", ["23. november 2026 kl. 10.00", "marts 2026", "jan.", "1.240", "–", "96,4 mio. kr.",
                "uden for definitionen", "lagt til side", "leverandører", "enhed",
                "Tørsted Kommune", "1. januar 2026 – 31. december 2026"]),
        ("en", ["2026-11-23 10:00", "March 2026", "Jan", "1,240", "–", "DKK 96.4 million", "out of scope", "set aside",
                "suppliers", "unit", "Tørsted Kommune", "2026-01-01 – 2026-12-31"]),
    ],
)  # fmt: skip
def test_figures_and_codes_in_both_languages(answer: Answer, lang: str, told: list[str]) -> None:
    assert [
        words.moment(answer["generated"], lang),
        words.month("2026-03", lang),
        words.short_month("2026-01", lang),
        words.whole_kroner(123_950, lang),
        words.whole_kroner(None, lang),
        words.amount(9_640_000_000, lang),
        words.outcome("out_of_scope", lang),
        words.status("set_aside", lang),
        words.dimension("supplier", lang, many=True),
        words.dimension("unit", lang),
        words.who(answer["organisation"], lang),
        words.period(answer["period"], lang),
    ] == told


def test_codes_that_are_not_known_stay() -> None:
    assert [words.outcome("new\x1b"), words.status("new"), words.dimension("new")] == ["new\ufffd", "new", "new"]


def test_whose_purchases_and_when() -> None:
    assert words.who({"name": None, "buyer": ["99000001", "99000002"]}) == "CVR 99000001, 99000002"
    assert words.who({"name": None, "buyer": []}, "en") == "All buyers in the files"
    assert words.period(None) == "Hele filernes periode"


@pytest.mark.parametrize(
    ("kroner", "target", "danish", "english"),
    [
        ((31, 42, 27), 0.8, "Andelen er af 100 kr.; heraf ved vi ikke nok om 27 kr. Til målet mangler 49 kr.",
         "The share is of DKK 100; of that, DKK 27 is unknown. To the target, DKK 49 are missing."),
        ((90, 10, 0), 0.8, "Andelen er af 100 kr., og vi ved nok om det hele. Målet er nået.",
         "The share is of DKK 100, and nothing is unknown. The target is met."),
        ((90, 10, 0), None, "Andelen er af 100 kr., og vi ved nok om det hele.",
         "The share is of DKK 100, and nothing is unknown."),
        ((0, 0, 0), 0.8, "Der er ingen køb inden for definitionen at tage en andel af.",
         "There are no purchases within the definition to take a share of."),
    ],
)  # fmt: skip
def test_what_stands_beside_the_per_cent(
    kroner: tuple[int, int, int], target: float | None, danish: str, english: str
) -> None:
    told = figures(*(k * 100 for k in kroner), target=target)
    assert (words.told(told), words.told(told, "en")) == (danish, english)


def test_amounts_do_not_break() -> None:
    assert words.unbroken("96,4 mio. kr. og 50 kr.") == f"96,4{NBSP}mio.{NBSP}kr. og 50{NBSP}kr."
    assert words.unbroken("DKK 96.4 million of DKK -5.") == f"DKK{NBSP}96.4{NBSP}million of DKK{NBSP}-5."
