"""Worked examples held against our law: a line for each row that differs, then how many passed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from parking.law.counting import Calendar, UnknownHolidaysError
from parking.law.dated import NotYetLawError
from parking.law.given import CannotAnswerError
from parking.law.questions import Answer, UnknownQuestionError, ask
from parking.law.regimes import UnknownRegimeError
from parking.values import clock

COLUMNS = ("case", "regime", "question", "given", "answer")


class NotExamplesError(ValueError):
    """The file is not a list of worked examples."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found."""

    lines: tuple[str, ...]
    passed: int
    failed: int

    @property
    def text(self) -> str:
        """The lines, then the count."""
        return "\n".join((*self.lines, f"{self.passed} passed, {self.failed} failed"))

    @property
    def exit_code(self) -> int:
        """Nought only when every row passed."""
        return 1 if self.failed or not self.passed else 0


def check_file(path: Path, calendar: Calendar | None = None) -> Report:
    """Return the report on a file of worked examples."""
    try:
        return check_text(path.read_text(encoding="utf-8-sig"), calendar)
    except OSError as wrong:
        raise NotExamplesError(f"{path} can't be read: {wrong.strerror}") from wrong
    except UnicodeDecodeError:
        raise NotExamplesError(f"{path} is not text in UTF-8") from None


def run_check(path: Path) -> tuple[str, int]:
    """Return what `parking law check` prints, and its exit code: nought only when every row passed."""
    try:
        report = check_file(path)
    except NotExamplesError as wrong:
        return str(wrong), 1
    return report.text, report.exit_code


def check_text(text: str, calendar: Calendar | None = None) -> Report:
    """Return the report on worked examples written as CSV."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise NotExamplesError(f"the file has no column {', '.join(missing)}")
        rows = [row for row in reader if any(row.values())]
    except csv.Error as wrong:
        raise NotExamplesError(f"line {reader.line_num} is not CSV: {wrong}") from wrong
    return check(rows, calendar)


def check(rows: Iterable[Mapping[str, str | None]], calendar: Calendar | None = None) -> Report:
    """Return the report on worked examples; the calendar is the shipped one unless another is given."""
    verdicts = [_check_row(number, row, calendar) for number, row in enumerate(rows, start=1)]
    lines = tuple(line for line in verdicts if line is not None)
    return Report(lines, len(verdicts) - len(lines), len(lines))


def _check_row(number: int, row: Mapping[str, str | None], calendar: Calendar | None) -> str | None:
    case, regime, question, given, expected = ((row.get(column) or "").strip() for column in COLUMNS)
    name = f"{case or f'row {number}'} {question}".strip()
    try:
        answer = ask(regime, question, given, calendar)
        if _agrees(answer, expected):
            return None
    except (
        UnknownRegimeError,
        UnknownQuestionError,
        CannotAnswerError,
        NotYetLawError,
        UnknownHolidaysError,
        OverflowError,  # a day so late that its period runs past the last year there is
    ) as wrong:
        return f"{name}: expected {expected or 'nothing'}; {wrong.args[0]}"
    under = f" ({answer.under}, {answer.under.standing})" if answer.under else ""
    return f"{name}: expected {expected or 'nothing'}; we answer {answer}{under}"


def _agrees(answer: Answer, expected: str) -> bool:
    if isinstance(answer.value, bool):
        return expected.lower() == str(answer)
    try:
        if isinstance(answer.value, datetime):
            return _instant(answer.value) == _instant(datetime.fromisoformat(expected))
        return answer.value == date.fromisoformat(expected)
    except ValueError:
        kind = "a date and time" if isinstance(answer.value, datetime) else "a date"
        raise CannotAnswerError(f"{expected!r} is not {kind}; we answer {answer}") from None


def _instant(value: datetime) -> datetime:
    """Return the instant; without a time zone it is as a London wall clock shows it."""
    return clock.utc(value if value.tzinfo else value.replace(tzinfo=clock.LONDON))
