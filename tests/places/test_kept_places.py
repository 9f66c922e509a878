"""What decides enforcement is kept between acts, and read again as soon as it changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy.orm import Session

from parking.authorities.queries import council
from parking.places.actions import add_order, add_power, add_restriction, attach_document, suspend_enforcement
from parking.places.queries import enforceable_for
from parking.places.rules import Enforceable, PowerKind, PowerStanding, SuspensionKind
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing

pytestmark = pytest.mark.both_engines


def here(session: Session, specimen: Specimen, at: datetime) -> Enforceable:
    asked = council(session, authority=specimen.id)
    return enforceable_for(session, council=asked, place_id=specimen.car_park, at=at)


def test_a_power_an_order_and_its_document_are_seen_by_the_next_act(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        with reading(authority=specimen.id) as session:
            before = here(session, specimen, noon)
        with writing(authority=specimen.id) as session:
            add_power(
                session, authority=specimen.id, place_id=specimen.car_park, kind=PowerKind.TRUST_LAND,
                standing=PowerStanding.ASSUMED, from_on=date(2026, 1, 1), in_name_of="Exampleton",
            )  # fmt: skip
        with writing(authority=specimen.id) as session:
            assert len(here(session, specimen, noon).powers) == len(before.powers) + 1
            order = add_order(
                session, authority=specimen.id, reference="Order 2026", title="Order",
                from_on=date(2026, 1, 1), document_sha256=None,
            )  # fmt: skip
            add_restriction(
                session, authority=specimen.id, order_id=order, place_id=specimen.car_park, code="70",
                suffixes="", article="article 9",
            )  # fmt: skip
        with writing(authority=specimen.id) as session:
            row = here(session, specimen, noon).restriction_for("70", noon)
            assert row is not None
            assert not row.is_attached
            attach_document(session, authority=specimen.id, order_id=order, sha256="0" * 64)
        with reading(authority=specimen.id) as session:
            attached = here(session, specimen, noon).restriction_for("70", noon)
            assert attached is not None
            assert attached.is_attached


def test_a_suspension_is_seen_at_once_even_by_an_act_that_began_before_it(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    place = specimen.car_park
    with app.app_context():
        with reading(authority=specimen.id) as session:
            assert not enforceable_for(session, council=specimen.council, place_id=place, at=noon).suspensions
        with writing(authority=specimen.id) as session:
            suspend_enforcement(
                session, authority=specimen.id, place_id=specimen.car_park, from_at=noon,
                until_at=noon + timedelta(hours=1), kind=SuspensionKind.FLOOD, ordered_by="The duty manager",
                ordered_at=noon, why="The river is in the car park.",
            )  # fmt: skip
        with reading(authority=specimen.id) as session:
            assert enforceable_for(session, council=specimen.council, place_id=place, at=noon).suspensions
