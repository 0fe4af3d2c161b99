"""The documentation says what the code does: links, columns, reasons, decisions, options and examples agree."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from flok.cli import main
from flok.domain.labels import Register
from flok.domain.spend import DOCUMENTS, LINES, REASONS, Definition, DefinitionError, parse_definition
from flok.domain.spend.tables import read_contracts, read_label_list, read_rates, read_units

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FORMATS = ROOT / "docs" / "formats"
DECISIONS = ROOT / "docs" / "decisions"
PICTURES = "docs/pictures/"  # drawn from an answer, not written; looked for where the folder is there

_LINK = re.compile(r"\]\(([^()\s]+)\)")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose(path: Path) -> str:
    return _BLOCK.sub("", text(path))


def blocks(path: Path, language: str) -> list[str]:
    return [found[2] for found in _BLOCK.finditer(text(path)) if found[1] == language]


def first_cells(page: str) -> list[str]:
    """The code names that begin the rows of a page's tables."""
    return re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)


def section(page: str, heading: str) -> str:
    return re.split(r"^## ", page.split(f"\n## {heading}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(prose(page)):
        if "://" in link or (link.startswith(PICTURES) and not (ROOT / PICTURES).exists()):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_can_be_found_from_the_index() -> None:
    seen: set[Path] = set()
    ahead = [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        links = (link.split("#")[0] for link in _LINK.findall(prose(page)) if "://" not in link)
        ahead += [(page.parent / link).resolve() for link in links if link and not link.startswith(PICTURES)]
    assert set(PAGES) - seen == set()


@pytest.mark.parametrize(("heading", "schema"), [("LINES", LINES), ("DOCUMENTS", DOCUMENTS)])
def test_lines_md_has_every_column_in_order(heading: str, schema) -> None:
    assert first_cells(section(text(FORMATS / "lines.md"), heading)) == schema.names


def test_lines_md_tells_the_types() -> None:
    words = {"string": "text", "date32[day]": "date", "int32": "integer", "int64": "integer", "double": "number"}
    for heading, schema in (("LINES", LINES), ("DOCUMENTS", DOCUMENTS)):
        rows = re.findall(r"^\| `([^`]+)` \| (\w+) \|", section(text(FORMATS / "lines.md"), heading), re.MULTILINE)
        assert rows == [(field.name, words[str(field.type)]) for field in schema]


def test_reasons_md_has_every_code_with_its_words() -> None:
    page = section(text(FORMATS / "reasons.md"), "Codes")
    assert first_cells(page) == list(REASONS)
    for code, reason in REASONS.items():
        assert f"| `{code}` | {reason.status} | {reason.danish} | {reason.english} |" in page


def test_reasons_md_names_situations_that_are_there() -> None:
    page = text(FORMATS / "reasons.md")
    told = set(re.findall(r"^\| ([XZS][0-9]{2}) \|", page, re.MULTILINE))
    assert len(told) == 40 + 13 + 19
    named = set(re.findall(r"\b[XZS][0-9]{2}\b", section(page, "Codes")))
    assert named <= told
    given = set(re.findall(r"`([a-z_]+)`", section(page, "Situations"))) & set(REASONS)
    assert given >= set(REASONS) - {"unit", "not_a_document"}


def test_decisions_the_code_and_pages_name_exist() -> None:
    numbers = {path.name[:4] for path in DECISIONS.glob("[0-9][0-9][0-9][0-9]-*.md")}
    assert sorted(numbers) == [f"{number:04d}" for number in range(1, len(numbers) + 1)]
    for path in [*(ROOT / "src").rglob("*.py"), *(ROOT / "src").rglob("*.toml"), *PAGES]:
        named = re.findall(r"(?:docs/)?decisions?[/ ]([0-9]{4})", text(path))
        assert set(named) <= numbers, path


@pytest.mark.parametrize("page", sorted(DECISIONS.glob("*.md")), ids=lambda path: path.name)
def test_a_decision_has_its_parts(page: Path) -> None:
    said = text(page)
    assert said.startswith(f"# {page.name[:4]} ")
    assert re.search(r"^20[0-9]{2}-[0-9]{2}-[0-9]{2}$", said, re.MULTILINE)
    assert said.index("**Context.**") < said.index("**Decision.**") < said.index("**Consequence.**")


def test_files_and_documents_the_code_names_exist() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        for name in re.findall(r"docs/[\w/.-]+\.(?:md|json)", text(path)):
            assert (ROOT / name).exists(), (path, name)


def commands() -> dict[str, click.Command]:
    return {"": main, **main.commands}


def options_of(command: click.Command) -> set[str]:
    """Its own, and those of the commands in it."""
    if isinstance(command, click.Group) and command is not main:
        return set().union(*(options_of(one) for one in command.commands.values()))
    found = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    return {option for option in found if option.startswith("-")} | {"--help", "-h"}


def told_commands(page: Path) -> Iterator[tuple[str, set[str]]]:
    """Each `flok …` in the page's console blocks: the command and the options given to it."""
    for block in blocks(page, "console"):
        for line in block.replace("\\\n", " ").splitlines():
            said = line.split("  #")[0]
            if found := re.search(r"\.venv/bin/flok\b(.*)", said):
                words = found[1].split()
                name = words[0] if words and not words[0].startswith("-") else ""
                yield name, {word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_and_options_exist(page: Path) -> None:
    for name, options in told_commands(page):
        assert name in commands(), name
        assert options <= options_of(commands()[name]), (name, options)


def test_commands_are_found_in_the_readme() -> None:
    told = {name for name, _ in told_commands(ROOT / "README.md")}
    assert told == {"serve", "doctor", "share", "explain", "tco", "label"}


def test_options_in_running_text_exist() -> None:
    known = set().union(*(options_of(command) for command in commands().values()))
    others = {"--upgrade", "--generate-hashes", "--no-emit-index-url"}  # of other programs
    for page in PAGES:
        named = set(re.findall(r"`(--[a-z-]+)", prose(page)))
        assert named <= known | others, page


def test_the_readme_tells_of_every_option_of_share_but_those_for_operations() -> None:
    told = set(re.findall(r"`(--[a-z]+)`", prose(ROOT / "README.md")))
    elsewhere = {"--engine", "--processes", "--mapping", "--help"}
    assert told | elsewhere >= {option for option in options_of(commands()["share"]) if option.startswith("--")}


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", text(ROOT / "Makefile"), re.MULTILINE))
    for page in PAGES:
        told = set(re.findall(r"(?:^\$ .*?|`)make ([a-z]+)", text(page), re.MULTILINE))
        assert told <= targets, page


def definition(written: str) -> Definition:
    register = Register.load()
    return parse_definition(written, "definition.md", register.labels, register.groups)


def test_definition_examples_are_right() -> None:
    examples = blocks(FORMATS / "definition.md", "toml")
    assert examples
    for written in examples:
        assert definition(written).examples


def test_definition_keys_are_all_told() -> None:
    page = text(FORMATS / "definition.md")
    known = re.search(r"one of the keys (.+?)(?: \(|$)", _mistake("rule.0.when", "lables = ['eu_ecolabel']"))
    assert known is not None
    conditions = section(page, "Conditions in `when`")
    for key in known[1].split(", "):
        assert re.search(rf"^\| (?:\w+, )*{key}(?:, \w+)* \|", conditions, re.MULTILINE), key


def _mistake(place: str, line: str) -> str:
    """What is told of the page's example with one line in place of the first `when`, or of a top-level key."""
    example = blocks(FORMATS / "definition.md", "toml")[0]
    if place == "rule.0.when":
        wrong = re.sub(r"^when = .*$", f"when = {{ {line} }}", example, count=1, flags=re.MULTILINE)
    else:
        wrong = re.sub(rf"^{place} = .*$", line, example, count=1, flags=re.MULTILINE)
    assert wrong != example
    tomllib.loads(wrong)
    with pytest.raises(DefinitionError) as caught:
        definition(wrong)
    return caught.value.english


@pytest.mark.parametrize(
    ("place", "line", "told"),
    [
        ("outcome", 'outcom = "unknown"', "did you mean outcome?"),
        ("rule.0.when", 'labels = ["nordic_swann"]', "did you mean nordic_swan?"),
        ("rule.0.when", 'labels = ["group:green"]', "group: and one of"),
        ("date", 'date = "2026-11-23"', "a date: 2026-11-23, no quotes"),
        ("share", "share = 80", "a number from 0 to 1; 0.80 is 80 %"),
        ("unspsc", 'unspsc = ["7"]', "2-8 digits, the start of a code"),
        ("rule.0.when", "", "at least one condition"),
        ("rule.0.when", "item_known = false", "true (or leave the key out)"),
        ("reason", 'reason = "another"', None),
    ],
)
def test_definition_mistakes_are_told_as_the_page_says(place: str, line: str, told: str | None) -> None:
    page = text(FORMATS / "definition.md")
    if told is None:  # an example whose reason no rule gives: its own last line, not the first of the document
        example = blocks(FORMATS / "definition.md", "toml")[0]
        head, _, tail = example.rpartition("reason = ")
        with pytest.raises(DefinitionError, match="linje") as caught:
            definition(f'{head}reason = "another"\n')
        assert tail
        assert "a reason that a rule gives" in caught.value.english
        return
    assert told in _mistake(place, line)
    assert told in page
    assert not line or line in page


@pytest.mark.parametrize(
    ("heading", "read", "rows"),
    [
        ("Units: `--units`", read_units, [1]),
        ("Contracts: `--contracts`", read_contracts, [1]),
        ("Labels: `--labels`", read_label_list, [1, 1]),
        ("Exchange rates: `--rates`", read_rates, None),
    ],
)
def test_list_examples_are_read_whole(heading: str, read, rows: list[int] | None, tmp_path: Path) -> None:
    page = section(text(FORMATS / "lists.md"), heading)
    found = [block[2] for block in _BLOCK.finditer(page) if block[1] == "csv"]
    counts = []
    for place, written in enumerate(found):
        path = tmp_path / f"{place}.csv"
        path.write_text(written, encoding="utf-8")
        listed, problems = read(path)
        assert problems == ()
        counts.append(len(listed) if rows else 0)
    assert counts == (rows or [0])


def test_column_names_told_are_recognised() -> None:
    from flok.domain.spend.tables._csv import squashed
    from flok.domain.spend.tables._words import CONTRACTS, EXPORT, ITEMS, RATES, UNITS, known

    page = text(FORMATS / "lists.md")
    for heading, words in (
        ("Units: `--units`", UNITS),
        ("Contracts: `--contracts`", CONTRACTS),
        ("Labels: `--labels`", ITEMS),
        ("Exchange rates: `--rates`", RATES),
        ("Purchase exports", EXPORT),
    ):
        table = re.search(r"^\| Field .*?(?=^\n)", section(page, heading), re.MULTILINE | re.DOTALL)
        assert table is not None
        for row in table[0].splitlines()[2:]:
            for cell in row.strip("| ").split(" | ")[2:4]:
                names = re.split(r"[,;]", re.sub(r"\(`[^)]*\)", "", cell))
                for name in (part.strip() for part in names):
                    assert name.startswith("as for") or squashed(name) in known(words), (heading, name)


def test_nothing_names_where_it_was_written() -> None:
    for path in [*PAGES, ROOT / "publiccode.yml"]:
        assert not re.search(r"/work/|/root/|\bpypi\b", text(path), re.IGNORECASE), path
