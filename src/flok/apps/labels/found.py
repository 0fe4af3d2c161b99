"""What search is told: assessments when they change, all of them when it asks, and the register's labels."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from flok.apps.knowledge import search
from flok.apps.labels.models import KeptAssessment
from flok.apps.members.models import Organisation
from flok.apps.members.scoping import inside
from flok.domain import labels

ASSESSMENT, LABEL = "assessment", "label"


def entry_of(kept: KeptAssessment) -> search.Entry:
    """An assessment as it is found: by its label, its purchase and what was written as evidence."""
    known = labels.find_label(kept.label)
    name = known.name_da if known else kept.label
    group = labels.find_group(kept.plain["purchase"]["product_group"])
    written = [each["evidence"] for each in kept.plain["answers"].values() if not each["by_register"]]
    texts = [each["answer"] for key, each in kept.plain["answers"].items() if _is_text(key)]
    told = [labels.verdict_name(kept.code).da, group.name.da if group else kept.plain["purchase"]["product_group"]]
    return search.Entry(
        ASSESSMENT, str(kept.pk), f"{name}: {kept.title}"[:300], "\n".join(filter(None, [*told, *texts, *written])),
        reverse("labels:answer", args=[kept.pk]), organisation=kept.organisation, ring=kept.ring,
        theme=kept.theme_id or "", at=kept.changed_at, about=kept.organisation.name,
    )  # fmt: skip


def _is_text(key: str) -> bool:
    return labels.questions()[key].kind == "text"


def put(kept: KeptAssessment) -> None:
    search.put(entry_of(kept))


def take_out(kept: KeptAssessment) -> None:
    search.take_out(ASSESSMENT, str(kept.pk), organisation=kept.organisation)


def assessments() -> Iterator[search.Entry]:
    """All there are; called outside every scope."""
    for organisation in Organisation.objects.all():
        with inside(organisation):
            own = KeptAssessment.objects.filter(organisation=organisation).select_related("organisation")
            rows = list(own)
        yield from map(entry_of, rows)


def register() -> Iterator[search.Entry]:
    """The labels of the register: facts that are no organisation's, found by everyone in the network."""
    for label in labels.Register.load().labels.values():
        known = labels.profile(label.id)
        facts = [known.facts[name].value.da for name in ("owner", "criteria") if name in known.facts] if known else []
        groups = known.facts["product_groups"].value if known and "product_groups" in known.facts else ()
        of = [labels.product_groups()[each].name.da for each in groups]
        text = "\n".join([label.name_en, *label.names, *label.gs1, *facts, *of])
        yield search.Entry(LABEL, label.id, label.name_da, text, reverse("labels:label", args=[label.id]))
