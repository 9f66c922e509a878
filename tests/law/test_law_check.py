"""Worked examples: all of England's pass, and what differs is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from parking.law.check import NotExamplesError, check_file, check_text, run_check
from parking.law.questions import QUESTIONS, ask

EXAMPLES = Path(__file__).parent / "worked_examples.csv"
HEAD = "case,regime,question,given,answer\n"


def test_every_row_of_england_passes_and_the_others_say_they_are_not_built() -> None:
    report = check_file(EXAMPLES)
    assert (report.passed, report.failed, report.exit_code) == (40, 10, 1)
    assert all(line.endswith("is not built yet") for line in report.lines)
    assert report.text.splitlines()[-1] == "40 passed, 10 failed"


@pytest.mark.parametrize(
    ("question", "given", "answer"),
    [
        ("appeal_last_day", "nor_served_on=2025-07-14", "2025-08-10"),
        ("appeal_last_day", "notice_of_rejection_posted_on=2025-07-10", "2025-08-10"),
        ("charge_certificate_earliest_service", "appeal_withdrawn_on=2026-03-11", "2026-03-25"),
        ("charge_certificate_earliest_service", "nor_posted_on=2025-07-10", "2025-08-11"),
        ("charge_certificate_earliest_service", "nto_posted_on=2026-04-01", "2026-05-05"),
        ("charge_certificate_earliest_service", "reg10_pcn_posted_on=2026-03-13", "2026-04-14"),
        ("charge_certificate_earliest_service", "recommendation_refusal_served_on=2026-03-11", "2026-04-08"),
        (
            "charge_certificate_earliest_service",
            "nto_served_on=2025-06-01;nor_served_on=2025-07-14",
            "2025-08-11",
        ),
        ("charge_certificate_payment_last_day", "charge_certificate_served_on=2026-05-12", "2026-05-25"),
        ("debt_registration_earliest", "charge_certificate_served_on=2026-05-12", "2026-05-26"),
        ("debt_registration_earliest", "charge_certificate_posted_on=2026-05-08", "2026-05-26"),
        ("deemed_service", "nto_posted_on=2026-04-01", "2026-04-07"),
        ("deemed_service", "order_sent_on=2026-06-09", "2026-06-16"),
        ("discount_last_day", "contravention_on=2026-03-03", "2026-03-16"),
        ("discount_last_day", "contravention_on=2026-03-02;pcn_served_on=2026-03-03", "2026-03-16"),
        ("discount_last_day", "basis=prevented;reg10_pcn_posted_on=2026-03-13", "2026-03-30"),
        ("discount_last_day", "basis=drive_away;reg10_pcn_served_on=2026-03-17", "2026-03-30"),
        ("discount_last_day", "basis=approved_device;pcn_served_on=2026-03-17", "2026-04-06"),
        ("discount_last_day", "basis=approved_device;reg10_pcn_dated_on=2026-03-13", "2026-04-06"),
        ("enforcement_stage_earliest_visit", "notice_of_enforcement_given_on=2026-08-10", "2026-08-19"),
        ("enforcement_stage_earliest_visit", "notice_of_enforcement_given_on=2026-08-24", "2026-09-03"),
        ("full_charge_last_day", "contravention_on=2026-03-03;pcn_served_on=2026-03-05", "2026-03-30"),
        ("full_charge_last_day", "reg10_pcn_served_on=2026-03-17", "2026-04-13"),
        (
            "full_charge_last_day",
            "basis=drive_away;contravention_on=2026-03-03;pcn_served_on=2026-03-17",
            "2026-04-13",
        ),
        ("is_working_day", "day=2026-04-06", "no"),
        ("is_working_day", "day=2026-04-07", "yes"),
        ("nto_latest_posting", "pcn_served_on=2026-03-03", "2026-08-28"),
        ("nto_latest_service", "pcn_served_on=2026-03-03;court_notified_on=2026-10-05", "2027-04-04"),
        ("order_for_recovery_deemed_service", "order_posted_on=2026-06-09", "2026-06-16"),
        ("recommendation_response_last_day", "recommendation_served_on=2026-03-11", "2026-04-14"),
        ("reg10_latest_posting", "contravention_on=2026-03-02;basis=drive_away", "2026-03-25"),
        ("representations_last_day", "nto_served_on=2026-04-07", "2026-05-04"),
        ("representations_last_day", "nto_dated_on=2026-04-01", "2026-05-04"),
        ("representations_last_day", "reg10_pcn_posted_on=2026-03-13", "2026-04-13"),
        ("representations_last_day", "basis=prevented;pcn_served_on=2026-03-17", "2026-04-13"),
        ("witness_statement_last_day", "order_sent_on=2026-06-09", "2026-07-06"),
        ("grace_last_instant", "permitted_until=2026-03-03T14:30", "2026-03-03T14:40:00"),
        ("grace_last_instant", "permitted_until=2026-07-03T13:30:00Z", "2026-07-03T13:40:00+00:00"),
        ("grace_last_instant", "permitted_until=2026-10-25T01:55:00", "2026-10-25T01:05:00"),
    ],
)
def test_a_question_answers_for_every_sensible_key(question: str, given: str, answer: str) -> None:
    assert str(ask("england", question, given)) == answer


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (
            "X1,england,discount_last_day,pcn_served_on=2026-03-03,2026-03-17",
            "we answer 2026-03-16 (SI 2022/71 reg 2 and Sch 2 para 2(e), verified)",
        ),
        ("X2,mars,discount_last_day,pcn_served_on=2026-03-03,2026-03-16", "regime 'mars' is not built yet"),
        ("X3,england,tea_time,pcn_served_on=2026-03-03,2026-03-16", "unknown question 'tea_time'"),
        ("X4,england,appeal_last_day,nor_srved_on=2026-03-03,2026-03-16", "unknown key 'nor_srved_on'"),
        ("X5,england,appeal_last_day,nto_served_on=2026-03-03,2026-03-16", "needs nor_served_on or"),
        ("X6,england,appeal_last_day,nor_served_on=2026-02-30,2026-03-16", "2026-02-30 is not a date"),
        ("X7,england,appeal_last_day,nor_served_on=2026-03-03,soon", "'soon' is not a date"),
        ("X8,england,appeal_last_day,nor_served_on,2026-03-16", "'nor_served_on' is not key=value"),
        ("X9,england,deemed_service,posted_on=2028-12-29,2029-01-03", "are known from 2012-01-01"),
        ("X10,england,appeal_last_day,nor_served_on=2001-01-01,2001-01-28", "is not held for 2001-01-01"),
        ("X11,england,discount_last_day,reg10_pcn_served_on=2026-03-03,2026-03-16", "needs basis"),
        ("X12,england,discount_last_day,basis=foot;pcn_served_on=2026-03-03,2026-03-16", "basis is one of"),
        ("X13,england,nto_earliest_issue,basis=prevented;contravention_on=2026-03-03,", "no notice to owner"),
        ("X14,england,reg10_latest_service,basis=kerb;contravention_on=2026-03-03,", "not served by post"),
        ("X15,england,discount_last_day,basis=kerb;pcn_posted_on=2026-03-03,", "is not posted"),
        ("X16,england,charge_certificate_earliest_service,contravention_on=2026-03-03,", "needs nto"),
        ("X17,england,grace_last_instant,contravention_on=2026-03-03,", "needs permitted_until"),
        ("X18,england,grace_last_instant,permitted_until=noon,", "noon is not a date and time"),
        ("X19,england,is_working_day,day=2026-03-03;day=2026-03-04,yes", "day is given twice"),
        ("X20,england,grace_last_instant,permitted_until=2026-03-03T14:30,late", "is not a date and time"),
        (",england,is_working_day,day=2026-03-03,no", "row 1 is_working_day: expected no; we answer yes"),
        ("X21,england", "X21: expected nothing; unknown question ''"),
    ],
)
def test_a_row_that_differs_or_cannot_be_read_has_one_line(row: str, line: str) -> None:
    report = check_text(HEAD + row + "\n")
    assert (report.passed, report.failed, report.exit_code) == (0, 1, 1)
    assert line in report.lines[0]
    assert len(report.lines) == 1


def test_rows_that_all_pass_leave_with_nought() -> None:
    report = check_text(HEAD + "A,england,is_working_day,day=2026-03-03,yes\n\n")
    assert (report.text, report.exit_code) == ("1 passed, 0 failed", 0)


def test_a_file_that_is_not_examples_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(NotExamplesError, match="no column given, answer"):
        check_text("case,regime,question\nE1,england,x\n")
    with pytest.raises(NotExamplesError, match="no column case"):
        check_text("")
    with pytest.raises(NotExamplesError, match="is not CSV"):
        check_text(HEAD + '"a"b,c\n')
    (tmp_path / "picture").write_bytes(b"\xff\xd8")
    assert run_check(tmp_path / "picture") == (f"{tmp_path / 'picture'} is not text in UTF-8", 1)
    text, code = run_check(tmp_path / "absent")
    assert ("can't be read" in text, code) == (True, 1)
    assert run_check(EXAMPLES)[1] == 1


def test_every_question_of_the_examples_is_one_we_answer() -> None:
    assert len(QUESTIONS) == 27
