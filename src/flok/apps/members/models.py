"""Organisations are members; people represent them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from flok.apps.members.scoping import Owned


class Kind(models.TextChoices):
    MUNICIPALITY = "municipality", _("municipality")
    REGION = "region", _("region")
    STATE = "state", _("state body")
    UNIVERSITY = "university", _("university or university college")
    UTILITY = "utility", _("utility company")
    HOUSING = "housing", _("housing company")
    SELF_GOVERNING = "self_governing", _("self-governing institution")


class Status(models.TextChoices):
    APPLIED = "applied", _("has applied")
    MEMBER = "member", _("member")
    PAUSED = "paused", _("paused")
    ENDED = "ended", _("ended")


class DataLevel(models.TextChoices):
    ACCOUNT = "account", _("accounts only")
    INVOICE = "invoice", _("whole invoices")
    ITEM = "item", _("lines of invoices")


class Organisation(models.Model):
    """A member of the network. What stands here is seen by the whole network; the rest is Owned."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    cvr = models.CharField(max_length=8, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    is_contracting_authority = models.BooleanField(null=True)
    inhabitants = models.PositiveIntegerField(null=True, blank=True)
    employees = models.PositiveIntegerField(null=True, blank=True)
    purchase_volume_mio_kr = models.PositiveIntegerField(null=True, blank=True)
    political_focus = models.TextField(blank=True, max_length=2_000)
    data_level = models.CharField(max_length=10, choices=DataLevel, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.APPLIED)
    version = models.PositiveIntegerField(default=0)  # grows with each change of the profile

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Community(models.Model):
    """A purchasing community, e.g. a joint office of several municipalities."""

    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name


class CommunityRole(models.Model):
    class Role(models.TextChoices):
        LEAD = "lead", _("leads")
        FOLLOWER = "follower", _("takes part")
        MUST_USE = "must_use", _("must use the agreements")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="communities")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="organisations")
    role = models.CharField(max_length=10, choices=Role)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "community"], name="one_role_each")]


class PersonManager(BaseUserManager["Person"]):
    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        from flok.apps.members.rules import mail_key

        return mail_key(email or "")

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=self.normalize_email(username))

    def create_user(self, email: str, name: str, password: str | None = None, **fields: object) -> Person:
        person = self.model(email=self.normalize_email(email), name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Someone who represents a member. `sign_in_stamp` grows when open sign-ins must end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True, max_length=254)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, choices=[("da", "Dansk"), ("en", "English")], default="da")
    is_chair = models.BooleanField(default=False)
    is_coordinator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    sign_in_stamp = models.PositiveIntegerField(default=0)

    objects = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    def __str__(self) -> str:
        return str(_("former member")) if self.erased_at else self.name

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Also changes with `sign_in_stamp`: a session made before a change of role is no longer one."""
        from django.utils.crypto import salted_hmac

        said = f"{self.password}:{self.sign_in_stamp}:{self.is_active}"
        return salted_hmac("flok.members.Person", said, secret=secret, algorithm="sha256").hexdigest()


class Representation(models.Model):
    """A person represents an organisation from a day, until another."""

    class Role(models.TextChoices):
        MEMBER = "member", _("member")
        ADMINISTRATOR = "administrator", _("organisation administrator")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="representations")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="representations")
    role = models.CharField(max_length=15, choices=Role, default=Role.MEMBER)
    title = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=models.Q(until=None), name="represents_once_at_a_time"
            )
        ]


class Unit(Owned):
    """A unit that buys, by its GLN (EAN number)."""

    gln = models.CharField(max_length=13)
    name = models.CharField(max_length=200)
    department = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["department", "name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "gln"], name="unit_gln_once")]


class MembershipChange(Owned):
    """What became of a membership, when, why and by whom; never changed afterwards."""

    at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["at"]


class Application(models.Model):
    """Someone asks for their organisation to become a member; read by the coordinator only."""

    class Decision(models.TextChoices):
        OPEN = "open", _("not decided")
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("rejected")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="applications")
    organisation_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    is_contracting_authority = models.BooleanField()
    is_paid_up = models.BooleanField()
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    title = models.CharField(max_length=120, blank=True)
    message = models.TextField(blank=True, max_length=2_000)
    language = models.CharField(max_length=2, default="da")
    at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN)
    reason = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at"]


class Invitation(Owned):
    """A link for one address to join one organisation, once, until it expires. Only its hash is kept."""

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=15, choices=Representation.Role, default=Representation.Role.MEMBER)
    token_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class AuditEntry(models.Model):
    """Reads of others' personal data, changes, exports, deletions, refused sign-ins. `detail` holds no content."""

    class Act(models.TextChoices):
        READ = "read", _("read")
        SEARCH = "search", _("searched")
        ADD = "add", _("added")
        CHANGE = "change", _("changed")
        EXPORT = "export", _("exported")
        DELETE = "delete", _("deleted")
        REFUSED = "refused", _("refused")

    at = models.DateTimeField()
    act = models.CharField(max_length=10, choices=Act)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    subject = models.CharField(max_length=100)
    detail = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["about", "at"]), models.Index(fields=["organisation", "at"])]
