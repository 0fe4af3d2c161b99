"""The network's comparison: only released aggregates, and the organisation's own yes or no."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from flok.apps.members.access import Request, administrator_page, coordinator_page, member_page
from flok.apps.share import comparing, queries
from flok.apps.share.actions import say
from flok.apps.share.forms import ReleaseForm


@member_page
@require_safe
def comparison(request: Request) -> HttpResponse:
    share = queries.share_of(request.viewer.organisation)
    releases = queries.told_releases(share)
    hidden = [one for one in releases if not one["shown"]]
    context = {"releases": releases, "hidden": hidden, "says_yes": queries.consents()}
    return render(request, "share/comparison.html", context)


@administrator_page
@require_POST
def consent(request: Request) -> HttpResponse:
    """Say yes or no to being counted."""
    says_yes = request.POST.get("says") == "yes"
    say(organisation=request.viewer.organisation, says_yes=says_yes, by=request.viewer.person, now=timezone.now())
    messages.success(
        request, _("You are counted from the next release.") if says_yes else _("You are no longer counted.")
    )
    return redirect("share:comparison")


@coordinator_page
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: Request) -> HttpResponse:
    """The coordinator releases a year or quarter; what must be kept back is kept back by rule, not by choice."""
    form = ReleaseForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if form.is_valid():
        period, by = form.cleaned_data["period"], request.viewer.person
        try:
            made = comparing.release_period(period=period, by=by, now=timezone.now())
        except ValueError:
            form.add_error(None, _("No more can be released: the comparison holds as much as it can keep."))
        else:
            messages.success(request, _("Released: %(number)s definitions.") % {"number": made})
            return redirect("share:release")
    status = 400 if request.method == "POST" else 200
    context = {"form": form, "releases": queries.audited_releases()}
    return render(request, "share/release.html", context, status=status)
