"""Definitions: the shipped ones are whole, and every mistake in a document is told by line and word."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.spend._definitions import (
    SHIPPED,
    Definition,
    DefinitionError,
    Example,
    Rule,
    Scope,
    Target,
    When,
    parse_definition,
    shipped_definitions,
)

# The register belongs to another package, so definitions are handed its ids; here too.
LABELS = {"nordic_swan", "eu_ecolabel", "blue_angel", "dk_organic"}
GROUPS = {"official_ecolabel": ("nordic_swan", "eu_ecolabel")}

DOCUMENT = """\
id = "my-definition"
version = 2
date = 2026-11-23
name = { da = "Min", en = "Mine" }
summary = { da = "Kort", en = "Brief" }
source = "https://example.org"  # a comment with id = "no"

[target]
share = 0.80
year = 2030
source = "Vores eget"

[scope]
unspsc = ["14111507", "7611"]
cpv = [
  "30197",
]
contract = "any"
text = { da = "Omfang", en = "Scope" }

[[rule]]
when = { labels = ["group:official_ecolabel", "blue_angel"], unspsc = ["14"] }
outcome = "sustainable"
reason = "label"
text = { da = "Ja", en = "Yes" }

[[rule]]
when = { item_known = true, contract = "any", contract_verified = true, part = "line" }
outcome = "not_sustainable"
reason = "no_label"
text = { da = "Nej", en = "No" }

[otherwise]
outcome = "unknown"
reason = "no_evidence"
text = { da = "Ved ikke", en = "Do not know" }

[[example]]
name = "Kopipapir"
line = { certificates = [["SVANEN", "NA", "NA"]], unspsc = "14111507", listed_labels = [] }
outcome = "sustainable"
reason = "label"

[[example]]
name = "Bil"
line = { cpv = "34110000", contract = "unknown", contract_verified = true, part = "unallocated" }
outcome = "out_of_scope"
reason = "out_of_scope"
"""


def read(text: str) -> Definition:
    return parse_definition(text, "mine.toml", LABELS, GROUPS)


def test_a_document_is_read_whole() -> None:
    assert read(DOCUMENT) == Definition(
        id="my-definition",
        version=2,
        date=date(2026, 11, 23),
        name_da="Min",
        name_en="Mine",
        summary_da="Kort",
        summary_en="Brief",
        source="https://example.org",
        target=Target(0.8, 2030, "Vores eget"),
        scope=Scope(("14111507", "7611"), ("30197",), "any", "Omfang", "Scope"),
        rules=(
            Rule(
                When(labels=frozenset({"nordic_swan", "eu_ecolabel", "blue_angel"}), unspsc=("14",)),
                "sustainable",
                "label",
                "Ja",
                "Yes",
            ),
            Rule(
                When(item_known=True, contract="any", contract_verified=True, part="line"),
                "not_sustainable",
                "no_label",
                "Nej",
                "No",
            ),
        ),
        otherwise=Rule(When(), "unknown", "no_evidence", "Ved ikke", "Do not know"),
        examples=(
            Example(
                name="Kopipapir",
                certificates=(("SVANEN", "NA", "NA"),),
                unspsc="14111507",
                cpv=None,
                listed_labels=(),
                equivalent_to=(),
                contract="none",
                contract_verified=False,
                part="line",
                outcome="sustainable",
                reason="label",
            ),
            Example(
                name="Bil",
                certificates=(),
                unspsc=None,
                cpv="34110000",
                listed_labels=None,
                equivalent_to=(),
                contract="unknown",
                contract_verified=True,
                part="unallocated",
                outcome="out_of_scope",
                reason="out_of_scope",
            ),
        ),
    )


MISTAKES = [
    # (replace, by, line, word, part of what was expected)
    ("version = 2", "version 2", 2, "version", "valid TOML"),
    ('source = "https://example.org"', 'source = "https://example.org', 6, 'no"', "valid TOML"),
    ("[target]", "[target", 8, "[target", "valid TOML"),
    ("date = 2026-11-23", "date = 2026-11-31", 3, "2026-11-31", "valid TOML"),
    ("[scope]", "[target]", 13, "[target]", "valid TOML"),
    ("[target]", "[taget]", 8, "taget", "did you mean target?"),
    ("year = 2030", "yaer = 2030", 10, "yaer", "did you mean year?"),
    ('"7611"]', '"7611"]\nclass = 1', 15, "class", "one of the keys unspsc, cpv, contract, text"),
    ("{ labels =", "{ label =", 22, "label", "did you mean labels?"),
    ("part = \"unallocated\"", "parts = 1", 46, "parts", "did you mean part?"),
    ('"blue_angel"]', '"blue_angle"]', 22, "blue_angle", "did you mean blue_angel?"),
    ("group:official_ecolabel", "group:offical", 22, "group:offical", "group: and one of official_ecolabel"),
    ('["group:official_ecolabel", "blue_angel"]', "[]", 22, "labels", "at least one text"),
    ('["group:official_ecolabel", "blue_angel"]', '"blue_angel"', 22, "blue_angel", "a list of texts"),
    ("share = 0.80", "share = 80", 9, "80", "a number from 0 to 1"),
    ("share = 0.80", "share = -0.1", 9, "-0.1", "a number from 0 to 1"),
    ("share = 0.80", "share = nan", 9, "nan", "a number from 0 to 1"),
    ("share = 0.80", "share = true", 9, "true", "a number from 0 to 1"),
    ("share = 0.80", 'share = "80 %"', 9, "80 %", "a number from 0 to 1"),
    ("share = 0.80", "", 8, "share", "share to be there"),
    ("year = 2030", "year = 30", 10, "30", "a whole number from 2000 to 2100"),
    ("version = 2", "version = true", 2, "true", "a whole number"),
    ("version = 2", "version = 0", 2, "0", "a whole number"),
    ("version = 2", "", 1, "version", "version to be there"),
    ("date = 2026-11-23", 'date = "2026-11-23"', 3, "2026-11-23", "a date"),
    ("date = 2026-11-23", "date = 2026-11-23T10:00:00", 3, "2026-11-23 10:00:00", "a date"),
    ('id = "my', 'id = "My', 1, "My-definition", "lower-case letters"),
    ('en = "Mine"', 'en = " "', 4, " ", "a text in quotes, not empty"),
    (', en = "Brief"', "", 5, "en", "en to be there"),
    ('name = { da = "Min", en = "Mine" }', 'name = "Min"', 4, "Min", "a table of keys"),
    ('  "30197",', '  "30197",\n  "30-1",', 17, "30-1", "2-8 digits"),
    ('"7611"]', '"7611", "paper"]', 14, "paper", "2-8 digits"),
    ('"7611"]', '"7611", 14]', 14, "[14111507, 7611, 14]", "a list of texts"),
    ('contract = "any"\n', 'contract = "green"\n', 18, "green", "one of any"),
    ('unspsc = ["14"]', 'part = "lines"', 22, "lines", "did you mean line?"),
    ("item_known = true", "item_known = false", 28, "false", "true"),
    ('"not_sustainable"', '"unsustainable"', 29, "unsustainable", "did you mean sustainable?"),
    ('reason = "no_label"', 'reason = "No label"', 30, "No label", "lower-case letters"),
    ('reason = "no_label"\n', "", 27, "reason", "reason to be there"),
    ('text = { da = "Nej", en = "No" }', "", 27, "text", "text to be there"),
    ("[[rule]]\nwhen = { item", "[rule]\nwhen = { item", 27, "[rule]", "valid TOML"),
    ("[otherwise]", "[[otherwise]]", 33, "[{outcome, reason, text}]", "a table of keys"),
    ('reason = "no_evidence"', 'reason = "no_evidence"\nwhen = {}', 36, "when", "one of the keys outcome"),
    ('["SVANEN", "NA", "NA"]', '["SVANEN", "NA"]', 40, "[SVANEN, NA]", "three texts"),
    ('[["SVANEN", "NA", "NA"]]', '"SVANEN"', 40, "SVANEN", "a list of lists"),
    ("listed_labels = []", 'listed_labels = ["swan"]', 40, "swan", "a label in the label register"),
    ('unspsc = "14111507", l', 'unspsc = "1411.15", l', 40, "1411.15", "a code of digits"),
    ('"unknown", contract_v', '"unkown", contract_v', 46, "unkown", "did you mean unknown?"),
    ('reason = "label"\n\n[[ex', 'reason = "lable"\n\n[[ex', 42, "lable", "a reason that a rule gives"),
    ('line = { cpv = "34110000"', 'lines = { cpv = "34110000"', 46, "lines", "did you mean line?"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "word", "expected"), MISTAKES)
def test_a_mistake_is_told_by_line_and_word(old: str, new: str, line: int, word: str, expected: str) -> None:
    assert DOCUMENT.count(old) >= 1
    with pytest.raises(DefinitionError) as caught:
        read(DOCUMENT.replace(old, new, 1))
    error = caught.value
    assert (error.origin, error.line, error.word) == ("mine.toml", line, word)
    assert expected in error.expected_en
    assert str(error).startswith(f"mine.toml, linje {line}: ")
    assert "\n" not in str(error)


def test_the_message_is_one_clear_line() -> None:
    with pytest.raises(DefinitionError) as caught:
        read(DOCUMENT.replace('"blue_angel"]', '"blue_angle"]'))
    assert str(caught.value) == (
        "mine.toml, linje 22: 'blue_angle' – ventede et mærke i mærkeregistret (mente du blue_angel?)"
    )
    assert caught.value.english == (
        "mine.toml, line 22: 'blue_angle' – expected a label in the label register (did you mean blue_angel?)"
    )


def test_two_rules_may_give_the_same_reason() -> None:
    assert len(read(DOCUMENT.replace("no_label", "label")).rules) == 2


def test_no_rule_at_all() -> None:
    start, end = DOCUMENT.index("[[rule]]"), DOCUMENT.index("[otherwise]")
    with pytest.raises(DefinitionError) as caught:
        read(DOCUMENT[:start] + DOCUMENT[end:])
    assert (caught.value.line, caught.value.word) == (1, "rule")


def test_an_empty_document() -> None:
    with pytest.raises(DefinitionError) as caught:
        read("")
    assert (caught.value.line, caught.value.word) == (1, "id")


def test_an_example_out_of_scope_needs_a_scope() -> None:
    start, end = DOCUMENT.index("[scope]"), DOCUMENT.index("[[rule]]")
    with pytest.raises(DefinitionError) as caught:
        read(DOCUMENT[:start] + DOCUMENT[end:])
    assert caught.value.word == "out_of_scope"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        # the inner key is found past a text, a comment and a second rule that look like it
        ('labels = "x"\n', None),
        (DOCUMENT.replace('"Yes" }', '"Yes labels = blue_angle" }').replace("blue_angel", "blue_angle"), 22),
        (DOCUMENT.replace("version = 2", "version = 2 # blue_angle").replace("blue_angel", "blue_angle"), 22),
        (
            DOCUMENT.replace('source = "https', 'source = """\n[[rule]]\nwhen = 1\n"""  #').replace(
                "blue_angel", "blue_angle"
            ),
            25,
        ),
        (DOCUMENT.replace("\n", "\r\n").replace("blue_angel", "blue_angle"), 22),
        (DOCUMENT.replace("item_known = true", 'named = ["blue_angle"]'), 28),
        (DOCUMENT.replace('["14"]', '["14"], named = [ "dk_organic", "blue_angle" ]'), 22),
    ],
)
def test_lines_in_awkward_documents(text: str, line: int | None) -> None:
    with pytest.raises(DefinitionError) as caught:
        read(text)
    assert line is None or (caught.value.line, caught.value.word) == (line, "blue_angle")


def test_tables_written_out_and_rules_in_one_list() -> None:
    head, tail = DOCUMENT[: DOCUMENT.index("[target]")], DOCUMENT[DOCUMENT.index("[otherwise]") :]
    rule = '{ when = { labels = ["%s"] }, outcome = "unknown", reason = "label", text = { da = "a", en = "b" } }'
    inline = head + "rule = [" + rule % "blue_angel" + "]\n" + tail
    with pytest.raises(DefinitionError) as caught:
        read(inline.replace("]\n[otherwise]", ",\n" + rule % "swan" + "]\n[otherwise]"))
    assert (caught.value.line, caught.value.word) == (9, "swan")
    written_out = DOCUMENT.replace("when = { item_known = true, contract", "[rule.when]\nitem_known = 1\n#{ contract")
    with pytest.raises(DefinitionError):
        read(written_out)


def test_size_and_depth_are_limited() -> None:
    with pytest.raises(DefinitionError) as caught:
        read(DOCUMENT + "#" * 256_000)
    assert caught.value.expected_en == "at most 256 kB"
    with pytest.raises(DefinitionError) as caught:
        read("id = " + "[" * 100_000)
    assert caught.value.expected_en == "fewer nested lists"


@pytest.mark.parametrize("value", ["0x" + "f" * 9000, "9" * 9000, "[" * 50 + "]" * 50, "1e400", "inf"])
def test_outsize_values_are_mistakes_like_others(value: str) -> None:
    for key in ("version = 2", "share = 0.80"):
        with pytest.raises(DefinitionError):
            read(DOCUMENT.replace(key, key.split("=")[0] + "= " + value))


@given(st.integers(0, len(DOCUMENT)), st.integers(0, 20), st.text(max_size=8))
def test_any_edit_is_read_or_told(at: int, length: int, text: str) -> None:
    edited = DOCUMENT[:at] + text + DOCUMENT[at + length :]
    try:
        read(edited)
    except DefinitionError as error:
        told = error
    else:
        return
    assert 1 <= told.line <= edited.count("\n") + 1
    assert "\n" not in str(told)


# --- the definitions that come with Flok; the labels they name are read out of the documents themselves


class _Any(set[str]):
    """A register that knows every label: whether they exist is tested where both packages meet."""

    def __contains__(self, item: object) -> bool:
        return True


ANY_GROUPS = {
    name: {f"a_{name}"}
    for name in (
        "official_ecolabel",
        "ecolabel",
        "recognised_environmental",
        "recognised_organic",
        "recognised_social",
    )
}
DEFINITIONS = shipped_definitions(_Any(), ANY_GROUPS)


def test_the_shipped_definitions_come_in_this_order() -> None:
    assert tuple(each.id for each in DEFINITIONS) == SHIPPED
    assert len(set(SHIPPED)) == 9


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda each: each.id)
def test_a_shipped_definition_is_worked_through(definition: Definition) -> None:
    endings = {(rule.outcome, rule.reason) for rule in (*definition.rules, definition.otherwise)}
    if definition.scope:
        endings.add(("out_of_scope", "out_of_scope"))
    assert len(definition.examples) >= 4
    assert {(each.outcome, each.reason) for each in definition.examples} == endings
    assert len({each.name for each in definition.examples}) == len(definition.examples)
    assert definition.otherwise.outcome == "unknown"
    assert "https://" in definition.source
    assert (definition.version, definition.date) == (1, date(2026, 11, 23))


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda each: each.id)
def test_a_name_alone_is_unknown_and_never_decides(definition: Definition) -> None:
    assert all(rule.outcome == "unknown" for rule in definition.rules if rule.when.named)


def test_only_the_official_one_has_a_target_and_says_whose_it_is() -> None:
    targets = {each.id: each.target for each in DEFINITIONS if each.target}
    source = "Netværkets eget mål: 80 % i 2030. Ingen officiel kilde er fundet; en organisation kan have et andet."
    assert targets == {"official-ecolabel": Target(0.8, 2030, source)}
