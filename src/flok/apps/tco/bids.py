"""Between the engine's tender and bids, and what is kept of them in rows."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Any

from flok.apps.tco.models.tenders import OpenedBid, Tender
from flok.domain import tco
from flok.domain.tco import tender as engine

_NAME = 60  # the engine tells names of at most 80 characters


@lru_cache(maxsize=64)
def document(text: str) -> engine.Tender:
    """The tender a document says. Raises tco.StudyError."""
    return engine.read_tender(text)


def of(tender: Tender) -> engine.Tender:
    """The engine's tender of a row."""
    return document(tender.document)


def drafted(study: tco.Study, terms: engine.Terms) -> str:
    """The document of a study with these terms, as it is kept. Raises tco.StudyError for a model that is none."""
    text = engine.tender_to_toml(engine.Tender(study, terms))
    document(text)
    return text


def fitting_name(number: int, name: str) -> str:
    """What a bid's file is called from its opening on: `02 Tilbud.xlsx`. No two alike, and no path to anywhere.

    >>> fitting_name(2, "../../C:\\\\til\\u202ebud<1>.xlsx"), fitting_name(3, "...")
    ('02 til_bud_1_.xlsx', '03 tilbud')
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = " ".join(re.sub(r"[^\w .()-]|[\u0300-\u036f]", "_", last).split()).strip(" .")
    stem, dot, kind = plain.rpartition(".")
    short = f"{stem[:_NAME]}.{kind[:8]}" if dot else plain[:_NAME]
    return f"{number:02} {short or 'tilbud'}"


def as_kept(bid: engine.Bid) -> dict[str, Any]:
    """What was read of a bid, as plain data."""
    return asdict(bid)


def as_read(kept: Mapping[str, Any]) -> engine.Bid:
    """The same back."""
    remarks = tuple(engine.Remark(**each) for each in kept["remarks"])
    values = tuple((key, float(value)) for key, value in kept["values"])
    return engine.Bid(**{**kept, "remarks": remarks, "values": values})


def award_of(tender: Tender, bids: Sequence[OpenedBid]) -> engine.Award:
    """The order as things stand: by the tender's own model, the points given and what was decided of each bid."""
    counted = [each for each in bids if each.read is not None]
    known = {each.digest for each in counted}
    points = {each.digest: {criterion: given["points"] for criterion, given in each.points.items()} for each in counted}
    first = {each.digest: each for each in reversed(counted)}
    decisions = [
        engine.Decision(digest, admitted, first[digest].reason)
        for digest in sorted(known)
        if (admitted := first[digest].admitted) is not None
    ]
    read = [as_read(each.read) for each in bids if each.read is not None]
    return engine.award(of(tender), read, {key: value for key, value in points.items() if value}, decisions)


def award_text(tender: Tender, found: engine.Award) -> str:
    """The award as the file that `flok tco replay` counts again."""
    return json.dumps(engine.as_plain(of(tender), found), ensure_ascii=False, indent=1) + "\n"


def uncertain_study(tender: Tender, bids: Mapping[str, Mapping[str, float]]) -> tco.Study:
    """The bids compared where the authority's own inputs may vary as the study says; what bidders state is firm."""
    study = of(tender).study
    firm = tuple(
        replace(each, value=None, uncertainty=None) if each.fixed_by == "bidder" else each for each in study.inputs
    )
    shared = {each.id for each in firm if each.uncertainty is not None}
    kept = tuple(each for each in study.correlations if {each.first, each.second} <= shared)
    named = tuple(
        tco.Alternative(key, tco.Name(key, key), tuple(sorted(values.items()))) for key, values in bids.items()
    )
    return replace(study, inputs=firm, alternatives=named, baseline="", correlations=kept)
