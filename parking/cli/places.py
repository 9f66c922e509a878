"""`parking places`: bring places in from sheets, attach orders, suspend enforcement, list what is here."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from parking.authorities.actions import touch
from parking.authorities.queries import authority_named, council
from parking.cases.record import By
from parking.cli.check_sheet_pdf import write_check_sheets
from parking.cli.opening import known_errors, opened
from parking.cli.problems import Problem
from parking.cli.sheets import Documents, given_sheets, rows_in_use
from parking.issue.queries import caught_by_suspension
from parking.issue.release import release_for_order
from parking.law.regimes import ENGLAND, law_at
from parking.places.actions import attach_document, suspend_enforcement
from parking.places.check_sheet import check_sheet, check_sheet_text
from parking.places.importing import TakingIn, take_in
from parking.places.queries import enforceable, order_referred_to, place_coded
from parking.places.queries import places as every_place
from parking.places.rules import SuspensionKind
from parking.places.sheets.template import write_template
from parking.store.current import files
from parking.store.session import reading, writing
from parking.values import clock

_FILE = click.Path(path_type=Path, dir_okay=False)
_authority = click.option(
    "--authority", "code", required=True, metavar="CODE", help="Whose places, by its code."
)


@click.group()
def places() -> None:
    """Bring places in from sheets, attach orders, suspend enforcement."""


@places.command()
@click.argument("file", type=_FILE)
def template(file: Path) -> None:
    """Write FILE.xlsx, an empty workbook: how to fill it in, a sheet for a car park, the codes."""
    if file.suffix.lower() != ".xlsx":
        raise Problem(f"{file} does not end in .xlsx.")
    with known_errors():
        write_template(file, law_at(clock.today(), ENGLAND))
    click.echo(f"Wrote {file}.")


@places.command("import")
@click.argument("file", type=_FILE)
@_authority
@click.option(
    "--dry-run", is_flag=True, help="Say what would change and print the check sheets; write nothing."
)
@click.option("--check-sheet", "pdf", type=_FILE, help="Also write the check sheets to this PDF.")
@click.option(
    "--correct",
    is_flag=True,
    help="Put right rows of an order that PCNs stand on, because they were wrong from the start.",
)
def import_(*, file: Path, code: str, dry_run: bool, pdf: Path | None, correct: bool) -> None:
    """Take in FILE (.xlsx with a sheet per car park, or .csv with one), all of it or nothing.

    Each cell that is wrong is named, with what it should hold. The same sheets again change nothing;
    changed ones show the differences. Then the check sheet of each place is printed: every fact, what is
    missing, and where a manager signs. The exit code is 0 when it was taken in, 2 when it was not.
    """
    with opened():
        with reading() as session:
            authority = authority_named(session, code=code)
            snapshot = council(session, authority=authority)
        today = clock.today()
        law = snapshot.law(today)
        sheets, faults = given_sheets(file, law)
        documents = Documents(file.parent, files(), authority)
        named, missing = documents.named_in(sheets)
        if faults or missing:
            for fault in (*faults, *missing):
                click.echo(fault, err=True)
            raise Problem(
                f"{file} was not taken in: {len(faults) + len(missing)} cells must be put right first."
            )
        if not dry_run:
            documents.keep()
        with writing(authority=authority) as session:
            how = TakingIn(authority, named, lambda place: rows_in_use(session, authority, place), correct)
            changes = take_in(session, sheets, how)
            checked = [
                check_sheet(
                    session, authority=authority, law=law,
                    place_id=place_coded(session, authority=authority, code=sheet.code),
                )
                for sheet in sheets
            ]  # fmt: skip
            if dry_run:
                session.rollback()
        for change in changes:
            click.echo(str(change))
        verb = "would change" if dry_run else "changed"
        click.echo(
            f"{len(changes)} things {verb}." if changes else "Nothing changed: all of it is here already."
        )
        for sheet in checked:
            click.echo(f"\n{check_sheet_text(sheet, today)}")
        if pdf is not None:
            write_check_sheets(pdf, checked, snapshot, today)
            click.echo(f"Wrote {pdf}.")


@places.command()
@_authority
@click.option("--order", "reference", required=True, metavar="REF", help="The order's reference.")
@click.argument("file", type=_FILE)
def attach(*, code: str, reference: str, file: Path) -> None:
    """Attach FILE, the signed order, to an order that had only a reference.

    PCNs held because it was not attached are released, so that notices to owner may follow.
    """
    with opened():
        try:
            data = file.read_bytes()
        except OSError as wrong:
            raise Problem(f"{file} can't be read: {wrong.strerror}.") from wrong
        if not data:
            raise Problem(f"{file} is empty.")
        with reading() as session:
            authority = authority_named(session, code=code)
            snapshot = council(session, authority=authority)
        with writing(authority=authority) as session:
            order = order_referred_to(session, authority=authority, reference=reference)
            kept = files().keep(authority, data)
            attach_document(session, authority=authority, order_id=order, sha256=kept)
            touch(session, authority=authority)
            by = By(actor="system", door="cli places attach", at=clock.now())
            released = release_for_order(session, council=snapshot, order_id=order, by=by)
    click.echo(f"Attached {file} to {reference} as {kept[:12]}…; {released} PCNs are no longer held for it.")


@places.command()
@_authority
@click.option("--place", "place_code", required=True, metavar="CODE", help="The place.")
@click.option(
    "--from", "from_", required=True, metavar="WHEN", help="From when: 2026-03-03T09:00, London time."
)
@click.option("--until", required=True, metavar="WHEN", help="Until when: 2026-03-03T18:00, London time.")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in SuspensionKind]), required=True, help="What for."
)
@click.option("--ordered-by", required=True, metavar="NAME", help="Who ordered it.")
@click.option("--ordered-at", metavar="WHEN", help="When it was ordered; now otherwise.")
@click.option("--why", required=True, metavar="TEXT", help="Why, in a sentence.")
def suspend(
    *, code: str, place_code: str, from_: str, until: str, kind: str, ordered_by: str, ordered_at: str | None,
    why: str,
) -> None:  # fmt: skip
    """Stop enforcement at a place for a time, and list the PCNs given there meanwhile.

    No PCN can be issued there for those hours. The PCNs listed stand until a person decides on each.
    """
    start, end = _instant(from_), _instant(until)
    if end <= start:
        raise Problem(f"--until {until} is not after --from {from_}.")
    with opened():
        with reading() as session:
            authority = authority_named(session, code=code)
        with writing(authority=authority) as session:
            place = place_coded(session, authority=authority, code=place_code)
            suspend_enforcement(
                session, authority=authority, place_id=place, from_at=start, until_at=end,
                kind=SuspensionKind(kind), ordered_by=ordered_by,
                ordered_at=_instant(ordered_at) if ordered_at else clock.now(), why=why,
            )  # fmt: skip
            touch(session, authority=authority)
            caught = caught_by_suspension(
                session, authority=authority, place_id=place, from_at=start, until_at=end
            )
            name = enforceable(session, authority=authority, place_id=place).name
    click.echo(f"Enforcement at {name} is suspended from {_shown(start)} to {_shown(end)}.")
    click.echo(f"{len(caught)} PCNs were given in that time." if caught else "No PCN was given in that time.")
    for each in caught:
        click.echo(f"  {each.number}  {_shown(each.contravention_at)}  {each.stage.replace('_', ' ')}")


@places.command("list")
@_authority
def list_(code: str) -> None:
    """List the places with today's power and how many codes may be issued."""
    with opened():
        with reading() as session:
            authority = authority_named(session, code=code)
        with reading(authority=authority) as session:
            rows = every_place(session, authority=authority)
            for row in rows:
                here = enforceable(session, authority=authority, place_id=row.id)
                power = here.power_on(clock.today())
                rests = f"{power.kind.value} ({power.standing.value})" if power else "no power today"
                codes = sorted({each.code for each in here.restrictions})
                attached = all(each.is_attached for each in here.restrictions)
                paper = "" if attached else "; an order is not attached"
                click.echo(
                    f"{row.code:<12} {row.name}, {row.town}: {row.kind.value.replace('_', ' ')}, "
                    f"{rests.replace('_', ' ')}, codes {' '.join(codes) or 'none'}{paper}"
                )
    if not rows:
        click.echo("No places yet.")


def _instant(text: str) -> datetime:
    try:
        wall = datetime.fromisoformat(text)
    except ValueError:
        raise Problem(f"{text!r} is not a day and time such as 2026-03-03T09:00.") from None
    if wall.tzinfo is not None:
        return clock.utc(wall)
    return clock.at_local(wall.date(), wall.hour, wall.minute, wall.second)


def _shown(at: datetime) -> str:
    wall = clock.local(at)
    return f"{wall.day} {wall:%B %Y %H:%M}"
