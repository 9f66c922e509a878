"""What Pay checks in a request to create or refund a payment, in Pay's order."""

from __future__ import annotations

import json
import re
from typing import Any

from parking.payments.gateway.limits import (
    FIREWALL_REFUSES,
    KEY_PATTERN,
    LARGEST_PENCE,
    METADATA_KEY_LENGTH,
    METADATA_KEYS,
    METADATA_VALUE_LENGTH,
    TEXT_LENGTH,
    URL_LENGTH,
)
from parking.payments.gateway.loopback import is_safe
from parking.payments.gateway.stand_in.refusals import StandInRefusalError, firewall, invalid, missing

NOT_TURNED_ON = ("set_up_agreement", "agreement_id", "delayed_capture", "prefilled_cardholder_details")


def check_firewall(body: bytes, content_type: str, accept: str) -> None:
    """Refuse what never reaches Pay: no body, another type, another Accept."""
    if not body or content_type.split(";", maxsplit=1)[0].strip() != "application/json":
        raise firewall()
    check_accept(accept)


def check_accept(accept: str) -> None:
    """Refuse an Accept header that is there and doesn't take JSON."""
    if accept and not any(kind in accept for kind in ("application/json", "*/*", "application/*")):
        raise firewall()


def read_object(body: bytes, code: str) -> dict[str, Any]:
    """Return the JSON object in a body; the code is the endpoint's own for one that can't be read."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise StandInRefusalError(400, code, "Unable to parse JSON")
    if _refused_anywhere(found):
        raise firewall()
    return found


def check_key(key: str | None) -> None:
    """Refuse an idempotency key that is there and malformed."""
    if key is not None and not re.fullmatch(KEY_PATTERN, key):
        why = "Header [Idempotency-Key] has letters, digits and hyphens, 1 to 255 of them"
        raise StandInRefusalError(422, "P0102", why, header="Idempotency-Key")


def check_create(found: dict[str, Any]) -> None:
    """Refuse a create that misses a field, has a wrong one, or asks for what is not turned on."""
    if found.get("authorisation_mode") == "moto_api":
        if "return_url" in found:
            raise StandInRefusalError(400, "P0104", "Unexpected attribute: return_url", field="return_url")
        raise StandInRefusalError(422, "P0195", "Using authorisation_mode of moto_api is not allowed")
    if found.get("authorisation_mode", "web") != "web" or any(found.get(name) for name in NOT_TURNED_ON):
        raise StandInRefusalError(422, "P0196", "The stand-in takes plain web payments only")
    for name in ("amount", "reference", "description", "return_url"):
        if found.get(name) is None:
            raise missing(name)
    _check_pence("amount", found["amount"], 0)
    for name, longest in (
        ("reference", TEXT_LENGTH),
        ("description", TEXT_LENGTH),
        ("return_url", URL_LENGTH),
    ):
        _check_text(name, found[name], longest)
    if not is_safe(found["return_url"]):
        raise firewall()
    _check_options(found)


def check_refund(found: dict[str, Any]) -> tuple[int, int | None]:
    """Return the pence to refund and the pence believed available, if said."""
    if found.get("amount") is None:
        raise StandInRefusalError(400, "P0601", "Missing mandatory attribute: amount", field="amount")
    amount, available = found["amount"], found.get("refund_amount_available")
    for name, value in (("amount", amount), ("refund_amount_available", available)):
        if value is not None and not _is_pence(value, 1):
            why = f"Invalid attribute value: {name}. Must be from 1 to {LARGEST_PENCE}"
            raise StandInRefusalError(422, "P0602", why, field=name)
    return int(amount), available


def _check_options(found: dict[str, Any]) -> None:
    if found.get("language", "en") not in ("en", "cy"):
        raise invalid("language", 'Must be "en" or "cy"')
    if found.get("email") is not None and ("@" not in str(found["email"]) or len(str(found["email"])) > 254):
        raise invalid("email", "Must be a well-formed email address")
    if not isinstance(found.get("moto", False), bool):
        raise invalid("moto", "Must be true or false")
    if "metadata" in found:
        _check_metadata(found["metadata"])


def _check_metadata(found: object) -> None:
    if not isinstance(found, dict) or not 1 <= len(found) <= METADATA_KEYS:
        raise invalid("metadata", f"Must be an object of 1 to {METADATA_KEYS} keys")
    if len({key.lower() for key in found}) < len(found):
        raise invalid("metadata", "Keys must differ by more than capitals")
    for key, value in found.items():
        if not 1 <= len(key) <= METADATA_KEY_LENGTH:
            raise invalid("metadata", f"Keys have 1 to {METADATA_KEY_LENGTH} characters")
        if not isinstance(value, str | int | float | bool):
            raise invalid("metadata", "Values are text, numbers, true or false")
        if isinstance(value, str) and len(value) > METADATA_VALUE_LENGTH:
            raise invalid("metadata", f"Values have at most {METADATA_VALUE_LENGTH} characters")


def _check_text(name: str, value: object, longest: int) -> None:
    if not isinstance(value, str):
        raise invalid(name, "Must be text")
    if not value.strip():
        raise missing(name)
    if len(value) > longest:
        raise invalid(name, f"Must be at most {longest} characters")


def _check_pence(name: str, value: object, least: int) -> None:
    if not _is_pence(value, least):
        raise invalid(name, f"Must be a whole number from {least} to {LARGEST_PENCE}")


def _is_pence(value: object, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= LARGEST_PENCE


def _refused_anywhere(value: object) -> bool:
    if isinstance(value, str):
        return bool(FIREWALL_REFUSES & set(value))
    if isinstance(value, dict):
        return any(_refused_anywhere(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(map(_refused_anywhere, value))
