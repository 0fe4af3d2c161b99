"""The pictures: sound SVG without styles of its own, true to its figures, named for those who cannot see it."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from flok.report import CHARTS_CSS, charts
from flok.report.charts._range import extent
from tests.report.answers import SCRIPT, Answer, figures

NBSP = "\u00a0"
TARGET = {"share": 0.8, "year": 2030, "source": None}
SHARES = st.floats(-3, 3)


def drawn(svg: str) -> etree._Element:
    """The drawing as XML; it must be well-formed and hold nothing but elements of SVG."""
    root = etree.fromstring(svg)
    assert root.xpath("//@style | //*[local-name()='style' or local-name()='script' or local-name()='image']") == []
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]*)\)", svg)) <= set(ids)
    return root


def pieces(root: etree._Element) -> list[tuple[str, str, str]]:
    """(kind, x, width) of each piece of a bar, the hatch's own left out."""
    rects = [r for r in root.iter("rect", "{http://www.w3.org/2000/svg}rect") if r.getparent().tag[-7:] != "pattern"]
    return [(r.get("class"), r.get("x"), r.get("width")) for r in rects]


def group(key: str | None, yes: int, no: int, unknown: int, target: float | None = None, **more: str) -> Answer:
    return {"key": key, "label": key, "lines": 1, **figures(yes, no, unknown, target=target), **more}


def test_the_range_bar() -> None:
    root = drawn(charts.range_bar(figures(31, 42, 27), TARGET, "Officielt miljømærke"))
    assert pieces(root) == [
        ("flok-not", "0.00%", "100.00%"),
        ("flok-proven", "0.00%", "31.00%"),
        ("flok-possible", "31.00%", "27.00%"),
    ]
    assert root.get("role") == "img"
    assert root.get("aria-label").replace(NBSP, " ") == "Officielt miljømærke: bevist 31 %, højst 58 %, mål 80 %"
    assert root.find("svg").get("x") == "80.00%"
    assert root.get("width") == "100%"


def test_the_range_bar_in_english() -> None:
    root = drawn(charts.range_bar(figures(31, 42, 27), TARGET, "Ecolabel", lang="en", size="large"))
    assert root.get("aria-label") == "Ecolabel: proven 31%, at most 58%, target 80%"
    assert [text.text for text in root.findall("text")] == ["0%", "25%", "50%", "75%", "100%"]


@pytest.mark.parametrize(("size", "height"), [("small", "22"), ("row", "34"), ("large", "80")])
def test_sizes(size: str, height: str) -> None:
    assert drawn(charts.range_bar(figures(1, 1, 1), TARGET, "x", size=size)).get("height") == height


def test_a_range_bar_without_a_share() -> None:
    root = drawn(charts.range_bar(figures(0, 0, 0), TARGET, "Genbrug"))
    assert pieces(root) == [("flok-none", "0.00%", "100.00%")]
    assert root.get("aria-label") == "Genbrug: ingen andel, fordi der ikke er køb at tage den af"


def test_a_range_bar_is_cut_at_its_ends() -> None:
    root = drawn(charts.range_bar({"share_low": -0.2, "share_high": 1.3}, {**TARGET, "share": 1.0}, "A & B"))
    assert pieces(root) == [("flok-not", "0.00%", "100.00%"), ("flok-possible", "0.00%", "100.00%")]
    assert root.get("aria-label").startswith("A & B: bevist -20")


def test_on_paper_it_has_its_own_width() -> None:
    root = drawn(charts.range_bar(figures(31, 42, 27), TARGET, "x", width=200))
    assert root.get("viewBox") == "-8 0 216 34"
    assert "%" not in re.sub(r'aria-label="[^"]*"', "", etree.tostring(root, encoding="unicode"))


@given(SHARES, SHARES)
def test_the_bar_stays_inside_itself(low: float, high: float) -> None:
    start, end = extent(low, high)
    assert 0 <= start <= end <= 1


@given(SHARES, SHARES)
@example(0.004, 0.0045)
@example(0.9999, 1.0)
def test_what_is_there_is_seen(low: float, high: float) -> None:
    start, end = extent(low, high)
    first, last = sorted(min(max(share, 0.0), 1.0) for share in (low, high))
    assert (start > 0) == (first > 0)
    assert (end > start) == (last > first)
    assert abs(start - first) <= 0.005 + 1e-9
    assert abs(end - last) <= 0.01 + 1e-9


@given(st.lists(st.integers(-(10**12), 10**12), max_size=3), st.integers(-100, 10**12))
def test_amounts_stay_inside_the_whole(amounts: list[int], whole: int) -> None:
    kinds = ("proven", "possible", "not")
    root = drawn(charts.amount_bar(list(zip(kinds, amounts, strict=False)), whole))
    for _, x, width in pieces(root):
        assert 0 <= float(x.rstrip("%")) <= 100
        assert float(x.rstrip("%")) + float(width.rstrip("%")) <= 100.02


def test_many_pictures_on_a_page_keep_their_ids_apart(answer: Answer) -> None:
    page = [
        charts.range_bar(d, d["target"], d["name_da"], size=s) for d in answer["definitions"] for s in ("row", "large")
    ]
    page += [charts.months(d["groups"]["month"], d["target"], ref=d["id"]) for d in answer["definitions"]]
    for d in answer["definitions"]:
        page += [bar.bar for bar in charts.unknown_bars(d["groups"]["supplier"], d["unknown_ore"])]
    page += [charts.range_bar(answer["definitions"][0], None, "x", ref=ref) for ref in ("one", "two")]
    ids = [name for svg in page if svg for name in drawn(svg).xpath("//@id")]
    assert len(ids) > 60
    assert len(ids) == len(set(ids))


def test_names_from_outside_are_only_words() -> None:
    svg = charts.range_bar(figures(1, 1, 1), None, SCRIPT + '" onload="x')
    assert drawn(svg).get("aria-label").startswith(SCRIPT)
    assert "<script" not in svg


def test_the_months(answer: Answer) -> None:
    d = answer["definitions"][0]
    root = drawn(charts.months(d["groups"]["month"], d["target"]))
    texts = [text.text.replace(NBSP, " ") for text in root.iter("text")]
    assert texts == [
        "Andel af kronerne", "0 %", "25 %", "50 %", "75 %", "100 %",
        "jan.", "2026", "feb.", "marts", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec.",
        "mål 80 %",
    ]  # fmt: skip
    assert root.get("aria-label").replace(NBSP, " ") == (
        "Andelen måned for måned. Januar 2026: bevist 9 %, højst 41 %, mål 80 %."
        " December 2026: bevist 23 %, højst 62 %, mål 80 %. Alle tal står i tabellen."
    )
    assert len([line for line in root.iter("line") if line.get("class") == "flok-path"]) == 1


def test_the_months_in_english(answer: Answer) -> None:
    d = answer["definitions"][0]
    texts = [text.text for text in drawn(charts.months(d["groups"]["month"], d["target"], lang="en")).iter("text")]
    assert texts[:9] == ["Share of the kroner", "0%", "25%", "50%", "75%", "100%", "Jan", "2026", "Feb"]
    assert texts[-1] == "target 80%"


def test_a_month_without_a_share_keeps_its_place() -> None:
    months = [
        group("2026-02", 30, 30, 40),
        group("2025-12", 20, 80, 0),
        group("2026-01", -20, 0, 0),
        group(None, 1, 1, 1),
    ]
    root = drawn(charts.months(months, None))
    assert [kind for kind, *_ in pieces(root)] == [
        "flok-not",
        "flok-proven",
        "flok-not",
        "flok-possible",
        "flok-proven",
    ]
    assert [x for kind, x, _ in pieces(root) if kind == "flok-not"] == ["5.67%", "72.33%"]
    assert [text.text for text in root.iter("text")][6:] == ["dec.", "2025", "jan.", "2026", "feb."]


def test_one_month_is_no_curve() -> None:
    assert charts.months([group("2026-01", 1, 1, 1), group(None, 1, 1, 1)], None) == ""
    assert charts.history([{"date": "2026-01-01", **figures(1, 1, 1)}], None) == ""


def test_years_of_months_are_named_sparsely() -> None:
    months = [group(f"{2022 + m // 12}-{m % 12 + 1:02d}", 20, 80, 0) for m in range(60)]
    root = drawn(charts.months(months, {**TARGET, "year": 2024}))
    texts = [text.text for text in root.iter("text")][6:-1]
    assert texts == ["jan.", "2022", "juni", "nov.", "apr.", "2023", "sep.", "feb.", "2024", "juli", "dec.",
                     "maj", "2025", "okt.", "marts", "2026", "aug."]  # fmt: skip
    assert len([line for line in root.iter("line") if line.get("class") == "flok-path"]) == 2  # up, then level


def test_the_history() -> None:
    points = [{"date": "2026-03-12", **figures(20, 60, 20)}, {"date": "2026-11-23", **figures(31, 42, 27)}]
    root = drawn(charts.history(points, TARGET))
    assert [text.text for text in root.iter("text")][6:-1] == ["12. marts", "2026", "23. nov."]
    assert root.get("aria-label").replace(NBSP, " ") == (
        "Andelen, hver gang den er gjort op. 12. marts 2026: bevist 20 %, højst 40 %, mål 80 %."
        " 23. november 2026: bevist 31 %, højst 58 %, mål 80 %. Alle tal står i tabellen."
    )
    english = drawn(charts.history(points, None, lang="en"))
    assert [text.text for text in english.iter("text")][6:] == ["12 Mar", "2026", "23 Nov"]


def test_the_gap_largest_first() -> None:
    groups = [
        group("a", 10, 80, 10, 0.8),
        group("b", 0, 100, 0, 0.8),
        group("c", 90, 10, 0, 0.8),
        group("d", 60, 0, 40, 0.8),
    ]
    bars = charts.gap_bars(groups, TARGET, top=3)
    assert [(bar.label, bar.gap_ore, bar.maybe_ore, bar.share) for bar in bars] == [
        ("b", 80, 0, f"0{NBSP}%"),
        ("a", 70, 10, f"10–20{NBSP}%"),
        ("d", 20, 20, f"60–100{NBSP}%"),
    ]
    assert pieces(drawn(bars[1].bar)) == [("flok-possible", "0.00%", "12.50%"), ("flok-not", "12.50%", "75.00%")]
    assert drawn(bars[0].bar).get("aria-hidden") == "true"


def test_whom_to_ask() -> None:
    groups = [group("a", 10, 80, 10), group("b", 0, 70, 30), group(None, 0, 0, 20), group("c", 5, 5, -7)]
    bars = charts.unknown_bars(groups, 53)
    assert [(bar.label, bar.ore, bar.part) for bar in bars] == [
        ("b", 30, f"57{NBSP}%"),
        ("ukendt", 20, f"38{NBSP}%"),
        ("a", 10, f"19{NBSP}%"),
    ]


def test_the_way_to_the_target() -> None:
    months = [group(f"2026-{m:02d}", 20, 80, 0) for m in range(1, 13)]
    path = charts.path_to_target(months, {"share": 0.79, "year": 2030, "source": None})
    assert path is not None
    assert [round(p, 4) for p in path[:3]] == [0.2, 0.21, 0.22]
    assert charts.path_to_target(months, {"share": 0.8, "year": 2025, "source": None}) is None
    assert charts.path_to_target([group("2026-01", 0, 0, 0)], {"share": 0.8, "year": 2030, "source": None}) is None


def test_the_signs_of_the_legend() -> None:
    for kind in ("proven", "possible", "not", "target", "target-line", "path"):
        assert drawn(charts.swatch(kind)).xpath("//@id") == []


def test_every_class_has_a_colour(answer: Answer) -> None:
    d = answer["definitions"][0]
    kinds = ("proven", "possible", "not", "target", "target-line", "path")
    page = [charts.months(d["groups"]["month"], d["target"]), charts.range_bar(d, d["target"], "x", size="large")]
    page += [charts.range_bar(figures(0, 0, 0), None, "x"), *map(charts.swatch, kinds)]
    used = {name for svg in page for names in re.findall(r'class="([^"]*)"', svg) for name in names.split()}
    assert used - set(re.findall(r"\.([\w-]+)", CHARTS_CSS.read_text(encoding="utf-8"))) == {"flok-range"}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("name", "what", "least"),
    [("proven", "fill", 3), ("possible", "stroke", 3), ("not", "stroke", 3), ("none", "stroke", 3),
     ("target", "stroke", 3), ("path", "stroke", 3), ("stripe", "stroke", 3), ("text", "fill", 4.5),
     ("label", "fill", 4.5)],
)  # fmt: skip
def test_contrast_against_white(name: str, what: str, least: float) -> None:
    """WCAG 2.2: 1.4.11 (3:1 for graphics) and 1.4.3 (4.5:1 for text)."""
    (rule,) = re.findall(rf"\.flok-{name} {{([^}}]*)}}", CHARTS_CSS.read_text(encoding="utf-8"))
    (colour,) = re.findall(rf"{what}: (#[0-9a-f]{{6}})", rule)
    assert 1.05 / (luminance(colour) + 0.05) >= least
