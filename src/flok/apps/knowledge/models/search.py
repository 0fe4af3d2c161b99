"""What can be found, as text: the truth the index beside the database is made from.

An organisation's texts lie behind the same walls as the things they tell of; the network's own are seen by all in it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from flok.apps.members.scoping import Ringed


class Reading(models.TextChoices):
    """What became of the text inside a file; what is told of it stands beside, and nothing where all is well."""

    WAITING = "waiting", _("The file is being read. Until then it is found by its title.")
    READ = "read", ""
    PART = "part", _("The file is very long. Only its first part can be searched.")
    NOTHING = "nothing", _("The file holds no text, for instance because it is scanned. It is found by its title only.")
    PROTECTED = "protected", _("The file is locked with a password. It is found by its title only.")
    OTHER_KIND = "other_kind", _("The file is not of the kind its name says. It is found by its title only.")
    DAMAGED = "damaged", _("The file could not be read; it may be damaged. It is found by its title only.")
    LIMIT = "limit", _("The file is too heavy to be read here. It is found by its title only.")
    MISSING = "missing", _("The file is not there any more.")


class Findable(models.Model):
    """One thing that can be found. `kind` and `key` name it to the app it belongs to; the id is made from them.

    `text`: what its app says of it; `inside`: what was read inside its file, pages apart by form feeds. `file`: where
    it lies, below settings.DATA. `digest`: of all that is in the index, told from it by whoever repairs the index.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    about = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    inside = models.TextField(blank=True)
    link = models.CharField(max_length=500)
    theme = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(null=True)
    file = models.CharField(max_length=500, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_digest = models.CharField(max_length=64, blank=True)
    reading = models.CharField(max_length=10, choices=Reading, blank=True)
    digest = models.CharField(max_length=32)

    class Meta:
        abstract = True


class FoundText(Findable, Ringed):
    """Belongs to an organisation, and is found as far as its ring reaches."""

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["reading"], name="found_reading")]


class NetworkText(Findable):
    """The network's own: meetings, minutes, decisions."""

    id = models.UUIDField(primary_key=True, editable=False)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["reading"], name="network_reading")]
