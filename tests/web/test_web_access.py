"""A route opens only to those it declares, and a route that declares nothing opens to nobody."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from parking.web.access import Access, Audience, allow, declare, declared_access, public


@pytest.mark.parametrize("path", ["/undeclared", "/undeclared?x=1"])
def test_a_route_without_a_declaration_is_closed_to_everybody(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path, headers={"X-Permissions": "case.read"}).status_code == 403


def test_a_signed_out_reader_is_sent_to_sign_in_and_comes_back(visitor: FlaskClient) -> None:
    answer = visitor.get("/staff?page=2")
    assert answer.status_code == 303
    assert answer.location == "/sign-in?next=%2Fstaff%3Fpage%3D2"


@pytest.mark.parametrize(("held", "status"), [("case.write", 200), ("case.read other", 200), ("other", 403)])
def test_any_one_of_the_permissions_is_enough(visitor: FlaskClient, held: str, status: int) -> None:
    assert visitor.get("/staff", headers={"X-Permissions": held}).status_code == status


@pytest.mark.parametrize(("key", "status"), [("yes", 200), ("no", 401)])
def test_a_device_route_opens_to_devices_only(visitor: FlaskClient, key: str, status: int) -> None:
    headers = {"X-Device": key, "X-Permissions": "case.read"}
    assert visitor.get("/api/device", headers=headers).status_code == status


def test_style_sheets_are_public(visitor: FlaskClient) -> None:
    with visitor.get("/static/src/portal.scss") as answer:
        assert answer.status_code == 200


def test_every_route_can_be_listed_with_what_it_declares(specimen: Flask) -> None:
    routes = {route.endpoint: route for route in declared_access(specimen)}
    assert routes["undeclared"].access is None
    assert routes["staff"].access == Access(Audience.STAFF, ("case.read", "case.write"))
    assert routes["staff"].writes == "notes who looked"
    assert routes["form"].methods == ("GET", "POST")


def test_a_view_of_a_library_can_be_declared_from_outside(specimen: Flask) -> None:
    declare(specimen, "undeclared", Access(Audience.PUBLIC, because="now it is"))
    assert specimen.test_client().get("/undeclared").status_code == 200


def test_a_declaration_says_something() -> None:
    with pytest.raises(ValueError, match="permission"):
        allow()
    with pytest.raises(ValueError, match="why"):
        public(because=" ")
