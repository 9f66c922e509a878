"""A small authority with a car park, a street, an officer and a device: for tests and benchmarks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.actions import add_authority, set_policy
from parking.authorities.policies import PolicyKind
from parking.authorities.queries import Council, Letterhead, council
from parking.issue.numbers import open_series
from parking.people.actions import NewDevice, add_device, add_user
from parking.people.permissions import Role
from parking.places.actions import add_order, add_place, add_power, add_restriction
from parking.places.rules import PlaceKind, PowerKind, PowerStanding
from parking.values.canonical import sha256

PASSWORD = "a long enough specimen password"  # noqa: S105 - of people who don't exist
CAR_PARK_CODES = (("73", "gu"), ("82", "puv4"), ("83", "4"), ("85", "abtrwyz45"), ("86", "prs"), ("80", "gu"))


@dataclass(frozen=True, slots=True)
class Specimen:
    """What a specimen authority is made of."""

    council: Council
    car_park: UUID
    street: UUID
    officer: UUID
    device: NewDevice

    @property
    def id(self) -> UUID:
        """The authority's id."""
        return self.council.id


def specimen_letterhead(name: str, from_on: date) -> Letterhead:
    """Return a letterhead of a council that does not exist."""
    return Letterhead(
        from_on=from_on,
        name=f"{name} District Council",
        short_name=name,
        service_name="Parking penalties",
        brand_colour="#1d5c3f",
        postal_address=("Parking Services", "1 Specimen Street", "Exampleton", "EX1 1AA"),
        phone="01632 960001",
        phone_hours="Monday to Friday, 9am to 5pm",
        email="parking@example.org",
        website="www.example.org/parking",
    )


def specimen_authority(
    session: Session, *, name: str, prefix: str, hosts: tuple[str, ...], at: datetime
) -> Specimen:
    """Add a specimen authority that may issue in a car park all day, but not in its street any more."""
    since = date(2020, 1, 1)
    authority = add_authority(
        session,
        code=name.lower(),
        regime="england",
        hosts=hosts,
        letterhead=specimen_letterhead(name, since),
    )
    set_policy(
        session, authority=authority, kind=PolicyKind.LATE_POST_DAYS, from_on=since, value=0,
        says="We do not wait for late post.",
    )  # fmt: skip
    open_series(session, authority=authority, prefix=prefix)
    car_park = _place(session, authority, "PG", PlaceKind.CAR_PARK, "Pleasure Green", name)
    street = _place(session, authority, "HIGH", PlaceKind.STREET, "High Street", name)
    officer = add_user(
        session, authority=authority, email=f"officer@{name.lower()}.example", name="Olu Officer",
        password=PASSWORD, roles=[Role.OFFICER], badge=f"{prefix}07", at=at,
    )  # fmt: skip
    device = add_device(session, authority=authority, name="handheld 1", officer_id=officer)
    return Specimen(council(session, authority=authority), car_park, street, officer, device)


def _place(session: Session, authority: UUID, code: str, kind: PlaceKind, place: str, name: str) -> UUID:
    place_id = add_place(session, authority=authority, code=code, kind=kind, name=place, town=name)
    off_street = kind is PlaceKind.CAR_PARK
    add_power(
        session,
        authority=authority,
        place_id=place_id,
        kind=PowerKind.SECTION_35 if off_street else PowerKind.ON_STREET_AGENCY,
        standing=PowerStanding.CONFIRMED,
        from_on=date(2020, 1, 1),
        until_on=None if off_street else date(2023, 3, 31),
        in_name_of=f"{name} District Council" if off_street else "Specimen County Council",
        ended_because="" if off_street else "the county council took on-street enforcement back",
    )
    order = add_order(
        session, authority=authority, reference=f"{name} {code} Order 2019", title=f"{place} order",
        from_on=date(2019, 6, 1), document_sha256=sha256(place.encode()),
    )  # fmt: skip
    for contravention, suffixes in CAR_PARK_CODES if off_street else (("01", "ajoyz"), ("05", "cgpsuv1")):
        add_restriction(
            session, authority=authority, order_id=order, place_id=place_id, code=contravention,
            suffixes=suffixes, article="article 4", max_stay_minutes=120,
        )  # fmt: skip
    return place_id
