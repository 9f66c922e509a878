"""Finding every reason the source makes: its code, its facts, and the file it arises in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from parking.law.state import HoldKind, Stage

ROOT = Path(__file__).parents[2]
MAKERS = {"refused", "Reason"}
THE_MAKER = "parking/law/question.py"  # where refused() itself passes on what it was given
NOT_FACTS = {"under", "policy"}
# A code that ends in a kind: what comes before the kind, and every kind it can be.
FORMED = {
    "held_": tuple(kind.value for kind in HoldKind),
    "closed_": tuple(stage.value for stage in Stage if stage.is_closed),
}


class UnreadableReasonError(AssertionError):
    """A reason is made in a way the sweep cannot read: write its code and facts out where it is made."""


@dataclass(frozen=True, slots=True)
class Made:
    """One place where a reason is made; `kinds` are the facts taken from an enum."""

    code: str
    facts: frozenset[str]
    kinds: frozenset[str]
    where: str


def reasons_made() -> tuple[Made, ...]:
    """Return every place in the source that makes a reason, one entry a code."""
    found: list[Made] = []
    for path in sorted((ROOT / "parking").rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        if where != THE_MAKER:
            found += made_in(path.read_text(encoding="utf-8"), where)
    return tuple(found)


def made_in(source: str, where: str) -> Iterator[Made]:
    """Return what one file makes."""
    tree = ast.parse(source)
    makers = dict(_makers(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makers:
            at = f"{where}:{node.lineno}"
            facts = dict(_facts(node, makers[node.func.id], at))
            kinds = frozenset(n for n, v in facts.items() if _is_kind(v))
            for code in _codes(_code_of(node, at), at):
                yield Made(code, frozenset(facts), kinds, where)


def _is_kind(fact: ast.expr) -> bool:
    """Whether a fact is the value of an enum, or that where there is one."""
    shown = fact.body if isinstance(fact, ast.IfExp) else fact
    return isinstance(shown, ast.Attribute) and shown.attr == "value"


def _makers(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("parking.law"):
            yield from ((name.asname or name.name, name.name) for name in node.names if name.name in MAKERS)


def _code_of(call: ast.Call, at: str) -> ast.expr:
    named = [word.value for word in call.keywords if word.arg == "code"]
    if call.args or named:
        return call.args[0] if call.args else named[0]
    raise UnreadableReasonError(f"{at}: a reason without a code")


def _codes(code: ast.expr, at: str) -> Iterator[str]:
    match code:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), ast.FormattedValue()]) if start in FORMED:
            yield from (start + kind for kind in FORMED[start])
        case ast.IfExp(body=one, orelse=other):
            yield from _codes(one, at)
            yield from _codes(other, at)
        case _:
            raise UnreadableReasonError(f"{at}: {ast.unparse(code)}")


def _facts(call: ast.Call, maker: str, at: str) -> Iterator[tuple[str, ast.expr]]:
    if maker == "refused":
        for word in call.keywords:
            if word.arg is None:
                raise UnreadableReasonError(f"{at}: facts passed on by **")
            if word.arg not in NOT_FACTS:
                yield word.arg, word.value
        return
    given = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "facts")]
    for facts in given:
        if not isinstance(facts, ast.Dict):
            raise UnreadableReasonError(f"{at}: {ast.unparse(facts)}")
        for name, value in zip(facts.keys, facts.values, strict=True):
            if not isinstance(name, ast.Constant) or not isinstance(name.value, str):
                raise UnreadableReasonError(f"{at}: {ast.unparse(facts)}")
            yield name.value, value
