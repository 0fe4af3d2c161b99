"""An award as a file that holds all it takes to count it again, and the counting again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from flok.domain.tco._study import StudyError

from ._award import Award, Decision, award
from ._bid import Bid, read_bid
from ._bound import obstacles
from ._fingerprint import fingerprint
from ._models import Standing
from ._reading import read_tender, with_text
from ._remarks import Remark
from ._sheets import layout
from ._terms import Tender
from ._watch import Observation

SCHEMA = "flok-tco-award/1"


class NotAnAwardError(ValueError):
    """The file is no award: the message says why, in Danish and English."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where an award counted again differs from the one in the file: `bids.3f….compared_ore`, was, is."""

    place: str
    was: str
    now: str


def as_plain(tender: Tender, found: Award) -> dict[str, Any]:
    """The award as plain data for JSON (docs/formats/tco-tender.md): the document, the bids by hash, what came of them.

    Nothing in it depends on the clock or the machine. Raises StudyError where the tender has no document of its own and
    none can be written.
    """
    return {
        "schema": SCHEMA,
        "fingerprint": found.fingerprint,
        "document": with_text(tender).text,
        "bids": {each.sha256: _bid(each) for each in found.bids},
        "files": [[each.file, each.sha256] for each in found.bids],
        "decisions": [{"bid": each.bid, "admit": each.admit, "reason": each.reason} for each in found.decisions],
        "points": {bid: dict(points) for bid, points in found.points},
        "outcomes": [{"bid": each.bid, "state": each.state, "why": each.why} for each in found.outcomes],
        "standings": [_standing(each) for each in found.standings],
        "observations": [_observation(each) for each in found.observations],
        "reversals": [
            {"without": each.without, "order": list(each.order), "order_then": list(each.order_then)}
            for each in found.reversals
        ],
        "settled": found.settled,
        "first": list(found.first),
    }


def award_again(
    plain: Mapping[str, Any], files: Sequence[tuple[str, bytes]]
) -> tuple[dict[str, Any], list[Difference]]:
    """The award of a file counted again from its document and the bids' own files, and every difference.

    files: names and bytes; a bid is found by its hash, whatever its file is called. Nothing that was computed is
    taken from the award: only the document, decisions and points. Raises NotAnAwardError.
    """
    if not isinstance(plain, Mapping) or plain.get("schema") != SCHEMA:
        raise NotAnAwardError(f"filen er ikke en tildeling ({SCHEMA}) / the file is no award ({SCHEMA})")
    try:
        tender = read_tender(str(plain["document"]), "award")
        wanted = [(str(name), str(sha256)) for name, sha256 in plain["files"]]
        decisions = [Decision(str(d["bid"]), bool(d["admit"]), str(d["reason"])) for d in plain["decisions"]]
        points = {str(b): {str(k): str(v) for k, v in of.items()} for b, of in plain["points"].items()}
    except StudyError as error:
        raise NotAnAwardError(str(error)) from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotAnAwardError(f"tildelingen er ikke hel / the award is not whole: {error!r}") from None
    in_the_way = obstacles(tender)
    if in_the_way:
        raise NotAnAwardError(f"{in_the_way[0].place}: {in_the_way[0].da} / {in_the_way[0].en}")
    differences = []
    if plain.get("fingerprint") != fingerprint(tender):
        differences.append(Difference("fingerprint", str(plain.get("fingerprint")), fingerprint(tender)))
    bids, lost = _bids(tender, wanted, files)
    differences += [Difference(f"files.{name}", sha256, "mangler / missing") for name, sha256 in lost]
    there = {each.sha256 for each in bids}
    try:
        found = award(
            tender,
            bids,
            {bid: of for bid, of in points.items() if bid in there},
            [each for each in decisions if each.bid in there],
        )
    except (ValueError, ZeroDivisionError) as error:
        raise NotAnAwardError(f"tildelingen kan ikke gøres om / cannot be counted again: {error}") from None
    now = as_plain(tender, found)
    left_out = ("fingerprint", "document")
    differences += _differences(
        "",
        {key: value for key, value in plain.items() if key not in left_out},
        {key: value for key, value in now.items() if key not in left_out},
    )
    return now, differences


def _bids(
    tender: Tender, wanted: Sequence[tuple[str, str]], files: Sequence[tuple[str, bytes]]
) -> tuple[list[Bid], list[tuple[str, str]]]:
    contents = {hashlib.sha256(content).hexdigest(): content for _, content in files}
    form = layout(tender)
    found = [read_bid(tender, name, contents[sha256], form) for name, sha256 in wanted if sha256 in contents]
    return found, [(name, sha256) for name, sha256 in wanted if sha256 not in contents]


def _differences(place: str, was: Any, now: Any) -> Iterator[Difference]:
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in sorted({*map(str, was), *map(str, now)}):
            yield from _differences(f"{place}.{key}".strip("."), was.get(key), now.get(key))
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for number, (one, other) in enumerate(zip(was, now, strict=True), start=1):
            yield from _differences(f"{place}.{number}", one, other)
    elif was != now or type(was) is not type(now):
        yield Difference(place, _short(was), _short(now))


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 200 else f"{text[:199]}…"


def _bid(bid: Bid) -> dict[str, Any]:
    return {
        "size": bid.size,
        "status": bid.status,
        "bidder": bid.bidder,
        "cvr": bid.cvr,
        "variant": bid.variant,
        "values": dict(bid.values),
        "compared_ore": bid.compared_ore,
        "costs_ore": bid.costs_ore,
        "own_ore": bid.own_ore,
        "program": bid.program,
        "remarks": [_remark(each) for each in bid.remarks],
    }


def _remark(remark: Remark) -> dict[str, str]:
    return {
        "code": remark.code,
        "grade": remark.grade,
        "cell": remark.cell,
        "found": remark.found,
        "expected": remark.expected,
        "da": remark.told("da"),
        "en": remark.told("en"),
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "bid": standing.id,
        "rank": standing.rank,
        "score": decimal(standing.score),
        "price": decimal(standing.price),
        "quality": decimal(standing.quality),
        "why": standing.why,
    }


def _observation(seen: Observation) -> dict[str, Any]:
    return {
        "code": seen.code,
        "bid": seen.bid,
        "line": seen.line,
        "value": f"{seen.value:.2f}",
        "median": f"{seen.median:.2f}",
        "factor": f"{seen.factor:.4f}",
        "usual": f"{seen.usual:.4f}",
        "assumption": seen.assumption,
    }


def decimal(value: Fraction | None, places: int = 10) -> str | None:
    """A fraction in decimals, rounded half away from zero; the order itself is by the fraction.

    >>> decimal(Fraction(2, 3), 4), decimal(Fraction(-1, 2), 0)
    ('0.6667', '-1')
    """
    if value is None:
        return None
    scaled = abs(value) * 10**places
    whole = int(scaled + Fraction(1, 2))
    with localcontext() as context:
        context.prec = len(str(whole)) + places + 2
        text = f"{Decimal(whole).scaleb(-places):.{places}f}"
    return f"-{text}" if value < 0 and whole else text
