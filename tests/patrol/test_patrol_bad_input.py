"""What can't be read is refused with the field and what to send; the published document holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import schemathesis
from apiflask import APIFlask
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from parking.simulation.specimens import Specimen
from parking.values.ids import new_id
from tests.patrol.conftest import Handheld

Seen = Callable[..., dict[str, Any]]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]

BAD = [
    ("contravention_at", "2026-03-03T11:58:00", "has no time zone"),
    ("contravention_at", 1772539080, "is not a date and time"),
    ("contravention_at", "9999-12-31T23:59:59-12:00", "is in a year nobody can mean"),
    ("mark", "A" * 40, "1 to 17 letters and numbers"),
    ("mark", "", "1 to 17 letters and numbers"),
    ("code", "8", "a contravention code of two digits"),
    ("place", "ODEON", "no place has the code ODEON"),
    ("photographs", "one", "references"),
    ("declared", "alien", "united_kingdom, foreign"),
    ("note", "a\x00b", "has control characters in it"),
    ("served_at", "2026-03-03T11:59:00Z", "goes with a number"),
    ("paid_untl", "2026-03-03T11:00:00Z", "correct its name"),
    ("overrides", [{"code": "no_photographs", "why": ""}], "why, in 3 to 500 characters"),
]


@pytest.mark.parametrize(("field", "value", "says"), BAD, ids=[f"{f}-{n}" for n, (f, _, _) in enumerate(BAD)])
def test_a_bad_field_is_named_with_what_to_send(
    handheld: Handheld, seen: Seen, field: str, value: object, says: str
) -> None:
    answer = handheld.put_pcn(seen(**{field: value}))
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json"), answer.text
    (error,) = answer.get_json()["errors"]
    assert error["field"].split(".")[0] == field
    assert says in error["says"]


def test_a_number_without_its_time_of_service_is_refused(handheld: Handheld, seen: Seen) -> None:
    (error,) = handheld.put_pcn(seen(number="EX00000001")).get_json()["errors"]
    assert (error["field"], "goes with a number" in error["says"]) == ("served_at", True)


@pytest.mark.parametrize("changes", [{"code": "99"}, {"contravention_at": "2027-03-03T12:00:00Z"}])
def test_an_unknown_code_and_a_future_time_are_reasons_with_their_field(
    handheld: Handheld, seen: Seen, changes: dict[str, str]
) -> None:
    reasons = handheld.put_pcn(seen(**changes)).get_json()["reasons"]
    assert next(iter(changes)) in {reason["field"] for reason in reasons}


@pytest.mark.parametrize("body", [b"{", b"", b"[1]", b'"x"', b"\xff"])
def test_malformed_json_is_refused_in_words(handheld: Handheld, body: bytes) -> None:
    answer = handheld.send("POST", "/number-blocks", data=body, content_type="application/json")
    assert answer.status_code in {400, 422}
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["detail"]


@pytest.mark.parametrize("count", [True, "5", 0, 201, 1.5, None, [1]])
def test_only_a_whole_number_from_1_to_200_is_a_count(handheld: Handheld, count: object) -> None:
    answer = handheld.send("POST", "/number-blocks", json={"count": count})
    (error,) = answer.get_json()["errors"]
    assert (answer.status_code, error["field"]) == (422, "count")
    assert "a whole number from 1 to 200" in error["says"]


def test_a_whole_number_written_with_a_point_is_still_whole(handheld: Handheld) -> None:
    assert handheld.send("POST", "/number-blocks", data='{"count": 2.0}').status_code == 201


@pytest.mark.parametrize(
    ("query", "data", "field"),
    [
        ({"subject": "x", "taken_at": "2026-03-03T12:00:00Z"}, b"x", "pcn_ref"),
        ({"pcn_ref": str(new_id()), "subject": "x", "taken_at": "2026-03-03T12:00:00"}, b"x", "taken_at"),
        ({"pcn_ref": str(new_id()), "subject": "x", "taken_at": "2026-03-03T12:00:00Z"}, b"", "photograph"),
    ],
)
def test_a_photograph_says_what_it_lacks(
    handheld: Handheld, query: dict[str, str], data: bytes, field: str
) -> None:
    answer = handheld.send(
        "PUT", f"/photographs/{new_id()}", query_string=query, data=data, content_type="image/png"
    )
    assert answer.get_json()["errors"][0]["field"] == field


def test_a_file_that_is_no_picture_is_refused(handheld: Handheld, noon: datetime) -> None:
    query = {"pcn_ref": str(new_id()), "subject": "x", "taken_at": noon.isoformat()}
    answer = handheld.send(
        "PUT", f"/photographs/{new_id()}", query_string=query, data=b"no", content_type="image/png"
    )
    assert (answer.status_code, "JPEG or PNG" in answer.get_json()["detail"]) == (422, True)


def test_a_wrong_method_says_which_are_right(handheld: Handheld) -> None:
    answer = handheld.send("DELETE", "/places")
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert "GET" in answer.headers["Allow"]


def test_the_document_describes_every_route_and_no_page(app: APIFlask, specimen: Specimen) -> None:
    document = app.test_client().get("/api/v1/openapi.json").get_json()
    routes = {
        str(rule).replace("<uuid:", "{").replace("<", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("handheld.")
    }
    assert set(document["paths"]) == routes
    for operations in document["paths"].values():
        for operation in operations.values():
            assert operation["security"] == [{"device": []}]
            assert operation.get("requestBody", {"required": True})["required"]


@pytest.mark.long
@pytest.mark.timeout(600)
def test_nothing_a_machine_makes_up_breaks_the_api(
    app: APIFlask, specimen: Specimen, handheld: Handheld
) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    token = {"Authorization": f"Bearer {handheld.token}"}
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        fuzz(operation.as_strategy(generation_mode=GenerationMode.POSITIVE).map(steered), token)
        if not operation.path.startswith("/api/v1/photographs"):  # any bytes may be a picture
            fuzz(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE), token)


def steered(case: Any) -> Any:
    """Return a case that gets past the first door: most made-up places and days are refused at once."""
    if isinstance(case.body, dict) and "place" in case.body:
        case.body |= {"place": "PG", "contravention_at": "2026-03-03T11:58:00Z"}
    return case


def fuzz(strategy: SearchStrategy[Any], headers: dict[str, str]) -> None:
    """Send what the strategy makes up, and hold every answer to the document."""

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=strategy)
    def send(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    send()
