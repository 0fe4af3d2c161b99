"""Themes tie meetings, cases and people together; those who follow one are its theme group."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language

from flok.apps.members.models import Person


class Theme(models.Model):
    """The network's own, in both languages. The key stands in addresses and never changes."""

    key = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=100, unique=True)
    name_en = models.CharField(max_length=100, blank=True)
    purpose = models.TextField(max_length=1_000, blank=True)
    purpose_en = models.TextField(max_length=1_000, blank=True)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering: ClassVar = ["order", "name"]

    def __str__(self) -> str:
        return self.name_en if _is_english() and self.name_en else self.name

    @property
    def said_purpose(self) -> str:
        """Its purpose in the reader's language."""
        return self.purpose_en if _is_english() and self.purpose_en else self.purpose


def _is_english() -> bool:
    return (get_language() or "").startswith("en")


class Following(models.Model):
    """A person is in a theme's group: sees what is shown to the group, and is told of it."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="followings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="followings")
    since = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["since", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["theme", "person"], name="follows_once")]
