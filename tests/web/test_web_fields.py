"""Fields take any post, keep what was typed, and say what is wrong where it is wrong."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from parking.values.money import Money

from .specimen import EveryField

GOOD = {
    "number": " RU12345678 ",
    "mark": "ab12cde",
    "email": "a.person@example.com",
    "what": "I had\r\npaid.",
    "ground": "paid",
    "place": "hythe",
    "sold_on-day": "3",
    "sold_on-month": "3",
    "sold_on-year": "2026",
    "left_at": "2.05pm",
    "paid": "£1,035.50",
    "agreed": "y",
}
PARTS = [f"sold_on-{part}" for part in ("day", "month", "year")]


def posted(specimen: Flask, changes: dict[str, str] | None = None) -> EveryField:
    with specimen.test_request_context(method="POST"):
        form = EveryField(MultiDict(GOOD | (changes or {})))
        form.validate()
        return form


def test_a_good_post_becomes_values(specimen: Flask) -> None:
    form = posted(specimen)
    assert form.errors == {}
    assert form.number.data == "RU12345678"
    assert str(form.mark.data) == "AB12 CDE"
    assert form.what.data == "I had\npaid."
    assert form.sold_on.data == date(2026, 3, 3)
    assert form.left_at.data == time(14, 5)
    assert form.paid.data == Money(103550)


@pytest.mark.parametrize(
    ("day", "month", "year", "error", "target"),
    [
        ("", "", "", "Enter the date you sold it", "sold_on-day"),
        ("", "3", "2026", "Date you sold it must include a day", "sold_on-day"),
        ("3", "", "", "Date you sold it must include a month and year", "sold_on-month"),
        ("3", "13", "2026", "Date you sold it must include a real month, from 1 to 12", "sold_on-month"),
        ("32", "1", "2026", "Date you sold it must include a real day, from 1 to 31", "sold_on-day"),
        ("30", "2", "2026", "Date you sold it must be a real date: that month has fewer days", "sold_on-day"),
        ("3", "3", "26", "Date you sold it must include a year of 4 numbers, like 2026", "sold_on-year"),
        ("3", "3", "0000", "Date you sold it must be a real date: that month has fewer days", "sold_on-day"),
        ("x", "3", "2026", "Date you sold it must include a real day, from 1 to 31", "sold_on-day"),
        ("٣", "3", "2026", "Date you sold it must include a real day, from 1 to 31", "sold_on-day"),
    ],
)
def test_a_date_names_the_part_that_is_wrong(
    specimen: Flask, day: str, month: str, year: str, error: str, target: str
) -> None:
    form = posted(specimen, dict(zip(PARTS, (day, month, year), strict=True)))
    assert [(link.text, link.href) for link in form.error_links] == [(error, f"#{target}")]


@pytest.mark.parametrize("month", ["3", "03", "Mar", "march"])
def test_a_month_may_be_a_number_or_a_name(specimen: Flask, month: str) -> None:
    assert posted(specimen, {"sold_on-month": month}).sold_on.data == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14:05", time(14, 5)),
        ("1405", time(14, 5)),
        ("2:05pm", time(14, 5)),
        ("2pm", time(14)),
        ("12am", time(0)),
        ("12.30 pm", time(12, 30)),
        ("9.05", time(9, 5)),
        ("25:00", None),
        ("14", None),
        ("13pm", None),
        ("soon", None),
    ],
)
def test_a_time_is_read_as_people_write_it(specimen: Flask, typed: str, read: time | None) -> None:
    form = posted(specimen, {"left_at": typed})
    assert form.left_at.data == read
    assert list(form.left_at.errors) == (
        [] if read else ["Time you left must be a time, like 14:05 or 2:05pm"]
    )


@pytest.mark.parametrize("typed", ["a lot", "-5", "1.5", "1e3", "12345678901"])
def test_a_sum_that_is_no_sum_is_refused(specimen: Flask, typed: str) -> None:
    form = posted(specimen, {"paid": typed})
    assert list(form.paid.errors) == ["What you paid must be an amount of money, like 35 or 35.50"]


def test_text_over_its_limit_is_refused_and_kept(specimen: Flask) -> None:
    form = posted(specimen, {"what": "x" * 201})
    assert list(form.what.errors) == ["What happened must be 200 characters or fewer"]
    assert form.what.data == "x" * 201


def test_a_mark_nobody_could_have_is_refused_and_shown_as_typed(specimen: Flask) -> None:
    form = posted(specimen, {"mark": "ab12 cde fgh ijkl mno pqr"})
    assert list(form.mark.errors) == ["A registration mark has at most 17 letters and numbers."]
    assert form.mark._value() == "AB12 CDE FGH IJKL MNO PQR"


@pytest.mark.parametrize("name", ["ground", "place"])
def test_an_answer_that_was_not_offered_is_refused(specimen: Flask, name: str) -> None:
    assert list(posted(specimen, {name: "mine"})[name].errors) == ["Choose one of the answers on the page"]


def test_boxes_that_were_not_offered_are_refused(specimen: Flask) -> None:
    assert list(posted(specimen, {"needs": "mine"}).needs.errors) == ["Choose from the answers on the page"]


def test_an_action_may_refuse_a_field_or_the_whole_form(specimen: Flask) -> None:
    form = posted(specimen)
    form.refuse("mark", "No notice has this mark and number")
    form.refuse(None, "The case was closed a moment ago")
    assert [(link.text, link.href) for link in form.error_links] == [
        ("The case was closed a moment ago", "#main-content"),
        ("No notice has this mark and number", "#mark"),
    ]


def test_the_wrong_part_of_a_date_is_the_one_marked(visitor: FlaskClient) -> None:
    html = visitor.post("/form", data=GOOD | {"sold_on-month": "13"}).get_data(as_text=True)
    marked = re.findall(r'govuk-input--error"[^>]*id="([^"]+)"', html)
    assert marked == ["sold_on-month"]
    assert 'value="13"' in html


def test_what_follows_a_radio_button_belongs_on_the_next_page(specimen: Flask) -> None:
    with specimen.test_request_context(), pytest.raises(ValueError, match="next page"):
        EveryField().ground(conditional={"paid": "more"})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*GOOD, "sold_on", "needs", "photographs", "notes", "send"]), st.text(max_size=30)
        ),
        max_size=25,
    )
)
def test_no_post_whatever_fails(visitor: FlaskClient, pairs: list[tuple[str, str]]) -> None:
    assert visitor.post("/form", data=MultiDict(pairs)).status_code in {200, 303}
