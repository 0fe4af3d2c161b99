"""A list and a detail, for someone signed in; and their addresses."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from bench.bare_django.models import Delivery, Organisation, Representation


def _own(request: HttpRequest) -> Representation:
    represents = Representation.objects.select_related("person", "organisation")
    found = represents.filter(person=request.session.get("_auth_user_id"), until=None).first()
    if found is None:
        raise Http404
    return found


def deliveries(request: HttpRequest) -> HttpResponse:
    own = _own(request)
    found = Delivery.objects.filter(organisation=own.organisation).select_related("by").order_by("-at", "id")
    page = Paginator(found, 30).get_page(request.GET.get("side"))
    return render(request, "list.html", {"page": page, "own": own})


def organisation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    own, found = _own(request), get_object_or_404(Organisation, pk=pk)
    people = Representation.objects.filter(organisation=found, until=None).select_related("person")
    return render(
        request, "detail.html", {"organisation": found, "people": people.order_by("person__name"), "own": own}
    )


urlpatterns = [path("filer/", deliveries), path("medlemmer/<uuid:pk>/", organisation)]
