"""The site's tables, as far as the two pages show them."""

import uuid

from django.db import models


class Organisation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=200)
    cvr = models.CharField(max_length=8)
    kind = models.CharField(max_length=20)
    status = models.CharField(max_length=10)

    class Meta:
        managed = False
        db_table = "members_organisation"


class Person(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=120)

    class Meta:
        managed = False
        db_table = "members_person"


class Representation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    role = models.CharField(max_length=15)
    title = models.CharField(max_length=120)
    until = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "members_representation"


class Delivery(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    by = models.ForeignKey(Person, null=True, on_delete=models.CASCADE)
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=255)
    state = models.CharField(max_length=15)
    at = models.DateTimeField()
    documents = models.BigIntegerField()
    counted_ore = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "purchases_delivery"
