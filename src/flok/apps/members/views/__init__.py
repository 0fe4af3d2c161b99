"""The pages of members, by what they are about."""
