"""The life of a case: the dates a lawyer would read out, in order and with their reasons."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from parking.law.basis import Basis
from parking.law.life import NotALifeError, life, read_contravention, read_days
from parking.law.life_text import timeline
from parking.law.reasons import Standing

AT = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("key", "earliest", "latest"),
    [
        ("pcn_service", "2026-03-03", "2026-03-03"),
        ("kerb_discount", "2026-03-03", "2026-03-16"),
        ("kerb_full_charge", "2026-03-03", "2026-03-30"),
        ("kerb_keeper_enquiry", "2026-03-31", None),
        ("notice_to_owner_earliest", "2026-03-31", None),
        ("notice_to_owner_latest", "2026-03-31", "2026-09-02"),
        ("notice_to_owner_latest_posting", "2026-03-31", "2026-08-28"),
        ("nto_service", "2026-04-02", "2026-04-02"),
        ("make_representations", "2026-04-02", "2026-04-29"),
        ("decide_representations", "2026-04-02", "2026-05-27"),
        ("decide_representations_posting", "2026-04-02", "2026-05-22"),
        ("nor_service", "2026-04-08", "2026-04-08"),
        ("appeal", "2026-04-08", "2026-05-05"),
        ("tribunal_documents", "2026-04-08", "2026-04-15"),
        ("certificate_no_representations", "2026-04-30", None),
        ("certificate_after_rejection", "2026-05-06", None),
        ("certificate_after_appeal_withdrawn", "2026-04-22", None),
        ("charge_certificate_service", "2026-05-05", "2026-05-05"),
        ("certificate_payment", "2026-05-05", "2026-05-18"),
        ("debt_registration", "2026-05-19", None),
        ("order_serve_by", "2026-05-19", "2026-06-03"),
        ("order_service", "2026-05-26", "2026-05-26"),
        ("witness_statement", "2026-05-26", "2026-06-15"),
        ("witness_statement_cutoff", "2026-05-19", "2026-06-24"),
        ("warrant_request", "2026-06-16", None),
        ("warrant_valid", "2026-06-16", "2027-06-15"),
        ("notice_of_enforcement", "2026-06-25", None),
    ],
)
def test_a_notice_given_at_the_kerb(key: str, earliest: str, latest: str | None) -> None:
    step = life(contravention=AT, basis=Basis.KERB).step(key)
    assert str(step.earliest) == earliest
    assert (str(step.latest) if step.latest else None) == latest


@pytest.mark.parametrize(
    ("basis", "discount"),
    [
        (Basis.APPROVED_DEVICE, date(2026, 3, 25)),
        (Basis.DRIVE_AWAY, date(2026, 3, 18)),
        (Basis.PREVENTED, date(2026, 3, 18)),
    ],
)
def test_a_notice_by_post_has_no_notice_to_owner(basis: Basis, discount: date) -> None:
    told = life(contravention=AT, basis=basis)
    keys = [step.key for step in told.steps]
    assert not [key for key in keys if key.startswith(("notice_to_owner", "nto"))]
    assert [step.latest for step in told.steps if step.title == "Pay the reduced amount"] == [discount]
    assert told.step("pcn_service").latest == date(2026, 3, 5)
    assert told.step("postal_service").latest == date(2026, 3, 30)
    assert told.step("postal_extended_service").standing is Standing.UNVERIFIED


def test_days_given_replace_the_days_assumed() -> None:
    told = life(contravention=AT, basis=Basis.KERB, posted={"nto": date(2026, 4, 1)})
    step = told.step("make_representations")
    assert (step.earliest, step.latest) == (date(2026, 4, 7), date(2026, 5, 4))
    assert step.assumption == "Notice to owner posted first class on Wednesday 1 April 2026, as given."


def test_a_challenge_that_was_rejected_moves_the_charge_certificate() -> None:
    told = life(contravention=AT, basis=Basis.KERB, served={"nor": date(2026, 5, 11)})
    assert "posted first class on Monday 8 June 2026" in told.step("charge_certificate_service").assumption
    decided = {"nor": date(2026, 5, 11), "appeal_decision": date(2026, 7, 1)}
    appealed = life(contravention=AT, basis=Basis.KERB, served=decided)
    assert "on Wednesday 29 July 2026" in appealed.step("charge_certificate_service").assumption


def test_a_paper_out_of_time_is_told_to_be_so() -> None:
    early = life(contravention=AT, basis=Basis.KERB, posted={"nto": date(2026, 3, 30)}).step("nto_service")
    assert early.assumption.endswith("That is too early: the first lawful day is Tuesday 31 March 2026.")
    late = life(contravention=AT, basis=Basis.DRIVE_AWAY, posted={"pcn": date(2026, 3, 27)})
    assert late.step("pcn_service").assumption.endswith(
        "That is too late: the last day of service is Monday 30 March 2026."
    )
    posted = {"appeal_decision": date(2026, 6, 1)}
    assert life(contravention=AT, basis=Basis.KERB, posted=posted).step("appeal_decision_service")


def test_the_arithmetic_is_in_words() -> None:
    told = life(contravention=AT, basis=Basis.KERB, posted={"nto": date(2026, 4, 1)})
    assert told.step("kerb_discount").reasoning.startswith(
        "14 days beginning with Tuesday 3 March 2026 (the notice was served): day 1 is Tuesday 3 March 2026, "
        "day 14 is Monday 16 March 2026."
    )
    assert told.step("nto_service").reasoning == (
        "2 working days after Wednesday 1 April 2026 (posted): counting Thursday 2 April 2026, Tuesday "
        "7 April 2026; not counting Friday 3 April 2026, Saturday 4 April 2026, Sunday 5 April 2026, "
        "Monday 6 April 2026."
    )
    assert (
        "the corresponding date is Thursday 3 September 2026" in told.step("notice_to_owner_latest").reasoning
    )
    assert "ended at or before 13:54:59" in told.step("grace").reasoning


def test_a_month_without_the_corresponding_date_is_explained() -> None:
    at = datetime(2026, 8, 31, 9, 0, tzinfo=UTC)
    step = life(contravention=at, basis=Basis.KERB).step("notice_to_owner_latest")
    assert "that month has no day 31, so the last day is its last, Sunday 28 February 2027" in step.reasoning


def test_a_case_of_before_the_regulations_of_2022_is_answered_from_the_earlier_ones() -> None:
    told = life(contravention=datetime(2021, 3, 3, 14, 5, tzinfo=UTC), basis=Basis.KERB)
    assert str(told.step("notice_to_owner_earliest").provisions[0]) == "SI 2007/3483 reg 19"
    assert told.step("notice_to_owner_earliest").standing is Standing.UNVERIFIED
    assert "grace" not in [
        step.key for step in life(contravention=datetime(2014, 3, 3, tzinfo=UTC), basis=Basis.KERB).steps
    ]


def test_the_page_has_every_step_and_the_json_is_the_same_story() -> None:
    at = "2026-03-03T14:05"
    page, code = timeline(regime="england", basis="kerb", contravention=at)
    assert code == 0
    assert "Contravention: Tuesday 3 March 2026 at 14:05:00" in page
    assert "Under SI 2022/71 reg 20(2) (verified)." in page
    held, code = timeline(regime="england", basis="kerb", contravention=at, as_json=True)
    steps = json.loads(held)["steps"]
    assert all(step["title"] in page for step in steps)
    assert steps[0]["latest"] == "2026-03-03T13:54:59+00:00"
    assert {"step", "earliest", "latest", "provisions", "reasoning", "standing", "assumption"} <= set(
        steps[0]
    )


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"regime": "wales"}, "regime 'wales' is not built yet"),
        ({"basis": "on foot"}, "basis is one of"),
        ({"contravention": "yesterday"}, "'yesterday' is not a date and time such as"),
        ({"posted_on": ["2026-03-05"]}, "a notice given at the kerb is not posted"),
        ({"served_on": ["soon"]}, "'soon' is not a day such as"),
        ({"posted_on": ["letter=2026-03-05"]}, "letter can't be given here"),
        ({"contravention": "2028-09-01T10:00"}, "known from 2012-01-01 to 2028-12-31"),
        ({"contravention": "2001-09-01T10:00"}, "is not held for 2001-09-01"),
    ],
)
def test_what_cannot_be_told_is_said_in_one_line(changed: dict[str, object], says: str) -> None:
    asked = {"regime": "england", "basis": "kerb", "contravention": "2026-03-03T14:05", **changed}
    text, code = timeline(**asked)  # type: ignore[arg-type]
    assert code == 1
    assert says in text
    assert "\n" not in text


def test_a_wall_clock_is_londons_and_a_bare_day_is_the_notices() -> None:
    assert read_contravention("2026-07-03T14:05") == datetime(2026, 7, 3, 13, 5, tzinfo=UTC)
    assert read_contravention("2026-07-03T14:05+00:00") == datetime(2026, 7, 3, 14, 5, tzinfo=UTC)
    assert read_days(["2026-03-05", "notice_to_owner=2026-04-07"]) == {
        "pcn": date(2026, 3, 5),
        "nto": date(2026, 4, 7),
    }
    with pytest.raises(NotALifeError):
        read_days(["nto=2026-13-01"])
