"""The pages of files: handing in, what became of them, the lists beside, and the account."""
