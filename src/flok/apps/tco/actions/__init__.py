"""Changes to studies: keyword-only, with `by` and `now`."""

from flok.apps.tco.actions.actuals import Told, follow, tell_actuals
from flok.apps.tco.actions.studies import (
    ChangedMeanwhileError,
    begin_study,
    bring_back,
    put_away,
    save_version,
    show_study,
    take_home,
    take_home_copy,
)

__all__ = [
    "ChangedMeanwhileError",
    "Told",
    "begin_study",
    "bring_back",
    "follow",
    "put_away",
    "save_version",
    "show_study",
    "take_home",
    "take_home_copy",
    "tell_actuals",
]
