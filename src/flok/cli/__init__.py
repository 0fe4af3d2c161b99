"""The terminal: `flok share`, `lines`, `explain`, `mapping`, `demo`. `flok --help` tells what each is for."""

from __future__ import annotations

import click

from ._demo import demo
from ._explain import explain
from ._lines import lines
from ._mapping import mapping
from ._serve import serve, work
from ._share import share


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="flok")
def main() -> None:
    """Flok: from your own e-invoices to the share of sustainable purchases.

    Start with `flok share FOLDER`, where FOLDER holds e-invoices (OIOUBL, Peppol BIS, EHF) as files or zips,
    or a purchase export as CSV or XLSX. Nothing leaves this machine.
    """


for command in (share, lines, explain, mapping, demo, serve, work):
    main.add_command(command)
