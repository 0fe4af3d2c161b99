"""Decisions, until now one a line in a field of the meeting, become points of its minutes; and back."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def into_points(apps: Any, schema_editor: Any) -> None:
    meetings, points = apps.get_model("meetings", "Meeting").objects, apps.get_model("meetings", "Point").objects
    for meeting in meetings.exclude(decided_text="").iterator():
        lines = [line.strip() for line in meeting.decided_text.splitlines() if line.strip()]
        for number, line in enumerate(lines, 1):
            points.create(meeting=meeting, kind="decision", number=number, text=line, at=meeting.ends_at)


def into_lines(apps: Any, schema_editor: Any) -> None:
    """A decision holds no line break of its own then; other points have no place to go."""
    meetings, points = apps.get_model("meetings", "Meeting").objects, apps.get_model("meetings", "Point").objects
    for meeting in meetings.iterator():
        decisions = points.filter(meeting=meeting, kind="decision").order_by("number", "id")
        meeting.decided_text = "\n".join(" ".join(text.split()) for text in decisions.values_list("text", flat=True))
        meeting.save(update_fields=["decided_text"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_coming_and_outcome")]

    operations = [migrations.RunPython(into_points, into_lines)]
