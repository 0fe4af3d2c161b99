"""Handing files in: by a form, or a piece at a time by the browser's own script (static/purchases/upload.js)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from flok.apps.members.access import Request, member_page
from flok.apps.purchases import actions, files, rules, tasks
from flok.apps.purchases.forms import BeginForm, UploadForm
from flok.apps.purchases.models import Delivery, State
from flok.apps.purchases.texts import room_text

_PIECE = 256_000
_STATUS = {"large": 413, "quota": 413, "disk": 507}


class _Bounded(FileUploadHandler):
    """Stops a form whose files together are larger than one file may be."""

    def __init__(self, request: Request) -> None:
        super().__init__(request)
        self.bytes = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.bytes += len(raw_data)
        if self.bytes > files.largest_file():
            self.request.too_large = True  # type: ignore[union-attr]
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def _room_answered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A file that is too large, or a disk that is full while a form is taken in, is answered as a page."""

    @wraps(view)
    def answered(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            request.upload_handlers.insert(0, _Bounded(request))
        try:
            return view(request, *args, **kwargs)
        except files.NoRoom as no_room:
            return _no_room(request, no_room.code)
        except OSError as error:
            if not files.is_full(error):
                raise
            return _no_room(request, "disk")

    return answered


def _no_room(request: Request, code: str) -> HttpResponse:
    return render(request, "purchases/no_room.html", {"text": room_text(code)}, status=_STATUS[code])


@member_page
@csrf_exempt  # the token is checked inside, after the bounds on the form's files are set
@_room_answered
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Request) -> HttpResponse:
    """The page to hand files in, and what its form sends."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm(initial=_asked(request))
    if getattr(request, "too_large", False):
        return _no_room(request, "large")
    if request.method == "POST" and form.is_valid():
        taken = [_taken(request, file, form.cleaned_data["kind"]) for file in form.cleaned_data["files"]]
        tasks.work_through.enqueue(str(request.viewer.organisation.pk))
        _tell(request, taken)
        new = {delivery.pk for delivery, _there in taken}
        return redirect("purchases:delivery", new.pop()) if len(new) == 1 else redirect("purchases:list")
    context = {
        "form": form,
        "chunk": rules.CHUNK,
        "largest": files.largest_file(),
        "way": [(_("Files"), reverse("purchases:list"))],
    }
    return render(request, "purchases/upload.html", context, status=422 if form.is_bound else 200)


def _asked(request: Request) -> dict[str, str]:
    return {"kind": request.GET.get("slags", "")}


def _taken(request: Request, file: Any, kind: str) -> tuple[Delivery, bool]:
    now, by = timezone.now(), request.viewer.person
    delivery = actions.begin(
        organisation=request.viewer.organisation, name=file.name, size=file.size, mark=str(uuid.uuid4()), kind=kind,
        by=by, now=now,
    )  # fmt: skip
    try:
        actions.receive(delivery=delivery, offset=0, pieces=file.chunks())
    except files.NoRoom:
        actions.abandon(delivery=delivery, by=by, now=now)
        raise
    return actions.finish(delivery=delivery, digest="", by=by, now=now)


def _tell(request: Request, taken: list[tuple[Delivery, bool]]) -> None:
    there = sum(was_there for _delivery, was_there in taken)
    if new := len(taken) - there:
        said = ngettext(
            "%(count)s file is received and will be read.", "%(count)s files are received and will be read.", new
        )
        messages.success(request, said % {"count": new})
    if there:
        said = ngettext(
            "%(count)s file was here already; nothing is counted twice.",
            "%(count)s files were here already; nothing is counted twice.",
            there,
        )
        messages.info(request, said % {"count": there})


@member_page
@require_POST
def begin(request: Request) -> HttpResponse:
    """A file is to come in pieces: where to send them, and from which byte."""
    form = BeginForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"message": _("We could not read that. Choose the file again.")}, status=400)
    given = form.cleaned_data
    try:
        delivery = actions.begin(
            organisation=request.viewer.organisation, by=request.viewer.person, now=timezone.now(), **given
        )
    except files.NoRoom as no_room:
        return JsonResponse({"message": room_text(no_room.code)}, status=_STATUS[no_room.code])
    incoming = files.incoming_file(delivery.organisation, delivery.pk)
    return JsonResponse(
        {
            "address": reverse("purchases:receive", args=[delivery.pk]),
            "finish": reverse("purchases:finish", args=[delivery.pk]),
            "offset": incoming.stat().st_size if incoming.exists() else 0,
        }
    )


@member_page
@require_POST
def receive(request: Request, delivery_id: uuid.UUID) -> HttpResponse:
    """The bytes from `fra` on; answers how many there are. 409 where they do not follow on what is here."""
    delivery = get_object_or_404(Delivery, pk=delivery_id, state=State.RECEIVING)
    offset = request.GET.get("fra", "")
    if not (offset.isascii() and offset.isdigit() and len(offset) < 16):
        return JsonResponse({"message": _("We could not read that. Choose the file again.")}, status=400)
    try:
        size = actions.receive(delivery=delivery, offset=int(offset), pieces=_pieces(request))
    except files.WrongOffset as wrong:
        return JsonResponse({"offset": wrong.offset}, status=409)
    except files.NoRoom as no_room:
        return JsonResponse({"message": room_text(no_room.code)}, status=_STATUS[no_room.code])
    return JsonResponse({"offset": size})


def _pieces(request: Request) -> Iterator[bytes]:
    left = 2 * rules.CHUNK
    while left > 0 and (piece := request.read(min(_PIECE, left))):
        left -= len(piece)
        yield piece


@member_page
@require_POST
def finish(request: Request, delivery_id: uuid.UUID) -> HttpResponse:
    """All bytes are sent: what came of it. 409 where some are missing, 422 where they are not those that were sent."""
    delivery = get_object_or_404(Delivery, pk=delivery_id)
    if delivery.state == State.RECEIVING:
        try:
            delivery, was_there = actions.finish(
                delivery=delivery,
                digest=request.POST.get("hash", "")[:64],
                by=request.viewer.person,
                now=timezone.now(),
            )
        except files.WrongOffset as wrong:
            return JsonResponse({"offset": wrong.offset}, status=409)
        except actions.Damaged:
            message = _("The file was changed on its way, so we have thrown it away. Send it again.")
            return JsonResponse({"message": message}, status=422)
        tasks.work_through.enqueue(str(delivery.organisation_id))
    else:
        was_there = False
    said = _("was here already; nothing is counted twice") if was_there else _("received")
    return JsonResponse({"page": reverse("purchases:delivery", args=[delivery.pk]), "message": said})


@member_page
@require_POST
def abandon(request: Request, delivery_id: uuid.UUID) -> HttpResponse:
    """Stop waiting for the rest of a file."""
    delivery = get_object_or_404(Delivery, pk=delivery_id)
    actions.abandon(delivery=delivery, by=request.viewer.person, now=timezone.now())
    return redirect("purchases:list")
