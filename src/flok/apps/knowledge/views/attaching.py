"""Files of a case: added and taken off."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from flok.apps.knowledge import actions
from flok.apps.knowledge.forms import AttachmentForm
from flok.apps.knowledge.models import Attachment
from flok.apps.knowledge.views._parts import either, own
from flok.apps.members.access import Request, member_page


@member_page
@either
def attach(request: Request, key: uuid.UUID) -> HttpResponse:
    case = own(request, key)
    sent = request.method == "POST"
    form = AttachmentForm(request.POST, request.FILES) if sent else AttachmentForm()
    if sent and form.is_valid():
        given = form.cleaned_data
        try:
            actions.attach(
                case, given["file"].chunks(), title=given["title"], kind=given["kind"], size=given["file"].size,
                by=request.user, now=timezone.now(),
            )  # fmt: skip
        except actions.NoRoomError:
            form.add_error(
                "file", _("Your organisation has used the room it has here. Remove files you no longer need.")
            )
        else:
            messages.success(request, _("The file is with the case."))
            return redirect("knowledge:write", key)
    return render(request, "knowledge/attach.html", {"case": case, "form": form}, status=422 if sent else 200)


@member_page
@either
def detach(request: Request, key: uuid.UUID, number: uuid.UUID) -> HttpResponse:
    case = own(request, key)
    attachment: Attachment = get_object_or_404(
        Attachment.objects.select_related("organisation"), pk=number, case=case.pk
    )
    if request.method == "POST":
        actions.detach(attachment, by=request.user, now=timezone.now())
        messages.success(request, _("The file is off the case."))
        return redirect("knowledge:write", key)
    context = {
        "case": case,
        "question": _("Take “%(title)s” off the case?") % {"title": attachment.title},
        "explanation": _("Other cases that have the same file keep it."),
        "verb": _("Take the file off"),
    }
    return render(request, "knowledge/confirm.html", context)
