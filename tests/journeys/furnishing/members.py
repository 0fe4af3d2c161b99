"""The organisation's people, what the secretariat looks after, and one with two steps to sign in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.journeys.furnishing import MEMBER
from tests.journeys.furnishing.addresses import path, to


def own(organisation: Any, karen: Any, now: Any) -> dict[str, str]:
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
        **to("members:organisation", organisation.pk),
        **to("members:person", colleague.person_id),
        **to("members:invitation_link", token),
        **to("members:change_unit", Unit.objects.all()[0].pk),
        **to("members:representation", colleague.pk),
        **to("members:confirm_address", link),
        **to("members:leave", own.pk),
    }


def of_the_network(people: dict[str, Any]) -> dict[str, str]:
    from flok.apps.members.models import Application
    from flok.apps.members.scoping import across_organisations

    with across_organisations():
        application = Application.objects.filter(decision=Application.Decision.OPEN)[0]
        organisation = people[MEMBER].representations.get(until=None).organisation_id
    return {
        **to("members:application", application.pk),
        **to("members:change_membership", organisation),
        "coordinator sees person": path("members:person", people[MEMBER].pk),
    }


def two_steps(person: Any) -> dict[str, str]:
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
        **to("mfa_edit_webauthn", passkey.pk),
        **to("mfa_remove_webauthn", passkey.pk),
        **to("account_reset_password_from_key", user_pk_to_url_str(person), key),
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
