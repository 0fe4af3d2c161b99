"""Files handed in that ended in different states."""

from __future__ import annotations

from typing import Any

from tests.journeys.furnishing.addresses import path, to, to_each

UNKNOWN_COLUMNS = (
    "Hvad;Hvem;Kroner;Dag\nPapir A4;Fiktiv Kontor;1.240,00;12-03-2026\nKaffe;Fiktiv Mad;80,50;13-03-2026\n"
)


def files(organisation: Any, karen: Any, now: Any) -> dict[str, str]:
    """A table whose columns must be told, a file that cannot be read, and one that is half received."""
    from flok.apps.purchases import actions
    from flok.apps.purchases.models import Delivery, Kind, State
    from flok.cli._demo import _work_off

    read = Delivery.objects.filter(state=State.READ, kind=Kind.INVOICES).first()
    files = {"ukendte-kolonner.csv": UNKNOWN_COLUMNS.encode(), "referat.pdf": b"%PDF-1.7 opdigtet"}
    begun = {}
    for name, content in {**files, "halvt-kommet.zip": b"PK" + bytes(100)}.items():
        begun[name] = actions.begin(
            organisation=organisation, name=name, size=len(content), mark="1", kind="", by=karen, now=now
        )
        half = content[: len(content) if name in files else 50]
        actions.receive(delivery=begun[name], offset=0, pieces=[half])
        if name in files:
            actions.finish(delivery=begun[name], digest="", by=karen, now=now)
    _work_off()
    return {
        **to_each("purchases", "delivery download remove", read.pk),
        **to("purchases:columns", begun["ukendte-kolonner.csv"].pk),
        "refused": path("purchases:delivery", begun["referat.pdf"].pk),
        "halfway": path("purchases:delivery", begun["halvt-kommet.zip"].pk),
    }
