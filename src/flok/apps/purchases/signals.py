"""What the rooms above listen to."""

from django.dispatch import Signal

store_changed = Signal()  # organisation: new lines are in the store, or a list beside it has changed; inside its scope
