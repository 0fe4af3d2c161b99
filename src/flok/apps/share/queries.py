"""An organisation's definitions, targets and published share."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from flok.apps.members.models import Kind, Organisation
from flok.apps.members.rules import Viewer
from flok.apps.purchases.queries import deliveries, named_source
from flok.apps.share import rules
from flok.apps.share.models import Consent, DefinitionVersion, MainDefinition, Publication, Release, Target, Trial, Work
from flok.domain import comparison, labels, spend
from flok.report import words


def register() -> labels.Register:
    return labels.Register.load()


@cache
def shipped() -> tuple[spend.Definition, ...]:
    return spend.shipped_definitions(register().labels, register().groups)


def parsed(toml: str, origin: str) -> spend.Definition:
    """A definition from its document. Raises spend.DefinitionError."""
    return spend.parse_definition(toml, origin, register().labels, register().groups)


def own_versions() -> list[DefinitionVersion]:
    """The newest version of each own definition in use, oldest definition first. One query."""
    versions = DefinitionVersion.objects.filter(definition__retired_at=None).select_related("definition")
    newest = {one.definition_id: one for one in versions.order_by("number")}
    return sorted(newest.values(), key=lambda one: (one.at, one.definition.key))


def definitions_in_use() -> list[spend.Definition]:
    """All the organisation is told by: own and shipped, with its own targets, the main one first. Three queries."""
    own = [parsed(one.toml, one.definition.key) for one in own_versions()]
    main = MainDefinition.objects.values_list("definition", flat=True).first()
    return rules.main_first(rules.aimed([*own, *shipped()], aims()), main or shipped()[0].id)


def aims() -> dict[str, rules.Aim]:
    """The targets in force, by definition id: the newest of each."""
    return {one.definition: rules.Aim(one.share_permille / 1000, one.year, one.source) for one in Target.objects.all()}


def share_folder(organisation: Organisation) -> Path:
    return Path(settings.DATA) / "organisations" / str(organisation.pk) / "share"


def share_of(organisation: Organisation) -> spend.PublishedShare | None:
    """The organisation's published share; None where nothing has been published yet."""
    return spend.published_share(share_folder(organisation))


def latest_publication() -> Publication | None:
    return Publication.objects.first()


def history(definition: str, limit: int = 24) -> list[dict[str, Any]]:
    """The share at the end of each day it was published, oldest first, as flok.report.charts.history draws it."""
    done = Publication.objects.filter(state=Work.DONE).order_by("-ended_at")[: 4 * limit]
    points = {}
    for one in reversed(done):
        figures = next((f for f in one.figures if f["id"] == definition), None)
        if figures is not None and one.ended_at is not None:
            day = timezone.localdate(one.ended_at).isoformat()
            points[day] = {**figures, "date": day}
    return list(points.values())[-limit:]


def consents() -> bool:
    """Whether the organisation has said yes to being counted in the comparison."""
    newest = Consent.objects.order_by("at").last()
    return newest is not None and newest.says_yes


def released() -> list[Release]:
    """The newest release of each definition and period."""
    return list({(one.definition, one.period): one for one in Release.objects.defer("ledger")}.values())


def language() -> str:
    return "en" if get_language() == "en" else "da"


def newest_version(key: str) -> DefinitionVersion | None:
    """The version in force of an own definition; None for one that comes with Flok."""
    versions = DefinitionVersion.objects.filter(definition__key=key, definition__retired_at=None)
    return versions.select_related("definition").order_by("-number").first()


def retired_definition(key: str) -> spend.Definition | None:
    """An own definition that is no longer used, as it last was: answers already given are traced to it."""
    versions = DefinitionVersion.objects.filter(definition__key=key).exclude(definition__retired_at=None)
    last = versions.order_by("-number").first()
    return parsed(last.toml, key) if last else None


def moves(trial: Trial) -> list[tuple[str, str, int, int]]:
    """What a trial would move: (from outcome, to outcome, øre, lines), the most kroner first."""
    matrix = (trial.effect or {}).get("moves", {})
    found = [
        (before, after, cell["ore"], cell["lines"])
        for before, row in matrix.items()
        for after, cell in row.items()
        if before != after and cell["lines"]
    ]
    return sorted(found, key=lambda move: -abs(move[2]))


def naming_sources() -> Callable[[str], str]:
    """From where something was read, as the files lie here, to the names they were handed in under. One query."""
    known = {one.file: one for one in deliveries()}

    def named(source: str) -> str:
        delivery = known.get(source.split("!/")[0])
        return named_source(source, delivery) if delivery else source

    return named


def told_answer(organisation: Organisation, share: spend.PublishedShare) -> dict[str, Any]:
    """The whole published answer with what flok.report needs to tell it by: who, when and from what."""
    answer, named = spend.whole_answer(share), naming_sources()
    problems = [
        {**one, "source": named(one["source"]), "detail": named(one["detail"] or "")} for one in answer["problems"]
    ]
    made = Publication.objects.filter(state=Work.DONE, number=share.number).first()
    at = timezone.localtime(made.ended_at if made and made.ended_at else timezone.now())
    return {
        "schema": 1,
        "flok": metadata.version("flok"),
        "generated": at.isoformat(timespec="seconds"),
        "organisation": {"buyer": [organisation.cvr], "name": organisation.name},
        "inputs": {name: [] for name in ("paths", "catalogues", "contracts", "labels", "rates", "units")},
        **answer,
        "problems": problems,
    }


def told_releases(share: spend.PublishedShare | None) -> list[dict[str, Any]]:
    """The newest release of each period and definition, as the page shows it: with the organisation's own beside it."""
    names = {one.id: one for one in shipped()}
    own = {one["id"]: one for one in share.overview["definitions"]} if share else {}
    return [
        {
            "release": one,
            "name": names[one.definition],
            "shown": [_cell(cell) for cell in one.public["cells"] if cell["figure"]],
            "kept": _kept_back([cell for cell in one.public["cells"] if not cell["figure"]]),
            "own": own.get(one.definition),
        }
        for one in sorted(released(), key=lambda one: one.period, reverse=True)
        if one.definition in names
    ]


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    """A released cell as the page draws it."""
    figure = cell["figure"]
    shares = {f"share_{end}": figure[f"share_{end}_percent"] / 100 for end in ("low", "high")}
    return {"name": _cell_name(cell), "figures": {**shares, **figure}}


def _kept_back(cells: list[dict[str, Any]]) -> dict[str, str] | None:
    """What is kept back, and the one sentence that is said of it."""
    if not cells:
        return None
    names = ", ".join(_cell_name(cell) for cell in cells)
    return {"names": names, "said": words.either(language(), cells[0]["danish"], cells[0]["english"])}


def _cell_name(cell: dict[str, Any]) -> str:
    return str(_("all members that take part") if cell["name"] == "all" else Kind(cell["name"]).label)


def audited_releases() -> list[dict[str, Any]]:
    """For the coordinator: what was kept back in each release, and why, without names or sums."""
    found = []
    for one in Release.objects.select_related("by").order_by("-id")[:50]:
        cells = comparison.Release.from_data(one.ledger).cells
        kept = [(cell.name, comparison.REASONS[cell.code]) for cell in cells if cell.figure is None]
        found.append({"release": one, "shown": len(cells) - len(kept), "kept": kept})
    return found


def share_summary(viewer: Viewer) -> dict[str, Any] | None:
    """The answer in brief for the overview: the main definition's figures, in a sentence. No query."""
    share = share_of(viewer.organisation) if viewer.organisation else None
    if share is None or not share.overview["lines"]:
        return None
    main = share.overview["definitions"][0]
    suppliers = [group for group in main["largest"]["supplier"]["unknown"][:3] if group["unknown_ore"] > 0]
    return {
        "main": main,
        "period": words.period(share.overview["period"], language()),
        "sentence": words.unbroken(words.sentence({**share.overview, "definitions": [main]}, language())),
        "suppliers": [words.group_name(group, language()) for group in suppliers],
    }
