"""The table of reasons for which agents return a case, read from data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

DEFAULT = Path(__file__).parent / "data" / "returns.toml"


class ReturnLeads(StrEnum):
    """What the authority does next with a returned case."""

    RECALLED = "recalled"
    PAID = "paid"
    ADDRESS = "address"
    CARE = "care"
    UNCOLLECTABLE = "uncollectable"
    ENDED = "ended"


class InvalidReturnsError(ValueError):
    """A table of returns that can't be used; it says where and what is wrong."""


@dataclass(frozen=True, slots=True)
class ReturnReason:
    """One reason for which a case comes back."""

    code: str
    says: str
    leads: ReturnLeads


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid")

    says: str
    leads: ReturnLeads


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")

    returns: dict[str, _Line]


def load_returns(path: Path = DEFAULT) -> Mapping[str, ReturnReason]:
    """Return the reasons in a TOML file by their code."""
    try:
        table = _Table.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise InvalidReturnsError(f"{path.name} is missing") from None
    except tomllib.TOMLDecodeError as wrong:
        raise InvalidReturnsError(f"{path.name}: {wrong}") from wrong
    except ValidationError as wrong:
        found = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in wrong.errors()]
        raise InvalidReturnsError(f"{path.name}: {'; '.join(found)}") from None
    return {code: ReturnReason(code, line.says, line.leads) for code, line in table.returns.items()}
