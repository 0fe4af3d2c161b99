"""What changes organisations and people. Each action is whole or not at all, and stands in the log."""

from flok.apps.members.actions._applications import AlreadyDecidedError, Asked, apply, decide
from flok.apps.members.actions._invitations import (
    InvitationRefusedError,
    accept_invitation,
    invite,
    refuse_invitation,
    withdraw_invitation,
)
from flok.apps.members.actions._memberships import NotPossibleError, change_membership
from flok.apps.members.actions._people import (
    LastAdministratorError,
    LastCoordinatorError,
    change_address,
    change_person,
    change_representation,
    end_representation,
    make_leader,
    note_read,
    set_active,
)
from flok.apps.members.actions._personal_data import erase_person, export_person
from flok.apps.members.actions._profile import (
    PROFILE,
    OvertakenError,
    add_unit,
    change_profile,
    change_unit,
    join_community,
    leave_community,
    remove_unit,
)

__all__ = [
    "PROFILE",
    "AlreadyDecidedError",
    "Asked",
    "InvitationRefusedError",
    "LastAdministratorError",
    "LastCoordinatorError",
    "NotPossibleError",
    "OvertakenError",
    "accept_invitation",
    "add_unit",
    "apply",
    "change_address",
    "change_membership",
    "change_person",
    "change_profile",
    "change_representation",
    "change_unit",
    "decide",
    "end_representation",
    "erase_person",
    "export_person",
    "invite",
    "join_community",
    "leave_community",
    "make_leader",
    "note_read",
    "refuse_invitation",
    "remove_unit",
    "set_active",
    "withdraw_invitation",
]
