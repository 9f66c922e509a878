"""Why not? One answer of the journey, as a page to read out and as JSON for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from textwrap import wrap
from typing import Any

from parking.desk.rules import BY_WHOM, latest_day
from parking.law.arithmetic import spoken
from parking.law.question import Question
from parking.law.reasons import Fact, Reason
from parking.law.state import Stage
from parking.law.steps import Step
from parking.law.why import Answer, Because
from parking.values import clock
from parking.values.money import Money
from parking.words import Reader, say, stage_words, step_words

WIDTH = 100
HOUSE = "Our own policy, not law."


class UnknownStepError(LookupError):
    """No step of the journey is called that, or several are."""


def step_called(said: str) -> Step:
    """Return the step that somebody means: its name, its words, or a part of them that is like no other's."""
    wanted = _plain(said)
    names = {step: {_plain(step.name), _plain(step.value), _plain(_title(step))} for step in Step}
    same = [step for step, called in names.items() if wanted in called]
    like = same or [step for step, called in names.items() if any(wanted in name for name in called)]
    if len(like) == 1:
        return like[0]
    known = ", ".join(step.name.lower() for step in (like or Step))
    if like and wanted:
        raise UnknownStepError(f"{said!r} could be any of these steps: {known}.")
    raise UnknownStepError(f"No step is called {said!r}. The steps: {known}.")


def as_text(answer: Answer, question: Question) -> str:
    """Return an answer as text: the verdict, then every reason with its provision and its arithmetic."""
    verdict = "Yes" if answer.may else "No"
    whose = " or ".join(BY_WHOM[actor] for actor in answer.row.by)
    lines = [
        f"{_title(answer.step)}, on {spoken(question.on)}: {verdict}.",
        f"The case stands at: {stage_words(question.state.stage, Reader.BACK_OFFICE)}.",
        f"The step is for {whose}. Under {answer.row.under}.",
    ]
    latest = latest_day(answer.step, question)
    if latest is not None:
        lines.append(f"Its last day is {spoken(latest)}.")
    if question.state.stage not in answer.row.before:
        lines += _wrapped(f"It starts from: {_stages(answer)}.", "")
        return "\n".join(lines)
    for number, because in enumerate(answer.because, start=1):
        lines += ["", *_because(number, because)]
    return "\n".join(lines)


def as_json(answer: Answer, question: Question) -> dict[str, Any]:
    """Return an answer as plain data: days are ISO dates, money is pence."""
    latest = latest_day(answer.step, question)
    return {
        "step": answer.step.name.lower(),
        "title": _title(answer.step),
        "may": answer.may,
        "by": [actor.value for actor in answer.row.by],
        "under": answer.row.under,
        "last_day": latest.isoformat() if latest else None,
        "reasons": [_reason(because) for because in answer.because],
    }


def _because(number: int, because: Because) -> Iterable[str]:
    reason = because.reason
    yield from _wrapped(say(reason, Reader.BACK_OFFICE), f"{number}. ")
    if reason.under is not None:
        yield from _wrapped(f"{reason.under} ({reason.under.standing}), {reason.under.url}", "   ")
    if reason.policy:
        yield from _wrapped(HOUSE, "   ")
    if because.counted:
        yield from _wrapped(because.counted, "   ")


def _reason(because: Because) -> dict[str, Any]:
    reason: Reason = because.reason
    under = reason.under
    return {
        "code": reason.code,
        "says": say(reason, Reader.BACK_OFFICE),
        "facts": {name: _fact(value) for name, value in reason.facts.items()},
        "counted": because.counted,
        "provision": {"place": str(under), "url": under.url, "standing": under.standing} if under else None,
        "policy": reason.policy,
    }


def _fact(value: Fact) -> str | int:
    if isinstance(value, Money):
        return value.pence
    if isinstance(value, datetime):
        return clock.local(value).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _stages(answer: Answer) -> str:
    return ", ".join(stage_words(stage, Reader.BACK_OFFICE) for stage in Stage if stage in answer.row.before)


def _title(step: Step) -> str:
    return step_words(step, Reader.BACK_OFFICE)


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").replace("-", " ").casefold().split())


def _wrapped(text: str, opening: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=opening, subsequent_indent=" " * len(opening),
                break_long_words=False, break_on_hyphens=False)  # fmt: skip
