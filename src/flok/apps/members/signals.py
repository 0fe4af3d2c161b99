"""What happens among members that others may want to tell people about (notices listens).

Sent inside the transaction of the change, so that a notice is kept or undone with it.
"""

from django.dispatch import Signal

application_received = Signal()  # application
application_decided = Signal()  # application
invited = Signal()  # invitation, token: the only place the link's secret is known
sign_in_closed = Signal()  # person
role_changed = Signal()  # person, organisation
membership_changed = Signal()  # organisation, change
