"""Themes: what the network works on, with its meetings, cases and people; and how often it meets."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from flok.apps.knowledge import actions as knowledge
from flok.apps.knowledge.models import Theme
from flok.apps.knowledge.queries import cases_for, group_of, themes, themes_followed
from flok.apps.meetings import actions, queries
from flok.apps.meetings.forms import RhythmForm, ThemeForm
from flok.apps.meetings.rules import arranges_meetings
from flok.apps.members.access import Request, leader_page, network_page
from flok.domain.pogi import OVERVIEW

_either = require_http_methods(["GET", "HEAD", "POST"])
_SHOWN = 20
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


@network_page
@require_safe
def all_themes(request: Request) -> HttpResponse:
    numbers, followed = queries.theme_numbers(), themes_followed(request.viewer)
    context = {
        "themes": [(one, numbers.get(one.key, 0), one.key in followed) for one in themes()],
        "arranges": arranges_meetings(request.viewer),
        "overview": OVERVIEW,
    }
    return render(request, "meetings/themes.html", context)


@network_page
@require_safe
def theme(request: Request, key: str) -> HttpResponse:
    found = get_object_or_404(Theme, key=key)
    people = list(group_of(found))
    context = {
        "theme": found,
        "meetings": queries.meetings_on(found)[:_SHOWN],
        "cases": cases_for(request.viewer, theme=found.key)[:_SHOWN],
        "people": people,
        "follows": request.user in people,
        "arranges": arranges_meetings(request.viewer),
        "now": timezone.now(),
    }
    return render(request, "meetings/theme.html", context)


@network_page
@require_POST
def follow(request: Request, key: str) -> HttpResponse:
    """`follow`: 1 to be in the theme's group, 0 to leave it."""
    found = get_object_or_404(Theme, key=key)
    if request.POST.get("follow") == "1":
        knowledge.follow_theme(found, by=request.user, now=timezone.now())
        messages.success(request, _("You follow the theme, and others can see it."))
    else:
        knowledge.leave_theme(found, by=request.user, now=timezone.now())
        messages.success(request, _("You do not follow the theme any more."))
    return redirect("themes:theme", key)


@leader_page
@_either
def new(request: Request) -> HttpResponse:
    form = ThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "name_en", "purpose", "purpose_en")}
        made = knowledge.add_theme(key=_key(given["name"]), **given, by=request.user, now=timezone.now())
        messages.success(request, _("The theme is there."))
        return redirect("themes:theme", made.key)
    return _form(request, form, None)


@leader_page
@_either
def change(request: Request, key: str) -> HttpResponse:
    found = get_object_or_404(Theme, key=key)
    form = ThemeForm(request.POST or None, theme=found)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "name_en", "purpose", "purpose_en")}
        knowledge.change_theme(found, **given, by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("themes:theme", key)
    return _form(request, form, found)


def _form(request: Request, form: ThemeForm, found: Theme | None) -> HttpResponse:
    context = {"form": form, "theme": found, "goal": form.goal, "overview": OVERVIEW}
    return render(request, "meetings/theme_form.html", context, status=422 if form.is_bound else 200)


def _key(name: str) -> str:
    """What stands in the address: plain letters, and a number where another theme has them already."""
    plain = slugify(name.translate(_LETTERS))[:35].strip("-") or "tema"
    taken = {"nyt", *Theme.objects.filter(key__startswith=plain).values_list("key", flat=True)}
    return next(one for one in (plain, *(f"{plain}-{number}" for number in range(2, 1_000))) if one not in taken)


@leader_page
@_either
def rhythm(request: Request) -> HttpResponse:
    """How often the group meets, and what was decided of it before."""
    latest = queries.rhythm()
    initial = {"says": latest.says, "decision": latest.decision_id} if latest else {}
    form = RhythmForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.set_rhythm(given["says"], decision=given["decision"], by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("meetings:list")
    context = {"form": form, "rhythms": queries.rhythms()}
    return render(request, "meetings/rhythm.html", context, status=422 if form.is_bound else 200)
