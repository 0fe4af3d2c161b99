"""Changes to what the network knows."""

from flok.apps.knowledge.actions.attachments import NoRoomError, attach, detach
from flok.apps.knowledge.actions.cases import (
    ChangedMeanwhileError,
    begin_case,
    delete_case,
    hand_over,
    show_case,
    take_back_case,
    write_case,
)
from flok.apps.knowledge.actions.guides import (
    GuideChangedError,
    check_link,
    delete_guide,
    delete_link,
    write_guide,
    write_link,
)
from flok.apps.knowledge.actions.importing import bring_case
from flok.apps.knowledge.actions.published import (
    GoneError,
    NotCleanError,
    SamePersonError,
    confirm,
    drop_proposal,
    propose,
    withdraw,
)
from flok.apps.knowledge.actions.talk import (
    ask_no_more,
    ask_to_read,
    delete_outcome,
    delete_remark,
    have_read,
    remark,
    tell_outcome,
)
from flok.apps.knowledge.actions.themes import add_theme, change_theme, follow_theme, leave_theme

__all__ = [
    "ChangedMeanwhileError",
    "GoneError",
    "GuideChangedError",
    "NoRoomError",
    "NotCleanError",
    "SamePersonError",
    "add_theme",
    "ask_no_more",
    "ask_to_read",
    "attach",
    "begin_case",
    "bring_case",
    "change_theme",
    "check_link",
    "confirm",
    "delete_case",
    "delete_guide",
    "delete_link",
    "delete_outcome",
    "delete_remark",
    "detach",
    "drop_proposal",
    "follow_theme",
    "hand_over",
    "have_read",
    "leave_theme",
    "propose",
    "remark",
    "show_case",
    "take_back_case",
    "tell_outcome",
    "withdraw",
    "write_case",
    "write_guide",
    "write_link",
]
