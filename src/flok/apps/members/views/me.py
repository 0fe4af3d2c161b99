"""A person's own page: who I am here, whom I act for, what is stored about me, and the way out."""

from __future__ import annotations

import uuid

from allauth.account.decorators import reauthentication_required
from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from flok.apps.members import actions, queries
from flok.apps.members.access import Request, person_page
from flok.apps.members.forms import AddressForm, EraseForm, PersonForm
from flok.apps.members.models import Person, Representation
from flok.apps.members.rules import ADDRESS_LINK_LASTS
from flok.apps.members.tasks import send_link

_SALT = "flok.members.address"


@person_page
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: Request) -> HttpResponse:
    viewer = request.viewer
    form = PersonForm(request.POST or None, initial={"name": viewer.person.name, "language": viewer.person.language})
    if request.method == "POST" and form.is_valid():
        actions.change_person(viewer.person, **form.cleaned_data, by=viewer.person, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("members:me")
    represents = [one for one in (viewer.representation, *viewer.others) if one is not None]
    status = 400 if form.errors else 200
    return render(request, "members/me.html", {"form": form, "represents": represents}, status=status)


@person_page
@require_POST
def act_for(request: Request) -> HttpResponse:
    """Act for another of the organisations one represents, until it is changed again or the sign-in ends."""
    viewer = request.viewer
    chosen = request.POST.get("representation", "")
    if any(str(one.pk) == chosen for one in viewer.others):
        request.session["represents"] = chosen
        messages.success(request, _("You now act for another organisation. All pages show its data."))
    return redirect("members:me")


@person_page
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def address(request: Request) -> HttpResponse:
    """Ask for another address; a link sent to it makes the change. The answer is the same where somebody has it."""
    person = request.viewer.person
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not consume(request, action="change_address", user=person):
            return render(request, "429.html", status=429)
        said = [str(person.pk), person.email, form.cleaned_data["email"]]
        token = signing.dumps(said, salt=_SALT)
        link = request.build_absolute_uri(reverse("members:confirm_address", args=[token]))
        send_link("address", form.cleaned_data["email"], get_language() or "da", link)
        messages.success(request, _("We have sent a link to the new address. Open it within two days."))
        return redirect("members:me")
    return render(request, "members/address.html", {"form": form}, status=400 if form.errors else 200)


@person_page
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: Request, token: str) -> HttpResponse:
    """The link in the mail to the new address, opened by the person who asked."""
    person = request.viewer.person
    email = _address_in(token, person)
    if email and request.method == "POST":
        if actions.change_address(person, email=email, by=person, now=timezone.now()):
            update_session_auth_hash(request, person)
            messages.success(request, _("You now sign in with %(email)s.") % {"email": email})
            return redirect("members:me")
        email = ""
    return render(request, "members/confirm_address.html", {"email": email}, status=200 if email else 410)


def _address_in(token: str, person: Person) -> str:
    """The new address, where the link is this person's, not too old, and not used; otherwise nothing."""
    try:
        pk, before, email = signing.loads(token, salt=_SALT, max_age=ADDRESS_LINK_LASTS)
    except signing.BadSignature:
        return ""
    return str(email) if (pk, before) == (str(person.pk), person.email) else ""


@person_page
@require_POST
def export(request: Request) -> HttpResponse:
    """What is stored about me, as a file."""
    person = request.viewer.person
    found = actions.export_person(person, by=person, now=timezone.now())
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="flok-mine-data.json"'
    return response


@person_page
@require_safe
def log(request: Request) -> HttpResponse:
    """Who looked at my data, changed it or took it out."""
    person = request.viewer.person
    page = Paginator(queries.log(about=person), 50).get_page(request.GET.get("side"))
    return render(request, "members/log.html", {"page": page, "about_me": True})


@person_page
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: Request, pk: uuid.UUID) -> HttpResponse:
    """Stop representing an organisation. What I wrote stays, with my name."""
    person = request.viewer.person
    own = Representation.objects.select_related("organisation").filter(person=person, until=None)
    found = get_object_or_404(own, pk=pk)
    if request.method == "POST":
        actions.end_representation(found, by=person, now=timezone.now())
        person.refresh_from_db()
        update_session_auth_hash(request, person)
        messages.success(request, _("You no longer represent %(name)s.") % {"name": found.organisation.name})
        return redirect("members:me")
    return render(request, "members/leave.html", {"representation": found})


@person_page
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def erase(request: Request) -> HttpResponse:
    """Erase my account. What I wrote stays, under "former member"."""
    person = request.viewer.person
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.erase_person(person, by=person, reason="asked by the person", now=timezone.now())
        logout(request)
        messages.success(request, _("Your account is erased."))
        return redirect("home:front")
    return render(request, "members/erase.html", {"form": form}, status=400 if form.errors else 200)
