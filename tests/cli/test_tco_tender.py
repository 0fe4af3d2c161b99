"""`flok tco workbook`, `read`, `award` and `replay`, from a study to a replayed award."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flok.domain.tco import template_text
from flok.domain.tco.tender import fingerprint, read_tender
from tests.domain.tco.tender.tenders import ENGLISH, NOISE, TERMS, VALUES, cell_changed, filled

from .terminal import flok

DOCUMENT = template_text("appliances") + TERMS + '[tender.model]\nrule = "monetised"\n' + NOISE + "value = 5000\n"
TENDER = read_tender(DOCUMENT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "study.toml").write_text(DOCUMENT)
    (tmp_path / "a.xlsx").write_bytes(filled(TENDER, VALUES, "Fiktiv A/S"))
    (tmp_path / "b.xlsx").write_bytes(filled(TENDER, {**VALUES, "energy_per_wash": 0.6}, "Opdigtet ApS"))
    changed = cell_changed(filled(TENDER, VALUES, "Tænkt IVS"), "Forudsætninger!C6", "><v>39</v>")
    (tmp_path / "c.xlsx").write_bytes(changed)
    (tmp_path / "assessed.toml").write_text(
        'points."a.xlsx".noise = 8\npoints."b.xlsx".noise = 2.5\npoints."c.xlsx".noise = 10\n'
        '[admit]\n"c.xlsx" = "Antallet læses ikke fra arket."\n'
    )
    return tmp_path


def test_workbook_and_method_are_written(folder: Path) -> None:
    out = [folder / name for name in ("w.xlsx", "m.pdf", "m.docx")]
    said = flok("tco", "workbook", folder / "study.toml", "--to", out[0], "--pdf", out[1], "--docx", out[2])
    assert (said.status, said.out) == (0, f"{fingerprint(TENDER)}\n")
    assert [each.read_bytes()[:4] for each in out] == [b"PK\x03\x04", b"%PDF", b"PK\x03\x04"]


def test_an_english_tender_is_read_in_english_unless_danish_is_asked_for(folder: Path) -> None:
    english = DOCUMENT.replace(TERMS, ENGLISH)
    (folder / "study.toml").write_text(english)
    said = flok("tco", "workbook", folder / "study.toml", "--to", folder / "w.xlsx")
    assert said.out == f"{fingerprint(read_tender(english))}\n"
    (folder / "d.xlsx").write_bytes(cell_changed(filled(read_tender(english)), "Assumptions!C6", "><v>39</v>"))
    read = flok("tco", "read", folder / "study.toml", folder / "d.xlsx", folder / "a.xlsx")
    assert "1,856,880.99" in read.out
    assert "Assumptions!C6: A locked cell was altered (found 39, should be 40) [altered_cell]" in read.out
    assert "Tilbud!C4: The workbook belongs to another tender" in read.out
    danish = flok("tco", "read", folder / "study.toml", folder / "d.xlsx", "--lang", "da")
    assert "Assumptions!C6: Et låst felt er ændret (fundet 39, skulle være 40) [altered_cell]" in danish.out
    award = flok("tco", "award", folder / "study.toml", folder / "d.xlsx")
    assert "Provisional order: Priced quality" in award.out


def test_a_study_that_is_no_tender_says_what_is_missing(folder: Path) -> None:
    (folder / "study.toml").write_text(template_text("appliances"))
    said = flok("tco", "workbook", folder / "study.toml")
    assert said.status == 2
    assert "tender: mangler: [tender] med reference, ordregiver og åbningstid" in said.err


def test_bids_are_read_with_every_cell_that_is_not_as_it_should_be(folder: Path) -> None:
    said = flok("tco", "read", folder / "study.toml", folder / "a.xlsx", folder / "c.xlsx")
    assert said.status == 1
    assert "1.856.880,99" in said.out
    assert "Forudsætninger!C6: Et låst felt er ændret (fundet 39, skulle være 40) [altered_cell]" in said.out
    told = flok("tco", "read", folder / "study.toml", folder / "a.xlsx", "--format", "json")
    assert told.status == 0
    assert [each["compared_ore"] for each in told.answer["bids"].values()] == [185_688_099]


def test_an_award_waits_is_settled_replayed_and_found_out(folder: Path) -> None:
    bids = [folder / f"{name}.xlsx" for name in "abc"]
    waits = flok("tco", "award", folder / "study.toml", *bids)
    assert waits.status == 1
    assert "Foreløbig rækkefølge: Prissat kvalitet" in waits.out
    assert "c.xlsx: venter på afgørelse" in waits.out
    target = folder / "award.json"
    settled = flok("tco", "award", folder / "study.toml", *bids, "--assessed", folder / "assessed.toml", "--to", target)
    assert settled.status == 0
    assert "Rækkefølge: Prissat kvalitet" in settled.out
    assert "Modellens kendte svagheder" in settled.out
    assert flok("tco", "replay", target).out == "Samme tildeling / the same award\n"
    (folder / "renamed.xlsx").write_bytes(bids[0].read_bytes())
    assert flok("tco", "replay", target, folder / "renamed.xlsx", *bids[1:]).status == 0
    plain = json.loads(target.read_text())
    plain["standings"][0]["rank"] = 2
    target.write_text(json.dumps(plain))
    found = flok("tco", "replay", target)
    assert (found.status, found.out) == (1, "standings.1.rank: 2 → 1\n")


def test_what_is_wrong_in_the_assessment_is_told(folder: Path) -> None:
    (folder / "assessed.toml").write_text('points."z.xlsx".noise = 8\n')
    said = flok("tco", "award", folder / "study.toml", folder / "a.xlsx", "--assessed", folder / "assessed.toml")
    assert said.status == 2
    assert "points.z.xlsx: intet tilbud hedder sådan" in said.err


@pytest.mark.parametrize("content", ["", "[]", "{}", "[" * 100_000, '{"schema": "flok-tco-award/1"}'])
def test_a_file_that_is_no_award_is_refused(folder: Path, content: str) -> None:
    (folder / "award.json").write_text(content)
    assert flok("tco", "replay", folder / "award.json").status == 2
