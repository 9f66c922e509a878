"""Each figure is its list of cases, as recorded by the as-at day, on both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from parking.cases.history import registry
from parking.cases.history.holds import HoldReleased, HoldSet
from parking.cases.history.payments import PaymentReceived
from parking.cases.models import Case, EventRow
from parking.cases.record import record
from parking.law.state import HoldKind, Stage, State
from parking.simulation.specimens import Specimen
from parking.statistics import kinds
from parking.statistics.measures import EVERY, STATUTORY, Source, measure_named
from parking.statistics.periods import FinancialYear, Period
from parking.statistics.queries import figures, first_served_on, list_cases
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.money import NOTHING, Money
from tests.issue.postal import posted, prepared
from tests.nightly.test_nights import night
from tests.statistics.borough import DISCOUNTED, FULL, by, counted, pay, serve, step

TODAY = date(2026, 3, 3)  # a Tuesday


def ids(specimen: Specimen, measure: str, year: int, as_at: date) -> set[UUID]:
    with reading(authority=specimen.id) as session:
        select_of = measure_named(measure).cases
        assert select_of is not None
        return set(session.scalars(select_of(specimen.id, Period(FinancialYear(year), as_at))))


@pytest.mark.both_engines
def test_the_year_turns_at_midnight_in_london_not_in_utc(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        serve(specimen, clock.at_local(date(2025, 3, 31), 23, 30), "AA11 AAA")
        serve(specimen, clock.at_local(date(2025, 4, 1), 0, 30), "BB11 BBB")  # 31 March 23:30 in UTC
        serve(specimen, clock.at_local(date(2025, 4, 1), 23, 30), "CC11 CCC")
        assert counted(specimen, 2024, TODAY, "served") == [1]
        assert counted(specimen, 2025, TODAY, "served") == [2]


@pytest.mark.both_engines
def test_higher_and_lower_make_the_total_and_those_held_are_in_it(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        serve(specimen, noon, "AA11 AAA")
        serve(specimen, noon, "BB11 BBB", code="85")
        failed = serve(specimen, noon, "CC11 CCC", code="82", number="EX00000900", served_at=noon)
        wanted = ("higher_level_served", "lower_level_served", "served", "held_for_checks")
        assert counted(specimen, 2025, TODAY, *wanted) == [1, 2, 3, 1]
        later = noon + timedelta(days=2)
        with writing(authority=specimen.id) as session:
            rows = session.scalars(select(EventRow).where(EventRow.case_id == failed)).all()
            hold = next(UUID(row.facts["hold_id"]) for row in rows if row.kind == "hold_set")
            other = HoldSet(hold_id=failed, kind=HoldKind.STAFF, owner="x", review_on=TODAY, note_id=None,
                            note_digest=None)  # fmt: skip
            for event in (other, HoldReleased(hold, None, None)):
                record(session, council=specimen.council, case_id=failed, event=event, by=by(later))
        assert counted(specimen, 2025, TODAY, "held_for_checks") == [1]
        assert counted(specimen, 2025, clock.day_of(later), *wanted) == [1, 2, 3, 0]


@pytest.mark.both_engines
def test_part_paid_is_not_paid_and_the_discount_is_judged_on_the_day_payment_began(
    app: APIFlask, specimen: Specimen
) -> None:
    at = datetime(2026, 2, 1, 12, tzinfo=UTC)
    last, after = at + timedelta(days=13), at + timedelta(days=14)
    with app.app_context():
        in_time, late, short, begun_in_time, in_parts, open_still = (
            serve(specimen, at, f"A{letter}11 AAA") for letter in "BCDEFG"
        )
        pay(specimen, in_time, DISCOUNTED, last)
        pay(specimen, late, FULL, after)
        pay(specimen, short, DISCOUNTED, after)
        pay(specimen, begun_in_time, DISCOUNTED, after, began_on=clock.day_of(last))
        pay(specimen, in_parts, DISCOUNTED - Money(1), last)
        pay(specimen, in_parts, FULL - DISCOUNTED + Money(1), after)
        assert ids(specimen, "paid", 2025, TODAY) == {in_time, late, begun_in_time, in_parts}
        assert ids(specimen, "paid_at_discount", 2025, TODAY) == {in_time, begun_in_time}
        assert ids(specimen, "still_open", 2025, TODAY) == {short, open_still}


@pytest.mark.both_engines
def test_a_figure_as_at_an_earlier_day_is_what_was_recorded_by_then(
    app: APIFlask, specimen: Specimen
) -> None:
    monday = datetime(2026, 2, 2, 12, tzinfo=UTC)
    with app.app_context():
        case = serve(specimen, monday, "AA11 AAA")
        pay(specimen, case, DISCOUNTED, monday + timedelta(days=3), began_on=clock.day_of(monday))
        given_on_monday = serve(
            specimen, monday + timedelta(days=4), "BB11 BBB", number="EX00000901", served_at=monday,
            contravention_at=monday - timedelta(minutes=2), observed_from=monday - timedelta(minutes=9),
            observed_until=monday - timedelta(minutes=2),
        )  # fmt: skip
        figures_of = [
            (day, counted(specimen, 2025, date(2026, 2, day), "served", "paid", "still_open"))
            for day in (1, 2, 4, 5, 6)
        ]
        assert figures_of == [
            (1, [0, 0, 0]),
            (2, [1, 0, 1]),
            (4, [1, 0, 1]),
            (5, [1, 1, 0]),
            (6, [2, 1, 1]),
        ]
        assert given_on_monday in ids(specimen, "served", 2025, date(2026, 2, 6))


@pytest.mark.tampers
@pytest.mark.both_engines
def test_sql_agrees_with_replaying_each_history_up_to_each_day_and_with_the_projection_today(
    app: APIFlask, specimen: Specimen
) -> None:
    start = datetime(2026, 1, 5, 12, tzinfo=UTC)  # the discount runs until day 13
    first = [(*days, pence) for days in ((5, 5), (20, 13), (20, 14)) for pence in (1, 2499, 2500, 5000)]
    second = [(30, began, pence) for began in (12, 30) for pence in (1, 2500, 2501)]
    plans = [(), *((one,) for one in first), *((one, two) for one in first for two in second)]
    with app.app_context():
        cases = [serve(specimen, start, f"AA{n + 10} AAA") for n, _ in enumerate(plans)]
        for case, plan in zip(cases, plans, strict=True):
            for received, began, pence in plan:
                began_on = clock.days_after(clock.day_of(start), began)
                pay(specimen, case, Money(pence), start + timedelta(days=received), began_on)
        for after in (0, 4, 5, 19, 20, 29, 30):
            as_at = clock.days_after(clock.day_of(start), after)
            fates = {case: replayed(specimen, case, as_at) for case in cases}
            paid = {case for case, fate in fates.items() if fate.stage is Stage.PAID}
            assert ids(specimen, "paid", 2025, as_at) == paid
            early = {case for case in paid if fates[case].at_discount}
            assert ids(specimen, "paid_at_discount", 2025, as_at) == early
            served = {case for case, fate in fates.items() if fate.stage is not Stage.NEW}
            assert ids(specimen, "still_open", 2025, as_at) == served - paid
        with reading(authority=specimen.id) as session:
            projected = set(session.scalars(select(Case.id).where(Case.stage == Stage.PAID.value)))
        assert ids(specimen, "paid", 2025, TODAY) == projected
        assert 0 < len(ids(specimen, "paid_at_discount", 2025, TODAY)) < len(projected) < len(cases)


class Fate(NamedTuple):
    """How a history up to a day ends."""

    stage: Stage
    at_discount: bool


def replayed(specimen: Specimen, case: UUID, as_at: date) -> Fate:
    with reading(authority=specimen.id) as session:
        rows = session.execute(
            select(EventRow.kind, EventRow.version, EventRow.facts)
            .where(EventRow.case_id == case, EventRow.recorded_on <= as_at)
            .order_by(EventRow.seq)
        ).all()
    state, at_discount = State(), False
    for row in rows:
        event = registry.read(row.kind, row.version, row.facts)
        after = registry.evolve(state, event)
        if isinstance(event, PaymentReceived) and after.is_closed and not state.is_closed:
            at_discount = state.owed(event.began_on) == max(state.discounted - state.paid, NOTHING)
        state = after
    return Fate(state.stage, at_discount)


@pytest.mark.tampers
@pytest.mark.both_engines
def test_steps_that_later_issues_add_are_counted_as_soon_as_they_are_recorded(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    after = noon + timedelta(days=1)
    wanted = ("represented", "cancelled_on_representation", "written_off", "paid", "still_open", "served")
    with app.app_context():
        accepted, refused, forgiven, void, again = (
            serve(specimen, noon, f"A{letter}11 AAA") for letter in "BCDEF"
        )
        assert counted(specimen, 2025, TODAY, *wanted) == [0, 0, 0, 0, 5, 5]
        pay(specimen, refused, DISCOUNTED, noon)
        step(specimen, accepted, 2, "challenge_received", after)
        step(specimen, accepted, 3, "challenge_received", after)
        step(specimen, accepted, 4, "challenge_accepted", after)
        step(specimen, refused, 3, "representations_received", after)
        step(specimen, forgiven, 2, "case_written_off", after)
        step(specimen, void, 2, "pcn_voided", after)
        step(specimen, again, 2, "case_cancelled", noon)
        step(specimen, again, 3, "case_reopened", after)
        assert counted(specimen, 2025, TODAY, *wanted) == [0, 0, 1, 1, 3, 5]
        assert counted(specimen, 2025, clock.day_of(after), *wanted) == [2, 1, 1, 1, 1, 4]


@pytest.mark.both_engines
def test_one_authority_s_cases_move_no_figure_of_the_other(
    app: APIFlask, specimen: Specimen, neighbour: Specimen, noon: datetime
) -> None:
    with app.app_context():
        pay(specimen, serve(specimen, noon), DISCOUNTED, noon)
        theirs = serve(neighbour, noon, "BB11 BBB", code="85")
        wanted = [one.id for one in EVERY if one.cases]
        before = counted(specimen, 2025, TODAY, *wanted)
        serve(neighbour, noon, "CC11 CCC")
        assert counted(specimen, 2025, TODAY, *wanted) == before
        assert theirs not in ids(specimen, "served", 2025, TODAY)
        with reading() as session:  # even with no wall in the database
            period = Period(FinancialYear(2025), TODAY)
            mine = list_cases(session, authority=specimen.id, measure=measure_named("served"), period=period)
            assert len(mine) == 1


@pytest.mark.both_engines
def test_a_list_is_paged_in_one_stable_order(app: APIFlask, specimen: Specimen, noon: datetime) -> None:
    with app.app_context():
        for n in range(7):
            serve(specimen, noon, f"AA{n + 10} AAA")
        period, one = Period(FinancialYear(2025), TODAY), measure_named("served")
        with reading(authority=specimen.id) as session:
            whole = list_cases(session, authority=specimen.id, measure=one, period=period)
            paged = [
                line
                for offset in range(0, 9, 3)
                for line in list_cases(
                    session, authority=specimen.id, measure=one, period=period, limit=3, offset=offset
                )
            ]
        assert paged == whole
        assert len(whole) == 7


def test_nought_not_exercised_not_entered_and_nothing_recorded_are_four_things(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        serve(specimen, noon)
        with reading(authority=specimen.id) as session:
            found, earlier = (
                {
                    one.measure.id: (one.value, one.standing)
                    for one in figures(
                        session,
                        authority=specimen.id,
                        measures=EVERY,
                        period=Period(FinancialYear(year), TODAY),
                    )
                }
                for year in (2025, 2019)
            )
        assert found["paid"] == (0, "counted")
        assert found["removed"] == found["immobilised"] == (None, "not exercised")
        assert found["calls_answered"] == (None, "not entered")
        assert earlier["served"] == (None, "nothing recorded")


def test_before_the_first_pcn_there_is_no_first_day(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        with reading(authority=specimen.id) as session:
            assert first_served_on(session, authority=specimen.id, as_at=TODAY) is None
        serve(specimen, noon)
        with reading(authority=specimen.id) as session:
            assert first_served_on(session, authority=specimen.id, as_at=TODAY) == TODAY


def test_every_kind_of_event_has_chosen_which_figures_it_moves() -> None:
    unplaced = set(registry.KINDS) - kinds.PLACED
    assert not unplaced, f"say in statistics/kinds.py which figures these move: {sorted(unplaced)}"


def test_nine_statistics_are_published_and_no_count_may_be_a_target() -> None:
    assert len(STATUTORY) == 9
    assert not any(one.target_allowed for one in EVERY)
    assert all(one.definition.endswith(".") for one in EVERY)
    assert len({one.id for one in EVERY}) == len(EVERY)
    assert all(len(one.id) <= 40 for one in EVERY), "the column of figures entered by hand"
    assert [one.id for one in STATUTORY if one.source is Source.NOT_EXERCISED] == ["immobilised", "removed"]


@pytest.mark.both_engines
def test_a_pcn_by_post_counts_from_its_day_of_service_and_its_discount_from_there(
    app: APIFlask, specimen: Specimen
) -> None:
    at = datetime(2026, 3, 27, 12, tzinfo=UTC)  # Friday; posted on Tuesday, served on Thursday 2 April
    with app.app_context():
        case_id = prepared(specimen, at).issued.case_id
        night(date(2026, 3, 28))
        assert counted(specimen, 2025, date(2026, 3, 31), "served") == [0]
        posted(specimen, date(2026, 3, 31))
        assert counted(specimen, 2025, date(2026, 4, 30), "served") == [0]
        assert counted(specimen, 2026, date(2026, 4, 30), "served") == [1]
        pay(specimen, case_id, DISCOUNTED, clock.at_local(date(2026, 4, 15), 12))  # the 14th day
        assert counted(specimen, 2026, date(2026, 4, 30), "paid", "paid_at_discount") == [1, 1]
