"""The site's own parts, looked at from inside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection

from flok.apps.members.models import Organisation, Person
from flok.apps.members.scoping import inside
from flok.apps.purchases.queries import store_of
from flok.apps.share.queries import share_of
from flok.domain import spend

from ._database import database
from ._finding import Finding, fault, ok, warning
from ._worker import worker


def within(*, try_mail: bool = False) -> Iterator[Finding]:
    """Each finding. `try_mail`: also connect to the mail server; nothing is sent.

    Where the database is not there or not this version's, what needs it is not looked at.
    """
    is_usable = True
    for finding in database():
        is_usable = is_usable and finding.level < 2
        yield finding
    if is_usable:
        yield from worker()
        yield from _coordinator()
        yield from _stores()
    yield from _mail(try_mail)
    yield from _addresses()
    yield from _static()


def _coordinator() -> Iterator[Finding]:
    if not Person.objects.filter(is_coordinator=True, is_active=True).exists():
        yield warning(
            "Ingen koordinator endnu; kør: flok invite-coordinator MAIL --name NAVN",
            "No coordinator yet; run: flok invite-coordinator MAIL --name NAME",
        )


def _stores() -> Iterator[Finding]:
    count, damaged = 0, []
    for organisation in Organisation.objects.order_by("pk"):
        count += 1
        with inside(organisation):
            for read in (store_of, share_of):
                try:
                    read(organisation)
                except spend.Refused as refused:
                    damaged.append(f"{organisation.name}: {refused}")
    for one in damaged:
        yield fault(
            f"Et lager er beskadiget ({one}); hent organisationens mappe fra en sikkerhedskopi",
            f"A store is damaged ({one}); take the organisation's folder from a backup",
        )
    if not damaged:
        yield ok(f"{count} organisationers lagre kan læses", f"The stores of {count} organisations can be read")


def _mail(try_it: bool) -> Iterator[Finding]:
    carrier, sender = str(settings.MAIL_CARRIER), settings.DEFAULT_FROM_EMAIL
    if not carrier.endswith("smtp.EmailBackend"):
        yield (ok if settings.DEMONSTRATION else warning)(
            f"Mails bliver til filer i {Path(settings.DATA) / 'mails'}; sæt FLOK_MAIL_URL for at sende dem",
            f"Mails become files in {Path(settings.DATA) / 'mails'}; set FLOK_MAIL_URL to send them",
        )
        return
    if sender.rpartition("@")[2] in ("localhost", ""):
        yield fault(
            f"Mails har afsenderen {sender}; sæt FLOK_MAIL_FROM", f"Mails are from {sender}; set FLOK_MAIL_FROM"
        )
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    if not try_it:
        yield ok(
            f"Mails sendes gennem {where} (prøv den med flok doctor --mail)",
            f"Mails are sent through {where} (try it with flok doctor --mail)",
        )
        return
    try:
        connection = get_connection(carrier, timeout=15)
        connection.open()
        connection.close()
    except Exception as error:
        why = type(error).__name__
        yield fault(f"Mailserveren {where} svarer ikke ({why})", f"The mail server {where} does not answer ({why})")
    else:
        yield ok(f"Mailserveren {where} svarer", f"The mail server {where} answers")


def _addresses() -> Iterator[Finding]:
    hosts, address = settings.HOSTS, urlsplit(settings.ADDRESS)
    if not hosts:
        yield ok(
            "Sitet svarer kun på denne maskine (FLOK_HOSTS er tom)",
            "The site answers on this machine only (FLOK_HOSTS is empty)",
        )
        return
    if "*" in hosts:
        yield fault("FLOK_HOSTS er *; skriv sitets egne navne", "FLOK_HOSTS is *; write the site's own names")
    if not settings.HTTPS:
        yield warning(
            "Sitet er uden https, så adgangskoder kan læses undervejs; fjern FLOK_HTTPS=0",
            "The site is without https, so passwords can be read on their way; remove FLOK_HTTPS=0",
        )
    if settings.HTTPS and settings.SECURE_PROXY_SSL_HEADER is None:
        yield warning(
            "https uden proxy: Flok taler selv kun http. Sæt en proxy foran, og FLOK_PROXY=1",
            "https without a proxy: Flok itself speaks http only. Put a proxy before it, and FLOK_PROXY=1",
        )
    if address.hostname not in [host.lstrip(".") for host in hosts] or (settings.HTTPS and address.scheme != "https"):
        yield warning(
            f"Links i mails begynder med {settings.ADDRESS}, som sitet ikke svarer på; ret FLOK_ADDRESS",
            f"Links in mails begin with {settings.ADDRESS}, which the site does not answer to; correct FLOK_ADDRESS",
        )
    if settings.DEMONSTRATION:
        yield fault(
            "FLOK_DEMONSTRATION er sat, så enhver kan logge ind; fjern den på et rigtigt site",
            "FLOK_DEMONSTRATION is set, so anyone can sign in; remove it on a real site",
        )
    yield ok(f"Sitet svarer på {', '.join(hosts)}", f"The site answers to {', '.join(hosts)}")


def _static() -> Iterator[Finding]:
    if (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        yield ok("Stilark og skrifter er samlet", "Style sheets and fonts are collected")
    else:
        yield fault(
            f"Stilark og skrifter mangler i {settings.STATIC_ROOT}; kør make setup",
            f"Style sheets and fonts are missing in {settings.STATIC_ROOT}; run make setup",
        )
