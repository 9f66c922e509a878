"""The desk sees PCNs by post by their last day, and a supervisor alone may rely on the longer time."""

from __future__ import annotations

from datetime import date, datetime

import html5lib
import pytest
from apiflask import APIFlask

from parking.people.permissions import Role
from parking.simulation.specimens import Specimen
from parking.values import clock
from tests.desk.conftest import Desk
from tests.issue.postal import posted, prepared
from tests.nightly.test_nights import Register, night


def test_the_list_and_the_case_page_show_a_pcn_that_is_not_served_yet(
    app: APIFlask, specimen: Specimen, noon: datetime, desk: Desk
) -> None:
    with app.app_context():
        case_id = prepared(specimen, noon).issued.case_id
        night(date(2026, 3, 4), Register(reply=None))
    manager = desk(Role.MANAGER)
    with clock.pinned(noon):
        listed = manager.get("/desk/postal").text
        page = manager.get(f"/desk/cases/{case_id}").text
    for each in (listed, page):
        html5lib.HTMLParser(strict=True).parse(each)
    assert "EX00000001" in listed
    assert "26 Mar" in listed, "posted on Thursday the 26th it is served on Monday the 30th"
    assert "PCN prepared to go by post" in page


def test_a_supervisor_reads_that_the_rule_is_unchecked_before_relying_on_it(
    app: APIFlask, specimen: Specimen, noon: datetime, desk: Desk
) -> None:
    with app.app_context():
        case_id = prepared(specimen, noon).issued.case_id
        night(date(2026, 3, 4), Register(reply=None))
    address, answers = f"/desk/cases/{case_id}/extend-service", {"agreed": "y", "why": "No answer came."}
    with clock.pinned(clock.at_local(date(2026, 3, 30), 9)):
        manager = desk(Role.MANAGER)
        early = manager.post(address, data=answers).text
        assert "may be relied on only from the day after" in early
    with clock.pinned(clock.at_local(date(2026, 3, 31), 9)):
        manager = desk(Role.MANAGER)
        shown = manager.get(address).text
        assert "Nobody has checked this rule in the statute." in shown
        assert "2 September 2026" in shown
        assert manager.post(address, data={"why": "No answer came."}).status_code == 200
        assert manager.post(address, data=answers).status_code == 303
        page = manager.get(f"/desk/cases/{case_id}").text
        assert "Relied on by a supervisor" in page


def test_the_motorist_finds_it_from_the_day_it_is_served(
    app: APIFlask, specimen: Specimen, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", value=False)
    with app.app_context():
        prepared(specimen, noon)
        night(date(2026, 3, 4))
        posted(specimen, date(2026, 3, 4))
    browser = app.test_client()
    with clock.pinned(clock.at_local(date(2026, 3, 9), 9)):
        found = browser.post("/find", data={"number": "EX00000001", "mark": "AB12 CDE"})
        assert found.status_code == 303, found.text
        page = browser.get(found.location).text
    html5lib.HTMLParser(strict=True).parse(page)
    assert "by post, taken as served on" in page
    assert "19 March 2026" in page
    assert "notice to owner" not in page
