"""Readers: files, folders and archives to documents with purchase lines, each refusal with its reason."""

from ._context import OnlyKroner, Rates, ReadContext
from ._jobs import Job, jobs_for, read_job

__all__ = ["Job", "OnlyKroner", "Rates", "ReadContext", "jobs_for", "read_job"]
