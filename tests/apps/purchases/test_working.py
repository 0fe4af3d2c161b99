"""What the worker does with what waits: lists, purchases, columns, removal; and what stops it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from flok.apps.members.models import Organisation, Representation, Status, Unit
from flok.apps.members.scoping import inside
from flok.apps.purchases import files, queries, reading, tasks
from flok.apps.purchases.forms import initial_of
from flok.apps.purchases.models import Delivery
from flok.apps.purchases.signals import store_changed
from flok.demo import BUYER, oioubl_invoice, peppol_invoice
from flok.demo.documents import Document, Line, Party
from flok.domain import spend
from tests.apps.purchases.conftest import Office

Opened = Callable[..., Office]
PAPER = Document(number="F-1", lines=(Line(name="Papir", quantity="3", price="41.50"),))
ORE = 12450
EXPORT = "Fakturanr;Fakturadato;CVR;Leverandør;Varetekst;Beløb\nE1;01-02-2026;99000000;Papir (opdigtet);Papir;100,00\n"


def invoice(number: str, **changes: Any) -> bytes:
    return peppol_invoice(replace(PAPER, number=number, **changes))


def packed(*named: tuple[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in named:
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


@pytest.fixture
def buyer(office: Opened) -> Office:
    return office(cvr=BUYER.number)


def states(office: Office) -> dict[str, tuple[str, str, str, int]]:
    return {name: (one.kind, one.state, one.code, one.counted_ore) for name, one in office.deliveries().items()}


def account(office: Office) -> dict[str, Any]:
    with inside(office.organisation):
        made = queries.account()
        assert made is not None
        figures: dict[str, Any] = made.figures
        return figures


def confirm(office: Office, name: str, **changes: str) -> Any:
    one = office.deliveries()[name]
    given = {"total_rows": "detect", "default_currency": "DKK", **initial_of(one.preview["mapping"]), **changes}
    return office.client.post(f"/filer/{one.pk}/kolonner/", given)


def test_each_kind_is_told_by_its_content(buyer: Office) -> None:
    catalogue = (
        b'<Catalogue xmlns="urn:oasis:names:specification:ubl:schema:xsd:Catalogue-2"'
        b' xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"/>'
    )
    texts = {
        "enheder.csv": "GLN;Navn;Afdeling\n9520000000011;Skolen;Børn\n",
        "kontrakter.csv": "Kontrakt;Navn;CVR;Gyldig fra\nK1;Papir;99000000;2026-01-01\n",
        "mærker.csv": "Leverandør CVR;Varenr;Varetekst;Mærke\n99000000;17;Papir;Svanemærket\n",
        "kurser.csv": "Dato;Valuta;Kurs\n2026-01-15;EUR;746,00\n",
        "udtræk.csv": EXPORT,
        "ukendt.csv": "Fnug;Gnat\n1;2\n",
    }
    buyer.hand_in(
        *((name, text.encode()) for name, text in texts.items()),
        ("a.xml", invoice("F-1")), ("år.zip", packed(("1.xml", invoice("F-2")))), ("katalog.xml", catalogue),
        ("kataloger.zip", packed(("1.xml", catalogue), ("2.pdf", b"%PDF"))),
    )  # fmt: skip
    buyer.work()
    assert states(buyer) == {
        "enheder.csv": ("units", "read", "", 0),
        "kontrakter.csv": ("contracts", "read", "", 0),
        "mærker.csv": ("labels", "read", "", 0),
        "kurser.csv": ("rates", "read", "", 0),
        "udtræk.csv": ("export", "needs_mapping", "", 0),
        "ukendt.csv": ("export", "needs_mapping", "header", 0),
        "a.xml": ("invoices", "read", "", ORE),
        "år.zip": ("invoices", "read", "", ORE),
        "katalog.xml": ("catalogue", "refused", "missing", 0),
        "kataloger.zip": ("catalogue", "refused", "missing", 0),
    }
    for one in buyer.deliveries().values():
        buyer.page(f"/filer/{one.pk}/")
    assert buyer.page("/filer/lister/").count(">ja<") == 4


def test_the_account_closes_to_the_ore_and_can_be_fetched(buyer: Office) -> None:
    buyer.hand_in(
        ("a.xml", invoice("F-1")), ("euro.xml", invoice("F-2", currency="EUR")), ("b.xml", b"hej"),
        ("igen.zip", packed(("1.xml", invoice("F-1")), ("2.xml", invoice("F-3")))),
    )  # fmt: skip
    buyer.work()
    figures = account(buyer)
    assert figures["documents"] == {
        "read": 5, "counted": 2, "duplicate": 1, "excluded": {}, "set_aside": {"rate": 1}, "rejected": {"not_ubl": 1},
    }  # fmt: skip
    kroner, euro = figures["reconciliation"]["DKK"], figures["reconciliation"]["EUR"]
    parts = ("counted_ore", "excluded_ore", "set_aside_ore", "rounding_ore", "difference_ore")
    assert [kroner["source_ore"], *(kroner[part] for part in parts)] == [2 * ORE, 2 * ORE, 0, 0, 0, 0]
    assert [euro["source_ore"], *(euro[part] for part in parts)] == [ORE, 0, 0, ORE, 0, 0]
    assert figures["accounted_for"]
    page = buyer.page("/filer/regnskab/")
    for text in ("Alt er gjort rede for.", "249,00", "Der er ingen kurs for valutaen på datoen.", "Underskrift"):
        assert text in page
    assert "set_aside;rate;EUR;1;12450" in b"".join(buyer.client.get("/filer/regnskab/regnskab.csv")).decode()
    listed = b"".join(buyer.client.get("/filer/regnskab/ikke-talt-med.csv")).decode()
    assert listed.splitlines()[1:] == [
        "euro.xml;;F-2;Fiktiv leverandør A/S;2026-01-15;set_aside;rate;EUR 2026-01-15;12450;EUR".replace(
            "Fiktiv leverandør A/S", PAPER.supplier.name
        ),
        "b.xml;;;;;rejected;not_ubl;not XML;;",
    ]
    book = zipfile.ZipFile(BytesIO(buyer.client.get("/filer/regnskab/regnskab.xlsx").content))
    assert "xl/worksheets/sheet3.xml" in book.namelist()
    assert "euro.xml" in buyer.page("/filer/regnskab/ikke-talt-med/?grund=rate")
    assert "b.xml" not in buyer.page("/filer/regnskab/ikke-talt-med/?grund=rate")


def test_x31_documents_that_came_in_another_file_are_counted_once(buyer: Office) -> None:
    buyer.hand_in(("a.xml", invoice("F-1")))
    buyer.work()
    buyer.hand_in(("år.zip", packed(("1.xml", invoice("F-1")), ("2.xml", invoice("F-2")))))
    buyer.work()
    one = buyer.deliveries()["år.zip"]
    assert (one.documents, one.again, one.counted_ore) == (2, 1, ORE)
    assert account(buyer)["documents"]["duplicate"] == 1


def test_x40_documents_to_others_are_left_out_and_units_decide(buyer: Office) -> None:
    other = Party(name="En anden (opdigtet)", number="99000001", gln=None)
    buyer.hand_in(("nabo.xml", invoice("F-1", buyer=other, unit="9520000000028")))
    buyer.work()
    assert states(buyer)["nabo.xml"][1:] == ("refused", "not_your_document", 0)
    buyer.hand_in(("enheder.csv", b"GLN;Navn\n9520000000028;Naboen (opdigtet)\n"))
    buyer.work()
    assert states(buyer)["nabo.xml"][1:] == ("read", "", ORE)
    remove(buyer, "enheder.csv")
    assert states(buyer) == {"nabo.xml": ("invoices", "refused", "not_your_document", 0)}


def test_units_of_the_membership_are_ours(buyer: Office) -> None:
    other = Party(name="En anden (opdigtet)", number="99000001", gln=None)
    with inside(buyer.organisation):
        Unit.objects.create(organisation=buyer.organisation, gln="9520000000028", name="Skolen (opdigtet)")
    buyer.hand_in(("a.xml", invoice("F-1", buyer=other, unit="9520000000028")))
    buyer.work()
    assert states(buyer)["a.xml"][1:] == ("read", "", ORE)
    with inside(buyer.organisation):
        assert queries.sources_of(buyer.organisation).unit_names == {"9520000000028": "Skolen (opdigtet)"}


def test_rates_given_later_make_what_was_set_aside_count(buyer: Office) -> None:
    buyer.hand_in(("euro.xml", invoice("F-2", currency="EUR")))
    buyer.work()
    assert states(buyer)["euro.xml"][1:3] == ("read", "rate")
    buyer.hand_in(("kurser.csv", b"Dato;Valuta;Kurs\n2026-01-15;EUR;746,00\n"))
    buyer.work()
    one = buyer.deliveries()["euro.xml"]
    assert (one.state, one.code, account(buyer)["reconciliation"]["EUR"]["counted_dkk_ore"]) == ("read", "", 92877)


def test_an_export_waits_for_a_person_and_is_then_read(buyer: Office) -> None:
    buyer.hand_in(("udtræk.csv", EXPORT.encode()))
    buyer.work()
    one = buyer.deliveries()["udtræk.csv"]
    page = buyer.page(f"/filer/{one.pk}/kolonner/")
    assert "Papir (opdigtet)" in page
    assert '<option value="Beløb" selected>' in page
    assert confirm(buyer, "udtræk.csv", c_name="").status_code == 302
    buyer.work()
    assert states(buyer)["udtræk.csv"] == ("export", "read", "", 10000)
    # another file with the same columns: what was said is offered again, and still asked for
    buyer.hand_in(("næste.csv", EXPORT.replace("E1", "E2").encode()))
    buyer.work()
    page = buyer.page(f"/filer/{buyer.deliveries()['næste.csv'].pk}/kolonner/")
    assert "Det, I sagde dengang, er udfyldt." in page
    assert '<option value="Varetekst" selected>' not in page


def test_s04_what_is_ambiguous_is_asked_for(buyer: Office) -> None:
    buyer.hand_in(("a.csv", EXPORT.replace("100,00", "1.234").encode()))
    buyer.work()
    assert states(buyer)["a.csv"][1:3] == ("needs_mapping", "ambiguous")
    confirm(buyer, "a.csv")  # still nothing said
    buyer.work()
    assert states(buyer)["a.csv"][1:3] == ("needs_mapping", "ambiguous")
    confirm(buyer, "a.csv", decimal="comma")
    buyer.work()
    assert states(buyer)["a.csv"][1:] == ("read", "", 123400)
    confirm(buyer, "a.csv", decimal="point")  # it was a mistake: read anew
    buyer.work()
    assert (states(buyer)["a.csv"][1:], account(buyer)["lines"]) == (("read", "", 123), 1)


def test_s08_unknown_column_names_are_said_by_hand(buyer: Office) -> None:
    buyer.hand_in(("a.csv", b"Rapport;;\nHvem;Hvor meget;Hvornaar\nPapir A/S;100,00;2026-02-01\n"))
    buyer.work()
    one = buyer.deliveries()["a.csv"]
    assert one.preview["names"] == ["Hvem", "Hvor meget", "Hvornaar"]
    given = {"c_net_amount": "Hvor meget", "c_issue_date": "Hvornaar"}
    rest = {"total_rows": "detect", "default_currency": "DKK"}
    address = f"/filer/{one.pk}/kolonner/"
    assert buyer.client.post(address, {**given, **rest}).status_code == 422
    assert buyer.client.post(address, {**given, **rest, "c_supplier_name": "Hvor meget"}).status_code == 422
    assert buyer.client.post(address, {**given, **rest, "c_supplier_name": "Andet"}).status_code == 422
    assert buyer.client.post(address, {**given, **rest, "c_supplier_name": "Hvem"}).status_code == 302
    buyer.work()
    assert states(buyer)["a.csv"][1:] == ("read", "", 10000)


def test_another_row_can_hold_the_column_names(buyer: Office) -> None:
    buyer.hand_in(("a.csv", b"Et;To;Tre\nHvem;Hvor meget;Hvornaar\nPapir A/S;100,00;2026-02-01\n"))
    buyer.work()
    one = buyer.deliveries()["a.csv"]
    assert one.preview["names"] == ["Et", "To", "Tre"]
    assert buyer.client.post(f"/filer/{one.pk}/kolonner/vis/", {"header_row": "2"}).status_code == 302
    buyer.work()
    assert buyer.deliveries()["a.csv"].preview["names"] == ["Hvem", "Hvor meget", "Hvornaar"]
    assert buyer.client.post(f"/filer/{one.pk}/kolonner/vis/", {"header_row": "x"}).status_code == 302


def remove(office: Office, name: str) -> None:
    one = office.deliveries()[name]
    assert "Vil du fjerne filen?" in office.page(f"/filer/{one.pk}/fjern/")
    path = files.received_file(office.organisation, one.file)
    assert office.client.post(f"/filer/{one.pk}/fjern/").status_code == 302
    office.work()
    assert not path.exists()


def test_a_file_that_is_removed_takes_its_documents_with_it(buyer: Office) -> None:
    buyer.hand_in(("a.xml", invoice("F-1")), ("år.zip", packed(("1.xml", invoice("F-1")), ("2.xml", invoice("F-2")))))
    buyer.work()
    folder = files.store_folder(buyer.organisation)
    secret = spend.secret_of(folder)
    remove(buyer, "a.xml")
    after = files.store_folder(buyer.organisation)
    assert (states(buyer), account(buyer)["reconciliation"]["DKK"]["counted_ore"]) == (
        {"år.zip": ("invoices", "read", "", 2 * ORE)}, 2 * ORE,
    )  # fmt: skip
    assert (after != folder, folder.exists(), spend.secret_of(after)) == (True, False, secret)
    assert (buyer.deliveries()["år.zip"].again, account(buyer)["documents"]["duplicate"]) == (0, 0)
    remove(buyer, "år.zip")
    assert states(buyer) == {}
    assert "Der er intet at gøre rede for endnu" in buyer.page("/filer/regnskab/")


def test_a_file_taken_for_the_wrong_kind_is_corrected(buyer: Office) -> None:
    buyer.hand_in(("a.xml", invoice("F-1")), kind="catalogue")
    buyer.work()
    one = buyer.deliveries()["a.xml"]
    assert (one.state, one.code) == ("refused", "doc_type")
    assert buyer.client.post(f"/filer/{one.pk}/laes/", {"kind": "invoices"}).status_code == 302
    buyer.work()
    assert states(buyer) == {"a.xml": ("invoices", "read", "", ORE)}
    buyer.client.post(f"/filer/{one.pk}/laes/", {"kind": "catalogue"})
    buyer.work()
    assert states(buyer) == {"a.xml": ("catalogue", "refused", "doc_type", 0)}
    assert "Der er intet at gøre rede for endnu" in buyer.page("/filer/regnskab/")


def test_the_newest_list_of_contracts_replaces_and_labels_add_up(buyer: Office) -> None:
    head = "Kontrakt;Navn;CVR;Gyldig fra\n"
    for place in (1, 2):
        buyer.hand_in((f"k{place}.csv", f"{head}K{place};Papir;99000000;2026-01-01\n".encode()))
        buyer.hand_in((f"m{place}.csv", f"Leverandør CVR;Varenr;Mærke\n99000000;{place};Svanemærket\n".encode()))
        buyer.work()
    with inside(buyer.organisation):
        known = queries.sources_of(buyer.organisation)
    assert [contract.id for contract in known.sources.contracts] == ["K2"]
    assert [one.key for one in known.sources.statements] == ["s:1", "s:2"]
    assert "nej, erstattet" in buyer.page("/filer/lister/")
    remove(buyer, "k2.csv")
    with inside(buyer.organisation):
        assert [one.id for one in queries.sources_of(buyer.organisation).sources.contracts] == ["K1"]


def test_rows_of_a_list_that_are_left_out_are_told(buyer: Office) -> None:
    buyer.hand_in(("enheder.csv", b"GLN;Navn\n9520000000028;Skolen\n123;Kort\n"))
    buyer.work()
    page = buyer.page(f"/filer/{buyer.deliveries()['enheder.csv'].pk}/")
    assert "Læst: 1 række, 1 holdt ude" in page
    assert "Række 3:" in page


def test_the_share_is_told_once_when_something_has_changed(buyer: Office) -> None:
    told: list[Organisation] = []

    def hear(organisation: Organisation, **_: Any) -> None:
        told.append(organisation)

    store_changed.connect(hear)
    try:
        buyer.hand_in(("a.xml", invoice("F-1")), ("k.csv", b"Kontrakt;CVR\nK1;99000000\n"))
        buyer.work()
        buyer.work()
    finally:
        store_changed.disconnect(hear)
    assert told == [buyer.organisation]


def test_a_line_can_name_the_file_it_came_from(buyer: Office) -> None:
    buyer.hand_in(("år.zip", packed(("mappe/1.xml", invoice("F-1")))))
    buyer.work()
    with inside(buyer.organisation):
        one = buyer.deliveries()["år.zip"]
        source = f"{one.file}!/mappe/1.xml"
        assert queries.delivery_of_source(source) == one
        assert queries.named_source(source, one) == "år.zip › mappe/1.xml"
        assert queries.delivery_of_source("noget!/andet") is None


# what stops it


def test_c05_a_membership_that_ends_while_files_are_read_publishes_nothing(
    buyer: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    buyer.hand_in(("a.xml", invoice("F-1")))
    _before_publication(monkeypatch, lambda: Organisation.objects.update(status=Status.ENDED))
    buyer.work()
    assert states(buyer)["a.xml"] == ("invoices", "queued", "", 0)
    with inside(buyer.organisation):
        assert queries.store_of(buyer.organisation).number == 0
    Organisation.objects.update(status=Status.MEMBER)
    monkeypatch.undo()
    tasks.carry_on()
    buyer.work()
    assert states(buyer)["a.xml"] == ("invoices", "read", "", ORE)


def test_c05_whoever_loses_their_role_while_it_is_read_counts_nothing(
    buyer: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    buyer.hand_in(("a.xml", invoice("F-1")))
    _before_publication(monkeypatch, lambda: Representation.objects.update(until="2026-01-01"))
    buyer.work()
    assert states(buyer)["a.xml"] == ("invoices", "refused", "not_representing", 0)
    with inside(buyer.organisation):
        assert queries.store_of(buyer.organisation).number == 0
    Representation.objects.update(until=None)
    buyer.client.post(f"/filer/{buyer.deliveries()['a.xml'].pk}/laes/", {"kind": "invoices"})
    monkeypatch.undo()
    buyer.work()
    assert states(buyer)["a.xml"] == ("invoices", "read", "", ORE)


def test_a_file_removed_while_it_is_read_is_not_published(buyer: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    buyer.hand_in(("a.xml", invoice("F-1")), ("b.xml", invoice("F-2")))
    one = buyer.deliveries()["a.xml"]
    _before_publication(monkeypatch, lambda: buyer.client.post(f"/filer/{one.pk}/fjern/"))
    buyer.work()
    assert states(buyer) == {"b.xml": ("invoices", "read", "", ORE)}


def _before_publication(monkeypatch: pytest.MonkeyPatch, do: Callable[[], object]) -> None:
    """Have something happen after the files are read and before what they hold is published, the first time."""
    from flok.apps.purchases.working import _Teller

    done: list[int] = []
    tell = _Teller.__call__

    def telling(self: Any, documents: int, lines: int) -> None:
        if not done:
            done.append(1)
            with inside(self.organisation):
                do()
        tell(self, documents, lines)

    monkeypatch.setattr(_Teller, "__call__", telling)


def test_what_brings_several_to_a_fall_is_read_alone_the_next_time(
    buyer: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from concurrent.futures.process import BrokenProcessPool

    buyer.hand_in(("a.xml", invoice("F-1")), ("b.xml", invoice("F-2")), ("c.xml", invoice("F-3")))
    bad = buyer.deliveries()["b.xml"].file
    read_into = spend.read_into

    def falling(engine: Any, folder: Any, paths: Any, context: Any, **more: Any) -> Any:
        if any(path.name == bad for path in paths):
            raise BrokenProcessPool
        return read_into(engine, folder, paths, context, **more)

    monkeypatch.setattr(reading.spend, "read_into", falling, raising=False)
    buyer.work()
    assert states(buyer) == {
        "a.xml": ("invoices", "read", "", ORE),
        "b.xml": ("invoices", "refused", "crashed", 0),
        "c.xml": ("invoices", "read", "", ORE),
    }


def test_a_damaged_store_is_told_and_the_worker_lives(buyer: Office) -> None:
    buyer.hand_in(("a.xml", invoice("F-1")))
    buyer.work()
    (files.store_folder(buyer.organisation) / "CURRENT").write_text("sludder")
    buyer.hand_in(("b.xml", invoice("F-2")))
    buyer.work()
    assert states(buyer)["b.xml"][1:3] == ("refused", "corrupt")
    assert buyer.client.get("/filer/").status_code == 200


def test_two_workers_one_works(buyer: Office) -> None:
    buyer.hand_in(("a.xml", invoice("F-1")))
    with files.at_work(buyer.organisation) as is_ours:
        buyer.work()
        assert (is_ours, states(buyer)["a.xml"][1]) == (True, "received")
    buyer.work()
    assert states(buyer)["a.xml"][1] == "read"


def test_what_was_cut_short_three_times_is_given_up(buyer: Office) -> None:
    buyer.hand_in(("a.xml", invoice("F-1")))
    with inside(buyer.organisation):
        Delivery.objects.update(state="reading", kind="invoices", attempts=3)
    buyer.work()
    assert states(buyer)["a.xml"][1:3] == ("refused", "crashed")
    with inside(buyer.organisation):
        Delivery.objects.update(state="reading", attempts=2)
    buyer.work()
    assert states(buyer)["a.xml"][1:] == ("read", "", ORE)


def test_oioubl_in_small_parts_is_the_same(buyer: Office) -> None:
    buyer.hand_in(("a.xml", oioubl_invoice(PAPER)))
    buyer.work()
    assert states(buyer)["a.xml"][1:] == ("read", "", ORE)
