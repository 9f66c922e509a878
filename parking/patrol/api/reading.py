"""Turning what pydantic found wrong into a field and what to send instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from flask import request
from pydantic import BaseModel, ValidationError

from parking.patrol.errors import FieldError, UnreadableMessageError
from parking.patrol.messages import incoming
from parking.patrol.messages.fields import Message

M = TypeVar("M", bound=BaseModel)

_MODELS = {
    name: model
    for name, model in vars(incoming).items()
    if isinstance(model, type) and issubclass(model, Message)
}


def field_errors(error: ValidationError) -> Iterator[FieldError]:
    """Yield each field that can't be read, with what is wrong and what to send."""
    model = _MODELS.get(error.title)
    for found in error.errors(include_url=False, include_context=False, include_input=False):
        path = [str(step) for step in found["loc"]]
        yield FieldError(".".join(path) or "message", _says(found, model, path))


def read(model: type[M], sent: Mapping[str, Any]) -> M:
    """Return a message read from form fields or the address."""
    try:
        return model.model_validate(sent)
    except ValidationError as error:
        raise UnreadableMessageError(*field_errors(error)) from error


def asked() -> dict[str, str]:
    """Return the query of this request."""
    return request.args.to_dict()


def _says(found: Mapping[str, Any], model: type[BaseModel] | None, path: list[str]) -> str:
    wanted = _description(model, path)
    match found["type"]:
        case "extra_forbidden":
            return "is not a field of this message: leave it out, or correct its name"
        case "missing":
            wrong = "is missing"
        case "string_pattern_mismatch":
            wrong = "is not in the right form"
        case "model_type" | "dict_type":
            return "send one JSON object"
        case _:
            wrong = found["msg"].removeprefix("Value error, ")
            wrong = wrong[:1].lower() + wrong[1:]
    return f"{wrong}: send {wanted}" if wanted else wrong


def _description(model: type[BaseModel] | None, path: list[str]) -> str:
    if path[:1] == ["overrides"] and len(path) > 2:
        model, path = incoming.Override, path[2:]
    field = model.model_fields.get(path[0]) if model and path else None
    return (field.description if field else None) or ""
