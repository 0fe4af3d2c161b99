"""What holds for every test."""

from hypothesis import settings

settings.register_profile("flok", deadline=None)  # a busy machine is not a failure
settings.load_profile("flok")
