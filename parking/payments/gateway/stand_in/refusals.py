"""The stand-in's refusals: an HTTP status with Pay's code and body."""

from __future__ import annotations


class StandInRefusalError(Exception):
    """A request that Pay would refuse."""

    def __init__(
        self, status: int, code: str, description: str, *, field: str | None = None, header: str | None = None
    ) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.body: dict[str, str] = {"code": code, "description": description}
        if field:
            self.body["field"] = field
        if header:
            self.body["header"] = header


def missing(field: str) -> StandInRefusalError:
    """Return the refusal of a create without a field."""
    return StandInRefusalError(400, "P0101", f"Missing mandatory attribute: {field}", field=field)


def invalid(field: str, why: str) -> StandInRefusalError:
    """Return the refusal of a create with a wrong field."""
    return StandInRefusalError(422, "P0102", f"Invalid attribute value: {field}. {why}", field=field)


def firewall() -> StandInRefusalError:
    """Return the refusal that comes before Pay itself sees the request."""
    return StandInRefusalError(400, "P0920", "Request blocked by firewall rules")


def not_found(code: str) -> StandInRefusalError:
    """Return the refusal of an unknown payment or refund."""
    return StandInRefusalError(404, code, "Not found")
