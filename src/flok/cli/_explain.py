"""`flok explain`: one line's whole story."""

from __future__ import annotations

import json
from typing import Any

import click
from rich.console import Console

from flok.domain import spend
from flok.domain.labels import labelling
from flok.kernel.danish import kroner, long_date

from ._inputs import Given, Stop, definitions, opened, reading_options

_OUTCOMES = {
    "sustainable": "ja",
    "not_sustainable": "nej",
    "unknown": "ved vi ikke",
    "out_of_scope": "uden for afgrænsning",
}
_STEPS = {
    "gs1_type_code": "GS1-kode i CertificateTypeCode",
    "gs1_id": "GS1-kode i Certificate/ID",
    "ehf_code": "EHF-kode",
    "gs1se_code": "kode fra GS1 Sverige",
    "name": "kun et navn; skal bekræftes",
    "unknown": "kendes ikke",
}


@click.command()
@click.argument("line", metavar="LINE")
@reading_options
@click.option("--definition", "chosen", multiple=True, metavar="ID|FILE", help="Default: all that come with Flok.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def explain(line: str, given: Given, chosen: tuple[str, ...], form: str) -> None:
    """Tell how one purchase line was read and judged: file, fields, labels, contract, every definition.

    LINE is a line_id as `flok lines` writes it. Give the same PATH... and lists as to `flok share`.
    """
    asked = definitions(chosen)
    with opened(given, Console(stderr=True)) as own:
        table = spend.line_table(own.engine, own.store)
        story = spend.explained(own.engine, table, line, asked, own.sources, labelling)
    if story is None:
        raise Stop(f"{line}: ingen tællende linje har det nummer\n{line}: no counted line has that id")
    if form == "json":
        click.echo(json.dumps(story, ensure_ascii=False, indent=1, default=str))
    else:
        click.echo("\n".join(told(story)))


def told(story: dict[str, Any]) -> list[str]:
    """The story in Danish, line by line."""
    line = story["line"]
    where = f"{_KINDS[line['kind']]} {line['number'] or ''} · linje {line['line_no'] or line['line_index']}"
    out = [
        f"{line['name'] or '(uden tekst)'}",
        f"  {kroner(line['dkk_ore'])}  ·  {where} · {long_date(line['issue_date'])}",
        f"  {line['supplier_name'] or ''} ({line['supplier_id']}) til {line['unit_id'] or 'ukendt enhed'}",
        f"  Fil: {line['source']}  ·  {line['format']}",
        f"  Beløb som skrevet {kroner(line['raw_ore'])}, efter rabatter og gebyrer på dokumentet"
        f" {kroner(line['net_ore'])} ({line['currency']})",
        f"  Varegruppe: {_classes(line)}",
    ]
    if story["evidence_line"] != line["line_id"]:
        out.append(f"  Krediterer linje {story['evidence_line']} og står på dens bevis")
    out += ["", "Mærker"]
    for label in story["labels"]:
        written = " / ".join(part or "–" for part in label["written"])
        out.append(f"  {written}  →  {label['label'] or 'intet mærke'}  ({_STEPS[label['step']]})")
    for item in story["items"]:
        out.append(f"  {item['origin']}: {_stated(item)}  ({item['valid_from']} – {item['valid_to']})")
    if not story["labels"] and not story["items"]:
        out.append("  Hverken fakturaen, et katalog eller en liste siger noget.")
    out += ["", "Kontrakt", f"  {_contract(story['contract'])}", "", "Tæller som bæredygtigt"]
    for one in story["definitions"]:
        rule = "afgrænsningen" if one["rule"] < 0 else f"regel {one['rule'] + 1}"
        out.append(f"  {one['name_da']}, v. {one['version']}: {_OUTCOMES[one['outcome']]}  ({rule}: {one['text_da']})")
    return out


_KINDS = {"invoice": "Faktura", "credit_note": "Kreditnota", "export": "Eksport"}


def _classes(line: dict[str, Any]) -> str:
    parts = [f"{name} {line[key]}" for name, key in (("UNSPSC", "unspsc"), ("CPV", "cpv")) if line[key]]
    return ", ".join(parts) or "ikke oplyst"


def _stated(item: dict[str, Any]) -> str:
    parts = [*item["labels"], *(f"{name} (navn; skal bekræftes)" for name in item["named"])]
    parts += [f"tilsvarende {name}" for name in item["equivalent_to"]]
    return ", ".join(parts) or ("intet mærke" if item["states_labels"] else "siger ikke noget om mærker")


def _contract(contract: dict[str, Any] | None) -> str:
    if contract is None:
        return "Ingen fundet."
    how = "står på dokumentet" if contract["by"] == "reference" else "fundet på leverandør, dato og varegruppe"
    standing = {True: "bæredygtig", False: "ikke bæredygtig", None: "ikke vurderet"}[contract["sustainable"]]
    return f"{contract['id']} {contract['name']}: {how}; {standing}{', bekræftet' if contract['verified'] else ''}"
