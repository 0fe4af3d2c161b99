"""What the worker's tasks listen to."""

from django.dispatch import Signal

work_asked = Signal()  # row: a Publication or a Trial that waits, once it is committed
