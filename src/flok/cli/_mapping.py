"""`flok mapping`: which column of a purchase export is what, shown before it is counted."""

from __future__ import annotations

from pathlib import Path

import click

from flok.domain import spend

from ._inputs import ReadFile, Stop, in_words, said


@click.command()
@click.argument("file", type=ReadFile)
@click.option("--mapping", "mapping_file", type=ReadFile, help="Try this mapping instead of the detected one.")
@click.option("--save", type=click.Path(path_type=Path, dir_okay=False), help="Save the mapping, to change and give.")
def mapping(file: Path, mapping_file: Path | None, save: Path | None) -> None:
    """Show how a purchase export (CSV or XLSX) is understood, with its first rows.

    Save the mapping, correct it, and give it to `flok share --mapping`.
    """
    with in_words():
        given = spend.read_mapping(mapping_file) if mapping_file else None
        try:
            seen = spend.preview(file, given)
        except spend.Refused as refused:
            raise Stop(f"{file.name}: {said(refused)}") from None
        _tell(seen, save)


def _tell(seen: spend.Preview, save: Path | None) -> None:
    click.echo("\n".join([*seen.mapping.describe(), "", *(" | ".join(row) for row in (seen.names, *seen.rows))]))
    if save is not None:
        save.write_text(seen.mapping.to_toml(), encoding="utf-8")
        click.echo(f"Gemt: {save}")
    if seen.unsettled:
        raise Stop(said(spend.Refused("ambiguous", seen.unsettled)))
