"""The borough's places: Runnymede's car parks, and its streets under the county since April 2023."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.actions import add_authority, set_policy
from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Letterhead
from parking.issue.numbers import open_series
from parking.places.actions import add_order, add_place, add_power, add_restriction, suspend_enforcement
from parking.places.rules import PlaceKind, PowerKind, PowerStanding, SuspensionKind
from parking.simulation.borough.rows import DATA
from parking.store.files import FileStore

SINCE = date(2020, 1, 1)
LAST_DAY_ON_STREET = date(2023, 3, 31)
HANDED_BACK = (
    "Surrey County Council took on-street enforcement back on 1 April 2023;"
    " on-street permits, suspensions and waivers ended with it"
)
RUNNYMEDE, SURREY = "Runnymede Borough Council", "Surrey County Council"
CAR_PARK_CODES = (
    ("70", ""), ("71", ""), ("73", "gu"), ("78", "p"), ("80", "gu"), ("82", "puv4"), ("83", "4"),
    ("85", "trwyz45"), ("86", "prs"), ("87", ""), ("91", "cg"),
)  # fmt: skip
STREET_CODES = (("01", "a"), ("02", "a"), ("30", "u"), ("40", "n"), ("47", "j"), ("62", "124"), ("99", "o"))


@dataclass(frozen=True, slots=True)
class Borough:
    """The two authorities, and the places where PCNs are lived."""

    runnymede: UUID
    surrey: UUID
    car_parks: tuple[UUID, ...]
    streets: tuple[UUID, ...]


def found_borough(session: Session, *, files: FileStore, port: int, at: datetime) -> Borough:
    """Add the two authorities with their hosts, letterheads, policies, number series and places."""
    runnymede = _authority(
        session, "runnymede", _letterhead(RUNNYMEDE, "Runnymede", "#00594f", port), "RU",
        ("127.0.0.1", "localhost", "runnymede.localhost"),
    )  # fmt: skip
    surrey = _authority(
        session, "surrey", _letterhead(SURREY, "Surrey", "#3b2e7e", port), "SY", ("surrey.localhost",)
    )
    rows = _source()
    car_parks = [
        _car_park(session, files, runnymede, number, row)
        for number, row in enumerate((r for r in rows if "car park" in r["kind"]), start=1)
    ]
    streets = [_street(session, files, runnymede, surrey, number, row) for number, row in enumerate(
        (r for r in rows if "car park" not in r["kind"]), start=1)]  # fmt: skip
    open_car_parks = tuple(place for place in car_parks if place is not None)
    suspend_enforcement(
        session, authority=runnymede, place_id=open_car_parks[0], from_at=at, until_at=at + timedelta(days=1),
        kind=SuspensionKind.FREE_DAY, ordered_by="Parking manager (demonstration)", ordered_at=at,
        why="Free parking for the town's market day",
    )  # fmt: skip
    return Borough(runnymede, surrey, open_car_parks, tuple(streets))


def _authority(
    session: Session, code: str, letterhead: Letterhead, prefix: str, hosts: tuple[str, ...]
) -> UUID:
    authority = add_authority(
        session, code=code, regime="england", hosts=hosts, letterhead=letterhead, is_demonstration=True
    )
    set_policy(
        session, authority=authority, kind=PolicyKind.OBSERVATION_MINUTES, from_on=SINCE,
        value={"default": 0, "83": 5, "85": 5, "86": 1, "01": 5, "62": 5},
        says="Minutes an officer watches before a PCN; a policy of the council, not of the law.",
    )  # fmt: skip
    set_policy(
        session, authority=authority, kind=PolicyKind.LATE_POST_DAYS, from_on=SINCE, value=5,
        says="We wait five days for late post before we ask who the keeper is.",
    )  # fmt: skip
    open_series(session, authority=authority, prefix=prefix)
    return authority


def _letterhead(name: str, short: str, colour: str, port: int) -> Letterhead:
    return Letterhead(
        from_on=SINCE,
        name=name,
        short_name=short,
        service_name="Parking penalties",
        brand_colour=colour,
        postal_address=("Parking Services", "1 Demonstration Street", "Exampleton", "EX1 1AA"),
        phone="01632 960123",
        phone_hours="Monday to Friday, 9am to 5pm",
        email=f"parking@{short.lower()}.example",
        website=f"{short.lower()}.localhost:{port}",
    )


def _source() -> list[dict[str, str]]:
    with (DATA / "runnymede_places.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def _car_park(
    session: Session, files: FileStore, authority: UUID, number: int, row: dict[str, str]
) -> UUID | None:
    closed, on_trust = "closed" in row["kind"], "Pleasure Grounds" in row["name"]
    place_id = add_place(
        session,
        authority=authority,
        code=f"C{number:02d}",
        kind=PlaceKind.CAR_PARK,
        name=f"{row['name']} car park" if "Ground" not in row["name"] else row["name"],
        town=row["town"],
        has_anpr="ANPR" in row["kind"],
        is_invented="UNCONFIRMED" in row["evidence"],
        detail=row["detail"],
    )
    add_power(
        session,
        authority=authority,
        place_id=place_id,
        kind=PowerKind.TRUST_LAND if on_trust else PowerKind.SECTION_35,
        standing=PowerStanding.UNKNOWN if on_trust else PowerStanding.ASSUMED,
        from_on=SINCE,
        until_on=date(2022, 12, 31) if closed else None,
        in_name_of=RUNNYMEDE,
        ended_because="the car park was closed and sold" if closed else "",
    )
    reference = f"Demonstration Off-Street Parking Places Order 2020, schedule {number}"
    order = _order(session, files, authority, reference, f"{row['name']}: assumed order")
    for code, suffixes in CAR_PARK_CODES:
        add_restriction(
            session, authority=authority, order_id=order, place_id=place_id, code=code, suffixes=suffixes,
            article=f"article {int(code) - 66}", max_stay_minutes=180,
            exemptions="A vehicle showing a Blue Badge, where the order says so.",
        )  # fmt: skip
    return None if closed or on_trust else place_id


def _street(
    session: Session, files: FileStore, runnymede: UUID, surrey: UUID, number: int, row: dict[str, str]
) -> UUID:
    now = UUID(int=0)
    for authority in (runnymede, surrey):
        place_id = add_place(
            session, authority=authority, code=f"S{number:02d}", kind=PlaceKind.STREET, name=row["name"],
            town=row["town"].split("(")[0].strip() or "Runnymede", detail=row["detail"],
        )  # fmt: skip
        was_agent = authority == runnymede
        add_power(
            session,
            authority=authority,
            place_id=place_id,
            kind=PowerKind.ON_STREET_AGENCY if was_agent else PowerKind.ON_STREET,
            standing=PowerStanding.ASSUMED,
            from_on=SINCE if was_agent else date(2023, 4, 1),
            until_on=LAST_DAY_ON_STREET if was_agent else None,
            in_name_of=SURREY,
            ended_because=HANDED_BACK if was_agent else "",
        )
        order = _order(
            session, files, authority, f"Demonstration Waiting Order 2020, schedule {number}",
            f"{row['name']}: assumed order",
        )  # fmt: skip
        for code, suffixes in STREET_CODES:
            add_restriction(
                session, authority=authority, order_id=order, place_id=place_id, code=code,
                suffixes=suffixes, article=f"article {int(code) % 30 + 1}", max_stay_minutes=120,
            )  # fmt: skip
        now = place_id
    return now


def _order(session: Session, files: FileStore, authority: UUID, reference: str, title: str) -> UUID:
    document = f"{reference}\n{title}\nAssumed for the demonstration; no such order was made.\n"
    return add_order(
        session, authority=authority, reference=reference, title=title, from_on=SINCE,
        document_sha256=files.keep(authority, document.encode()),
    )  # fmt: skip
