"""Labels: what they are called and coded, and which of them a definition may count.

register = Register.load()
resolve(register, "SVANEN", "NA", "NA")  # Resolution(label="nordic_swan", step="gs1_id", ...)
"""

from flok.domain.labels._register import Label, Register
from flok.domain.labels._resolve import Resolution, labelling, resolve

__all__ = ["Label", "Register", "Resolution", "labelling", "resolve"]
