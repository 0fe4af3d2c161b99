"""The terminal. `flok --help` tells what each command is for."""

from __future__ import annotations

import click

from ._demo import demo
from ._explain import explain
from ._label import label
from ._lines import lines
from ._mapping import mapping
from ._operations import backup, doctor, invite_coordinator, restore, verify
from ._serve import serve, work
from ._share import share
from ._tco import tco
from ._tco_tender import TENDER_COMMANDS
from ._year import year


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="flok")
def main() -> None:
    """Flok: the workroom of a network of public purchasers.

    `flok demo` opens a network with demonstration data; `flok serve` your own. Without a site, `flok share FOLDER`
    tells the share of sustainable purchases in e-invoices (OIOUBL, Peppol BIS, EHF) or a purchase export. Nothing
    leaves this machine.
    """


_OPERATIONS = (serve, work, doctor, backup, verify, restore, invite_coordinator)
for command in (share, lines, explain, mapping, label, year, tco, demo, *_OPERATIONS):
    main.add_command(command)
for command in TENDER_COMMANDS:
    tco.add_command(command)
