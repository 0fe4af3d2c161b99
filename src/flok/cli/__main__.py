"""So that `python -m flok.cli` is the command `flok`."""

from flok.cli import main

main()
