"""The figures as a manager sees them: every count opens to its list, and says period and as-at day."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import html5lib
import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from flask_login import FlaskLoginClient
from sqlalchemy import event, func, select

from parking.people.actions import add_user
from parking.people.models import User
from parking.people.permissions import Role
from parking.simulation.specimens import PASSWORD, Specimen
from parking.statistics.actions import enter_figure
from parking.statistics.errors import NotEnteredByHandError
from parking.statistics.measures import EVERY, STATUTORY, measure_named
from parking.statistics.models import ManualFigure
from parking.statistics.periods import FinancialYear
from parking.statistics.sheets import guarded
from parking.store.base import db
from parking.store.session import reading, writing
from parking.values import clock
from tests.statistics.borough import DISCOUNTED, by, pay, serve


def signed_in(app: APIFlask, specimen: Specimen, role: Role, email: str) -> FlaskClient:
    with app.app_context():
        with writing(authority=specimen.id) as session:
            user_id = add_user(
                session, authority=specimen.id, email=email, name="Mo Manager", password=PASSWORD,
                roles=[role], badge=None, at=clock.now(),
            )  # fmt: skip
        with reading(authority=specimen.id) as session:
            user = session.execute(select(User).where(User.id == user_id)).unique().scalar_one()
            session.expunge(user)
    return FlaskLoginClient(app, user=user, fresh_login=True)  # type: ignore[no-any-return]


@pytest.fixture
def manager(app: APIFlask, specimen: Specimen, noon: datetime) -> Iterator[FlaskClient]:
    before = app.config.get("WTF_CSRF_ENABLED", True)
    app.config["WTF_CSRF_ENABLED"] = False
    yield signed_in(app, specimen, Role.MANAGER, "manager@exampleton.example")
    app.config["WTF_CSRF_ENABLED"] = before


def seen(client: FlaskClient, url: str, status: int = 200) -> str:
    """Return a page, parsed strictly on the way."""
    answer = client.get(url)
    html = answer.get_data(as_text=True)
    assert answer.status_code == status, html
    html5lib.HTMLParser(strict=True).parse(html)
    return html


def count_links(html: str) -> dict[str, tuple[str, int]]:
    """Return each measure's link and count as printed."""
    found = re.findall(r'href="(/statistics/\d+/(\w+)/cases\?[^"]+)">(\d+)<', html)
    return {measure: (url.replace("&amp;", "&"), int(count)) for url, measure, count in found}


def test_every_count_on_the_page_is_the_length_of_the_list_it_opens(
    app: APIFlask, specimen: Specimen, manager: FlaskClient, noon: datetime
) -> None:
    with app.app_context():
        for n in range(53):
            case = serve(specimen, noon, f"AA{n + 10} AAA", code="85" if n % 3 else "83")
            if n % 4 == 0:
                pay(specimen, case, DISCOUNTED, noon)
    links = count_links(seen(manager, "/statistics/2025"))
    assert set(links) == {one.id for one in EVERY if one.cases}
    assert links["served"][1] == 53 == links["higher_level_served"][1] + links["lower_level_served"][1]
    for url, count in links.values():
        listed = re.findall(r'href="/desk/cases/([0-9a-f-]{36})"', seen(manager, url))
        listed += re.findall(r'href="/desk/cases/([0-9a-f-]{36})"', seen(manager, f"{url}&page=2"))
        assert len(set(listed)) == count
        sheet = manager.get(url.replace("/cases?", "/cases.csv?")).get_data(as_text=True)
        assert len(list(csv.DictReader(io.StringIO(sheet)))) == count


def test_the_page_says_whose_figures_these_are_the_period_and_the_as_at_day_with_weekdays(
    app: APIFlask, specimen: Specimen, manager: FlaskClient, noon: datetime
) -> None:
    with app.app_context():
        serve(specimen, noon)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", seen(manager, "/statistics")))
    assert "Exampleton District Council Figures for 2025/26" in text
    assert "Tuesday 1 April 2025 to Tuesday 31 March 2026 (the year so far)" in text
    assert "As at Tuesday 3 March 2026" in text
    assert "Higher 0 + lower 1 = 1 served in total" in text
    assert "guidance: Tue 1 Apr 2025 to Tue 31 Mar 2026, as at Tue 3 Mar 2026" in text
    assert text.count("Not exercised") == 2
    assert "The first PCN on record was served on Tuesday 3 March 2026" in text
    for one in STATUTORY:
        assert one.title in text


def test_the_year_is_that_of_the_london_day(app: APIFlask, specimen: Specimen, manager: FlaskClient) -> None:
    with clock.pinned(clock.at_local(date(2026, 4, 1), 0, 30)):
        assert "Figures for 2026/27" in seen(manager, "/statistics")
    with clock.pinned(clock.at_local(date(2026, 3, 31), 23, 30)):
        assert "Figures for 2025/26" in seen(manager, "/statistics")


def test_a_figure_as_at_an_earlier_day_keeps_its_day_in_every_link(
    app: APIFlask, specimen: Specimen, manager: FlaskClient, noon: datetime
) -> None:
    with app.app_context():
        case = serve(specimen, noon - timedelta(days=5))
        pay(specimen, case, DISCOUNTED, noon)
    url, count = count_links(seen(manager, "/statistics/2025?as_at=2026-03-02"))["paid"]
    assert (count, url) == (0, "/statistics/2025/paid/cases?as_at=2026-03-02")
    assert count_links(seen(manager, "/statistics/2025"))["paid"][1] == 1


@pytest.mark.parametrize(
    ("url", "status", "says"),
    [
        ("/statistics/99999", 404, "There is no such financial year"),
        ("/statistics/26", 404, "There is no such financial year"),
        ("/statistics/2026", 404, "2026/27 starts on 1 April 2026"),
        ("/statistics/2025?as_at=2026-03-04", 400, "The as-at day is in the future"),
        ("/statistics/2025?as_at=2025-03-31", 400, "The year had not begun on that day"),
        ("/statistics/2025?as_at=31/3/2026", 400, "We could not read the as-at day"),
        ("/statistics/2025/unheard/cases", 404, "There is no such figure"),
        ("/statistics/2025/paid/cases?as_at=tomorrow", 400, "We could not read the as-at day"),
        ("/statistics/2025/figures.csv?as_at=2030-01-01", 400, "The as-at day is in the future"),
    ],
)
def test_asking_for_what_there_is_not_gets_a_clear_page(
    manager: FlaskClient, url: str, status: int, says: str
) -> None:
    assert says in seen(manager, url, status)


def test_before_any_data_the_page_says_so_and_prints_no_noughts(
    app: APIFlask, specimen: Specimen, manager: FlaskClient, noon: datetime
) -> None:
    html = seen(manager, "/statistics/2025")
    assert "No PCN had been recorded by this day" in html
    assert count_links(html) == {}
    with app.app_context():
        serve(specimen, noon)
    html = seen(manager, "/statistics/2019")
    assert "The first PCN on record was served on Tuesday 3 March 2026" in html
    assert count_links(html) == {}
    assert "No cases" in seen(manager, "/statistics/2019/paid/cases")


def test_a_power_that_is_not_used_opens_to_a_page_that_says_so(manager: FlaskClient) -> None:
    html = seen(manager, "/statistics/2025/removed/cases")
    assert "Not exercised" in html
    assert "This is not a count of nought" in html


def test_calls_answered_keep_who_when_source_and_what_they_replaced(
    app: APIFlask, specimen: Specimen, manager: FlaskClient, noon: datetime
) -> None:
    url = "/statistics/2025/calls-answered"
    assert "Nobody had entered this figure" in seen(manager, url)
    for hours, typed in ((0, "3,275"), (1, "3280")):
        with clock.pinned(noon + timedelta(hours=hours)):
            answer = manager.post(url, data={"answered": typed, "source": "telephone system, February"})
        assert (answer.status_code, answer.location) == (303, url)
    with clock.pinned(noon + timedelta(hours=2)):
        text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", seen(manager, url)))
        assert "Stands 3,280 Mo Manager Tuesday 3 March 2026 at 13:00 telephone system, February" in text
        assert "Replaced 3,275 Mo Manager Tuesday 3 March 2026 at 12:00" in text
        assert ">3,280<" in seen(manager, "/statistics/2025")
        assert "Not entered" in seen(manager, "/statistics/2025?as_at=2026-03-02")
        moved = manager.get("/statistics/2025/calls_answered/cases")
        assert moved.location.startswith(url)


@pytest.mark.parametrize("typed", ["", "-1", "12.5", "1,23", "٣", "99999999", "many"])
def test_calls_answered_must_be_a_whole_number(
    app: APIFlask, specimen: Specimen, manager: FlaskClient, typed: str
) -> None:
    answer = manager.post("/statistics/2025/calls-answered", data={"answered": typed, "source": "telephone"})
    html = answer.get_data(as_text=True)
    assert "There is a problem" in html
    html5lib.HTMLParser(strict=True).parse(html)
    with app.app_context(), reading(authority=specimen.id) as session:
        assert session.scalar(select(func.count()).select_from(ManualFigure)) == 0


def test_nobody_may_type_in_a_figure_that_is_counted(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with (
        app.app_context(),
        pytest.raises(NotEnteredByHandError),
        writing(authority=specimen.id) as session,
    ):
        enter_figure(
            session,
            authority=specimen.id,
            year=FinancialYear(2025),
            measure=measure_named("paid"),
            value=1,
            source="a guess",
            by=by(noon),
        )


def test_the_sheet_of_figures_keeps_nought_and_no_value_apart(
    app: APIFlask, specimen: Specimen, manager: FlaskClient, noon: datetime
) -> None:
    with app.app_context():
        serve(specimen, noon)
    answer = manager.get("/statistics/2025/figures.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="figures-2025-26-as-at-2026-03-03.csv"' in answer.headers["Content-Disposition"]
    rows = {
        row["measure"]: row for row in csv.DictReader(io.StringIO(answer.get_data(as_text=True), newline=""))
    }
    assert (rows["paid"]["value"], rows["paid"]["standing"]) == ("0", "counted")
    assert (rows["removed"]["value"], rows["removed"]["standing"]) == ("", "not exercised")
    assert (rows["calls_answered"]["value"], rows["calls_answered"]["standing"]) == ("", "not entered")
    assert rows["paid"]["period_from"] == "2025-04-01"
    assert {row["as_at"] for row in rows.values()} == {"2026-03-03"}


def test_no_list_sheet_or_address_holds_a_mark_or_a_pcn_number(
    app: APIFlask, specimen: Specimen, manager: FlaskClient, noon: datetime
) -> None:
    with app.app_context():
        serve(specimen, noon, "ZZ99 ZZZ")
    for url in ("/statistics/2025", "/statistics/2025/served/cases", "/statistics/2025/served/cases.csv"):
        text = manager.get(url).get_data(as_text=True)
        assert not re.search(r"ZZ99 ?ZZZ|EX0000", text)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("+44", "'+44"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\uff1d1", "'\uff1d1"),  # a full-width equals sign
        ("High Street", "High Street"),
        (None, ""),
        (12, "12"),
    ],
)
def test_no_cell_runs_as_a_formula(cell: object, written: str) -> None:
    assert guarded(cell) == written


@pytest.mark.parametrize(
    ("role", "status"), [(Role.MANAGER, 200), (Role.OFFICER, 403), (Role.CASE_OFFICER, 403)]
)
def test_only_a_manager_sees_or_enters_figures(
    app: APIFlask, specimen: Specimen, noon: datetime, role: Role, status: int
) -> None:
    client = signed_in(app, specimen, role, "somebody@exampleton.example")
    assert client.get("/statistics").status_code == status
    assert client.get("/statistics/2025/figures.csv").status_code == status


def test_a_stranger_is_sent_to_sign_in(app: APIFlask, specimen: Specimen) -> None:
    answer = app.test_client().get("/statistics/2025")
    assert answer.status_code == 303
    assert "/staff/sign-in" in answer.location


def test_reading_figures_writes_nothing(
    app: APIFlask, specimen: Specimen, manager: FlaskClient, noon: datetime
) -> None:
    with app.app_context():
        serve(specimen, noon)

    commits: list[object] = []
    noted = commits.append
    event.listen(db.session, "before_commit", noted)
    try:
        for url in ("", "/2025", "/2025/paid/cases", "/2025/figures.csv", "/2025/calls-answered"):
            assert manager.get(f"/statistics{url}").status_code == 200
        assert commits == []
        manager.post("/statistics/2025/calls-answered", data={"answered": "1", "source": "telephone"})
        assert len(commits) == 1
    finally:
        event.remove(db.session, "before_commit", noted)
