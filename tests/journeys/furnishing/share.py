"""Definitions of an organisation's own."""

from __future__ import annotations

from typing import Any

from tests.journeys.furnishing.addresses import path, to, to_each


def definitions(organisation: Any, karen: Any, now: Any) -> dict[str, str]:
    """An own definition in force, and a change of it that is tried but not saved."""
    from dataclasses import replace

    from flok.apps.purchases.queries import store_of
    from flok.apps.share import actions
    from flok.apps.share.queries import shipped
    from flok.cli._demo import _work_off
    from flok.domain import spend

    mine = replace(shipped()[0], name_da="Vores egen", name_en="Our own")
    toml = spend.definition_to_toml(mine)
    tried = actions.try_definition(organisation=organisation, base=mine.id, changes=None, toml=toml, by=karen, now=now)
    _work_off()
    version = actions.save_trial(trial=tried, by=karen, now=now)
    again = actions.try_definition(
        organisation=organisation, base=version.definition.key, changes=version, toml=version.toml, by=karen, now=now
    )
    _work_off()
    with spend.engine() as engine:
        line = engine.rows(spend.line_table(engine, store_of(organisation)).limit(1))[0]["line_id"]
    key = version.definition.key
    return {
        **to("share:line", line),
        **to("share:trial", again.pk),
        **to_each("share", "definition change retire target", key),
        **to("share:export", "csv"),
        "shipped": path("share:definition", shipped()[0].id),
    }
