"""Bids: received sealed, their receipts, opened by two together, and read."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from flok.apps.members.access import Request, member_page
from flok.apps.tco.actions import bids as actions
from flok.apps.tco.actions.tenders import TenderError
from flok.apps.tco.forms.tenders import LARGEST_BID, OpenForm, ReceiveForm
from flok.apps.tco.memory import InMemory
from flok.apps.tco.models.tenders import Tender
from flok.apps.tco.queries import tenders as queries
from flok.apps.tco.views._parts import either, status
from flok.apps.tco.views._tenders import found, in_state, sent, way, why_not
from flok.domain.tco import tender as engine


def _in_memory(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def answered(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        request.in_memory = InMemory(request, LARGEST_BID)  # type: ignore[attr-defined]  # for `receive` alone
        request.upload_handlers = [request.in_memory]  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return answered


@member_page
@csrf_exempt  # the token is checked inside, once it is settled that the form's file stays in memory
@_in_memory
@csrf_protect
@either
def receive(request: Request, key: uuid.UUID) -> HttpResponse:
    """One bid's file: sealed before anything of it is stored."""
    tender = in_state(found(request, key), "frozen")
    sent = request.method == "POST"
    form = ReceiveForm(request.POST, request.FILES) if sent else ReceiveForm(initial={"key": uuid.uuid4()})
    is_late = timezone.now() >= tender.opens
    if sent and request.in_memory.too_large:  # type: ignore[attr-defined]
        form.errors["file"] = form.error_class(
            [_("The file is larger than 5 MB. A filled-in workbook is far smaller.")]
        )
    if sent and form.is_valid():
        file, now = form.cleaned_data["file"], timezone.now()
        try:
            bid = actions.receive(form.cleaned_data["key"], tender, file.name, file.read(), by=request.user, now=now)
        except TenderError as refused:
            form.add_error(None, why_not(refused.code))
        else:
            messages.success(request, _("The bid is received and sealed."))
            return redirect("tco:receipt", bid.pk)
    context = {"tender": tender, "form": form, "is_late": is_late, "way": way(tender)}
    return render(request, "tco/tenders/receive.html", context, status=status(form))


@member_page
@require_safe
def receipt(request: Request, key: uuid.UUID) -> HttpResponse:
    """The receipt of a bid, to be sent to the bidder."""
    bid = queries.receipt_for(key)
    if bid is None:
        raise Http404
    context = {"bid": bid, "tender": bid.tender, "mark": actions.as_receipt(bid).mark, "way": way(bid.tender)}
    return render(request, "tco/tenders/receipt.html", context)


@member_page
@sensitive_post_parameters()
@either
def open_bids(request: Request, key: uuid.UUID) -> HttpResponse:
    """The openers type their codes, and all bids are opened at once."""
    tender = in_state(found(request, key), "frozen")
    openers = queries.openers_of(tender)
    needed = engine.key_from_data(tender.key or {}).needed
    form = OpenForm(sent(request), openers=openers, needed=needed)
    now = timezone.now()
    if request.method == "POST":
        if now < tender.opens:
            actions.refuse_opening(tender, "too early", by=request.user, now=now)
            form.add_error(
                None, _("It is not time yet. The attempt stands in the log, and the chair of the tender is told.")
            )
        elif form.is_valid() and _opened(request, tender, form):
            actions.read_bids(tender)
            return redirect("tco:tender", key)
    context = {"tender": tender, "form": form, "way": way(tender), "is_early": now < tender.opens, "needed": needed}
    code = 403 if request.method == "POST" and now < tender.opens else status(form)
    return render(request, "tco/tenders/open.html", context, status=code)


def _opened(request: Request, tender: Tender, form: OpenForm) -> bool:
    """Whether the bids are open now; else what is wrong is said in the form, and stands in the log."""
    now = timezone.now()
    try:
        actions.open_bids(tender, form.codes, by=request.user, now=now)
    except engine.MistypedError:
        form.add_error(None, _("There is a slip in a code. It has 28 letters and digits in seven groups."))
        return False
    except engine.WrongCodeError as wrong:
        form.add_error(wrong.opener or None, _("This is not the code. The bids are still sealed."))
    except engine.TooEarlyError:
        form.add_error(None, _("It is not time yet."))
    except engine.NotSealedError:
        form.add_error(None, _("The key was changed since the tender was fixed. Tell whoever runs the site."))
    except TenderError as refused:
        if refused.code == "opened":
            return True
        form.add_error(None, why_not(refused.code))
        return False
    else:
        return True
    actions.refuse_opening(tender, "wrong code", by=request.user, now=now)
    return False


@member_page
@require_POST
def read(request: Request, key: uuid.UUID) -> HttpResponse:
    """Read on where there were more bids than one request could read."""
    tender = in_state(found(request, key), "opened", "decided")
    actions.read_bids(tender)
    return redirect("tco:tender", key)
