"""All an organisation has shown, to be kept or handed on: Markdown to read, JSON for a machine, and the files."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from flok.apps.knowledge import files
from flok.apps.knowledge.models import Case
from flok.apps.members.models import Organisation
from flok.kernel import danish

_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def write_export(organisation: Organisation, cases: list[Case], out: IO[bytes]) -> None:
    """Write a zip of `cases` with their outcomes, remarks and files, each in a folder. Ask inside the organisation.

    Names of people stay behind: a case is its organisation's. Remarks are told with the organisation they came from.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        index = []
        for number, case in enumerate(cases, 1):
            folder = f"{number:03}-{_word(case.title)}"
            told = as_data(case)
            told["files"] = [
                _put_file(archive, folder, place, one, organisation)
                for place, one in enumerate(case.attachments.all(), 1)
            ]
            _put(archive, f"{folder}/case.json", _json(told), case.changed_at)
            _put(archive, f"{folder}/case.md", as_markdown(case, told), case.changed_at)
            index.append({"folder": folder, "title": case.title, "key": str(case.pk)})
        told = {"organisation": organisation.name, "cvr": organisation.cvr, "cases": index}
        _put(archive, "index.json", _json(told), max((case.changed_at for case in cases), default=_NO_TIME))


def _put(archive: zipfile.ZipFile, name: str, text: str, at: datetime) -> None:
    """A text of the moment the case was last changed: the same case gives the same bytes."""
    entry = zipfile.ZipInfo(name, at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text)


def _put_file(
    archive: zipfile.ZipFile, folder: str, place: int, attachment: Any, organisation: Organisation
) -> dict[str, Any]:
    name = f"{place:02}-{_word(attachment.title)}.{attachment.kind}"
    path = files.attachment_path(organisation, attachment.digest)
    is_there = path.is_file()
    if is_there:
        archive.write(path, f"{folder}/{name}")
    return {"name": name, "title": attachment.title, "sha256": attachment.digest, "is_there": is_there}


def as_data(case: Case) -> dict[str, Any]:
    """A case as plain data; money in øre."""
    names = (
        "kind", "state", "ring", "title", "phase", "situation", "done", "hours", "cost_ore", "permission", "result",
        "happened", "figures", "not_again", "works_size", "works_community", "works_politics", "uses", "published_at",
    )  # fmt: skip
    told = {name: getattr(case, name) for name in names}
    told |= {"key": str(case.pk), "theme": case.theme_id, "works_types": case.works_types.split()}
    told["afterwards"] = [
        {"months": one.months, "state": one.state, "text": one.text, "at": one.at} for one in case.outcomes.all()
    ]
    told["remarks"] = [
        {"kind": one.kind, "text": one.text, "result": one.result, "of": one.of.name if one.of else None, "at": one.at}
        for one in case.remarks.all()
    ]
    return told


def as_markdown(case: Case, told: dict[str, Any]) -> str:
    """A case to read, with the same headings as its page."""
    facts = [
        (_("Theme"), case.theme),
        (_("Phase"), case.get_phase_display()),
        (_("How did it go?"), case.get_result_display()),
        (_("Hours, about"), case.hours),
        (_("Money, in kroner"), None if case.cost_ore is None else danish.kroner(case.cost_ore)),
        (_("Who had to say yes?"), case.permission),
        (_("Kinds of body"), ", ".join(case.works_types_said)),
        (_("Size"), case.works_size),
        (_("Purchasing community"), case.works_community),
        (_("Political conditions"), case.works_politics),
    ]
    lines = [f"# {case}", "", *(f"- {name}: {value}" for name, value in facts if value not in (None, ""))]
    for heading, text in (
        (_("The situation"), case.situation),
        (_("What we did"), case.done),
        (_("What happened"), case.happened),
        (_("What we would not do again"), case.not_again),
    ):
        if text:
            lines += ["", f"## {heading}", "", text]
    lines += ["", *(f"- {one['text']} ({one['source']})" for one in case.figures)]
    for one in case.outcomes.all():
        lines += [
            "",
            f"## {_('What happened afterwards')} ({timezone.localdate(one.at).isoformat()})",
            "",
            one.get_state_display(),
            one.text,
        ]
    for file in told["files"]:
        lines += ["", f"[{file['title']}]({file['name']})"]
    return "\n".join(lines) + "\n"


def _word(title: str) -> str:
    return slugify(title.lower().translate(_LETTERS))[:60] or "sag"


def _json(told: Any) -> str:
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
