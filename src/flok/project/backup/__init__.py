"""Backup of an installation: one archive with a manifest, that can be checked, and restored on either database."""

from ._archive import FORMAT, Manifest, RefusedError, verify
from ._back_up import back_up
from ._restore import restore

__all__ = ["FORMAT", "Manifest", "RefusedError", "back_up", "restore", "verify"]
