"""Finishing the OpenAPI document: who may call, what errors look like, which fields are which."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from parking.patrol.messages.incoming import PhotographFacts

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "What went wrong (RFC 9457): fields that can't be read, or reasons of law and policy.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "says"],
                "properties": {"field": {"type": "string"}, "says": {"type": "string"}},
            },
        },
        "reasons": {"type": "array", "items": {"$ref": "#/components/schemas/ReasonSaid"}},
    },
}
IDS = frozenset({"pcn_ref", "photograph_ref"})
Document = dict[str, Any]


def finish(document: Document) -> Document:
    """Return the document with what APIFlask leaves open."""
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    components["securitySchemes"] = {"device": {"type": "http", "scheme": "bearer"}}
    schemas["Problem"] = PROBLEM
    schemas["ReasonSaid"] = _lifted(schemas)
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            operation["security"] = [{"device": []}]
            operation["operationId"] = _name(method, path)
            if "requestBody" in operation:
                operation["requestBody"]["required"] = True
            for parameter in operation.get("parameters", []):
                if parameter["name"] in IDS:
                    parameter["schema"] = {"type": "string", "format": "uuid"}
                if parameter["in"] == "path":
                    parameter["required"] = True
                either = parameter["schema"].pop("anyOf", None)
                if either:  # null can't be said in an address
                    parameter["schema"] = parameter["schema"] | either[0]
                    parameter["schema"].pop("default", None)
            _finish_answers(operation["responses"])
    photographs = document["paths"].get("/api/v1/photographs/{photograph_ref}", {}).get("put")
    if photographs is not None:
        _describe_upload(photographs, schemas)
    return document


def _lifted(schemas: Document) -> Document:
    """Return the schema of a reason under a name of its own: it stands inside other answers too."""
    return dict(schemas["Checks.ReasonSaid"])


def _finish_answers(answers: Document) -> None:
    content: Document = next(
        (a["content"] for code, a in answers.items() if code < "300" and a.get("content")), {}
    )
    answers.setdefault("401", {"description": "The device's token is missing, unknown or revoked"})
    for code, answer in answers.items():
        if code >= "400":
            answer["content"] = {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
            answer["description"] = answer.get("description") or HTTPStatus(int(code)).phrase
        elif not answer.get("content") or answer["content"] == {"application/json": {"schema": {}}}:
            answer["content"] = content


def _describe_upload(operation: Document, schemas: Document) -> None:
    facts = PhotographFacts.model_json_schema()
    picture = {"type": "string", "format": "binary", "description": "the bytes of a JPEG or PNG"}
    schemas["PhotographForm"] = facts | {
        "title": "PhotographForm",
        "properties": facts["properties"] | {"photograph": picture},
        "required": [*facts["required"], "photograph"],
    }
    raw = {"schema": {"type": "string", "format": "binary"}}
    operation["requestBody"] = {
        "required": True,
        "content": {
            "image/jpeg": raw,
            "image/png": raw,
            "multipart/form-data": {"schema": {"$ref": "#/components/schemas/PhotographForm"}},
        },
    }
    operation["parameters"] += [
        {
            "in": "query",
            "name": name,
            "required": False,
            "schema": schema,
            "description": f"with a raw body: {schema.get('description', '')}",
        }
        for name, schema in facts["properties"].items()
    ]


def _name(method: str, path: str) -> str:
    words = path.removeprefix("/api/v1/").replace("{", "").replace("}", "")
    return f"{method}_" + "".join(c if c.isalnum() else "_" for c in words)
