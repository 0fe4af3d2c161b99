"""What the journeys need beside the demonstration network: run as a program, with FLOK_DATA of a network that is built.

Sets passwords, invites, hands in files of every state, tries and saves a definition; prints JSON:
{"sessions": {email: key}, "addresses": {route: path}}. All of it is fictional.
"""

from __future__ import annotations

import json
import time
from datetime import timedelta
from typing import Any

from flok.cli._serve import set_up

PASSWORD = "fiktiv-adgangskode-9"
ADMINISTRATOR = "karen.opdigtsen@toersted.example"
MEMBER = "mikkel.fiktivholm@toersted.example"
TWO_STEPS = "lone.sagnberg@toersted.example"
NO_PASSWORD = "jonas.papirsen@toersted.example"
COORDINATOR = "birgitte.moensterlund@storeby.example"
CHAIR = "anders.digterup@fiktivsund.example"
WITH_PASSWORD = (ADMINISTRATOR, MEMBER, TWO_STEPS, COORDINATOR, CHAIR)
UNKNOWN_COLUMNS = (
    "Hvad;Hvem;Kroner;Dag\nPapir A4;Fiktiv Kontor;1.240,00;12-03-2026\nKaffe;Fiktiv Mad;80,50;13-03-2026\n"
)


def furnish() -> dict[str, Any]:
    from django.utils import timezone

    from flok.apps.members.models import Person
    from flok.apps.members.scoping import inside

    people = {one.email: one for one in Person.objects.filter(email__in=[*WITH_PASSWORD, NO_PASSWORD])}
    for email in WITH_PASSWORD:
        people[email].set_password(PASSWORD)
        people[email].save(update_fields=["password"])
    karen, now = people[ADMINISTRATOR], timezone.now()
    organisation = karen.representations.get(until=None).organisation
    with inside(organisation):
        addresses = {
            **_members(organisation, karen, now),
            **_purchases(organisation, karen, now),
            **_share(organisation, karen, now),
        }
    addresses |= _network(people) | _two_steps(people[TWO_STEPS])
    return {"sessions": {email: _session(one) for email, one in people.items()}, "addresses": addresses}


def _session(person: Any) -> str:
    """Signed in a moment ago, as by the page."""
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() + 3_600}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.create()
    return str(session.session_key)


def _to(route: str, *args: Any) -> dict[str, str]:
    from django.urls import reverse

    return {route: reverse(route, args=args)}


def _members(organisation: Any, karen: Any, now: Any) -> dict[str, str]:
    from django.core import signing

    from flok.apps.members.models import Invitation, Representation, Unit
    from flok.apps.members.rules import token_hash
    from flok.apps.members.views.me import _SALT

    token = organisation.pk.hex + "opdigtet"
    Invitation.objects.create(
        organisation=organisation, email="ny.opdigtet@toersted.example", name="Ny Opdigtet", title="Indkøber",
        token_hash=token_hash(token), at=now, expires_at=now + timedelta(days=14), by=karen,
    )  # fmt: skip
    colleague = Representation.objects.filter(organisation=organisation, until=None).exclude(person=karen)[0]
    own = Representation.objects.get(person=karen, until=None)
    link = signing.dumps([str(karen.pk), karen.email, "karen.ny@toersted.example"], salt=_SALT)
    return {
        **_to("members:organisation", organisation.pk),
        **_to("members:person", colleague.person_id),
        **_to("members:invitation_link", token),
        **_to("members:change_unit", Unit.objects.all()[0].pk),
        **_to("members:representation", colleague.pk),
        **_to("members:confirm_address", link),
        **_to("members:leave", own.pk),
    }


def _purchases(organisation: Any, karen: Any, now: Any) -> dict[str, str]:
    """A table whose columns must be told, a file that cannot be read, and one that is half received."""
    from flok.apps.purchases import actions
    from flok.apps.purchases.models import Delivery, Kind, State
    from flok.cli._demo import _work_off

    read = Delivery.objects.filter(state=State.READ, kind=Kind.INVOICES).first()
    files = {"ukendte-kolonner.csv": UNKNOWN_COLUMNS.encode(), "referat.pdf": b"%PDF-1.7 opdigtet"}
    begun = {}
    for name, content in {**files, "halvt-kommet.zip": b"PK" + bytes(100)}.items():
        begun[name] = actions.begin(
            organisation=organisation, name=name, size=len(content), mark="1", kind="", by=karen, now=now
        )
        half = content[: len(content) if name in files else 50]
        actions.receive(delivery=begun[name], offset=0, pieces=[half])
        if name in files:
            actions.finish(delivery=begun[name], digest="", by=karen, now=now)
    _work_off()
    routes = [f"purchases:{name}" for name in ("delivery", "download", "remove")]
    return {
        **{route: _to(route, read.pk)[route] for route in routes},
        **_to("purchases:columns", begun["ukendte-kolonner.csv"].pk),
        "refused": _to("purchases:delivery", begun["referat.pdf"].pk)["purchases:delivery"],
        "halfway": _to("purchases:delivery", begun["halvt-kommet.zip"].pk)["purchases:delivery"],
    }


def _share(organisation: Any, karen: Any, now: Any) -> dict[str, str]:
    """An own definition in force, and a change of it that is tried but not saved."""
    from dataclasses import replace

    from flok.apps.purchases.queries import store_of
    from flok.apps.share import actions
    from flok.apps.share.queries import shipped
    from flok.cli._demo import _work_off
    from flok.domain import spend

    mine = replace(shipped()[0], name_da="Vores egen", name_en="Our own")
    toml = spend.definition_to_toml(mine)
    tried = actions.try_definition(organisation=organisation, base=mine.id, changes=None, toml=toml, by=karen, now=now)
    _work_off()
    version = actions.save_trial(trial=tried, by=karen, now=now)
    again = actions.try_definition(
        organisation=organisation, base=version.definition.key, changes=version, toml=version.toml, by=karen, now=now
    )
    _work_off()
    with spend.engine() as engine:
        line = engine.rows(spend.line_table(engine, store_of(organisation)).limit(1))[0]["line_id"]
    key = version.definition.key
    return {
        **_to("share:line", line),
        **_to("share:trial", again.pk),
        **{route: _to(route, key)[route] for route in ("share:definition", "share:change", "share:retire")},
        **_to("share:target", key),
        **_to("share:export", "csv"),
        "shipped": _to("share:definition", shipped()[0].id)["share:definition"],
    }


def _network(people: dict[str, Any]) -> dict[str, str]:
    """Things of the network: its meetings and applications, and whom the secretariat looks after."""
    from django.utils import timezone

    from flok.apps.meetings.models import Material, Meeting, ProgrammeItem
    from flok.apps.members.models import Application
    from flok.apps.members.scoping import across_organisations

    held = Meeting.objects.filter(starts_at__lt=timezone.now()).order_by("-starts_at")[0]
    coming = Meeting.objects.filter(starts_at__gt=timezone.now())[0]
    item = ProgrammeItem.objects.filter(meeting=held)[0]
    material = Material.objects.filter(meeting=held)[0]
    with across_organisations():
        application = Application.objects.filter(decision=Application.Decision.OPEN)[0]
        organisation = people[MEMBER].representations.get(until=None).organisation_id
    routes = ("detail", "change", "minutes", "delete", "new_item", "add_material")
    return {
        **{f"meetings:{name}": _to(f"meetings:{name}", held.pk)[f"meetings:{name}"] for name in routes},
        **_to("meetings:item", held.pk, item.pk),
        **_to("meetings:delete_item", held.pk, item.pk),
        **_to("meetings:material", material.pk),
        **_to("meetings:remove_material", material.pk),
        **_to("members:application", application.pk),
        **_to("members:change_membership", organisation),
        "coming": _to("meetings:detail", coming.pk)["meetings:detail"],
        "coordinator sees person": _to("members:person", people[MEMBER].pk)["members:person"],
    }


def _two_steps(person: Any) -> dict[str, str]:
    """An app, codes and a passkey of somebody's, as far as the pages show them; and a link for a new password."""
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    data = {"name": "Telefonen", "credential": _credential()}
    passkey = Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)
    key = default_token_generator.make_token(person)
    return {
        **_to("mfa_edit_webauthn", passkey.pk),
        **_to("mfa_remove_webauthn", passkey.pk),
        **_to("account_reset_password_from_key", user_pk_to_url_str(person), key),
    }


def _credential() -> dict[str, Any]:
    """A passkey as a browser hands it in, of a key that nobody has."""
    import hashlib

    from cryptography.hazmat.primitives.asymmetric import ec
    from fido2.cose import ES256
    from fido2.utils import websafe_encode
    from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    kept = AttestedCredentialData.create(bytes(16), b"fiktiv", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    seen = AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), flags, 0, kept)
    told = CollectedClientData.create("webauthn.create", b"fiktiv", "http://localhost")
    answer = {
        "clientDataJSON": websafe_encode(told),
        "attestationObject": websafe_encode(AttestationObject.create("none", seen, {})),
    }
    name = websafe_encode(b"fiktiv")
    return {"id": name, "rawId": name, "type": "public-key", "response": answer, "clientExtensionResults": {}}


if __name__ == "__main__":
    set_up()
    print(json.dumps(furnish()))
