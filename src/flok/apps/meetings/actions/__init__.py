"""Changes to meetings. Who may: those who lead the network (rules.arranges_meetings); the pages ask first."""

from flok.apps.meetings.actions.materials import add_material, publish_material, remove_material
from flok.apps.meetings.actions.meetings import (
    FIELDS,
    ChangedMeanwhileError,
    call_meeting,
    change_meeting,
    delete_meeting,
)
from flok.apps.meetings.actions.programme import (
    PROGRAMME_READY,
    NamedPresenter,
    forget_presenter,
    put_on_programme,
    take_off_programme,
    tell_programme,
)

__all__ = [
    "FIELDS",
    "PROGRAMME_READY",
    "ChangedMeanwhileError",
    "NamedPresenter",
    "add_material",
    "call_meeting",
    "change_meeting",
    "delete_meeting",
    "forget_presenter",
    "publish_material",
    "put_on_programme",
    "remove_material",
    "take_off_programme",
    "tell_programme",
]
