"""Guides of the network, and links to those of others."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from flok.apps.knowledge.models.themes import Theme
from flok.apps.members.models import Person


class Guide(models.Model):
    """A short page by those who lead the network, in Markdown. `version` grows with each change."""

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=150)
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    summary = models.CharField(max_length=300, blank=True)
    body = models.TextField(max_length=40_000)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["title", "id"]

    def __str__(self) -> str:
        return self.title


class GuideLink(models.Model):
    """Someone else's guide. `checked`: the day someone last opened it and saw that it still says so."""

    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=150)
    address = models.URLField(max_length=500)
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    checked = models.DateField()
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["title", "id"]

    def __str__(self) -> str:
        return self.title
