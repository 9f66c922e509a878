"""The surface a paper is painted on: points from the top left, black and one grey, the same bytes twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from parking.notices.drawing.codes import QUIET_MODULES, Code
from parking.notices.drawing.fonts import Face
from parking.notices.drawing.paper import Drawn, Paper
from parking.notices.drawing.text import Line, line_width
from parking.values.canonical import sha256

# Streams stay binary: a quarter smaller, and quicker to write. The setting is the library's only way.
rl_config.useA85 = 0

MM = 72 / 25.4
BLACK = 0.0
GREY = 0.38  # still clear after a photocopier
HAIRLINE = 0.5


class Role(StrEnum):
    """What a stretch of the paper is to a screen reader."""

    TITLE = "H1"
    HEADING = "H2"
    PARAGRAPH = "P"
    LIST_ITEM = "LI"
    TABLE_ROW = "TR"
    FIGURE = "Figure"
    BOX = "Div"
    FORM = "Form"
    FURNITURE = "Artifact"


@dataclass(frozen=True, eq=False, slots=True)
class Element:
    """One thing in reading order; the strips of one paragraph share one element."""

    role: Role
    says: str = ""  # what a figure does, for those who can't see it


FURNITURE = Element(Role.FURNITURE)


@dataclass(slots=True)
class Sheet:
    """Pages being painted. Distances are points from the top left corner."""

    width: float
    height: float
    canvas: Canvas
    buffer: BytesIO
    pages: int = 0
    elements: list[Element] = field(default_factory=list)

    @classmethod
    def opened(cls, paper: Paper, *, width: float, height: float) -> Sheet:
        """Return a sheet whose document carries the paper's title, language and day."""
        buffer = BytesIO()
        canvas = Canvas(
            buffer,
            pagesize=(width, height),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=Face.REGULAR.value,  # type: ignore[arg-type]  # the stub says float
            lang=paper.lang,
        )
        canvas.setTitle(f"{paper.title} {paper.reference}")
        canvas.setAuthor(paper.letterhead.council)
        canvas.setSubject(paper.title)
        canvas.setCreator("parking")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setDateFormatter(_midnight(paper.printed_on))
        return cls(width=width, height=height, canvas=canvas, buffer=buffer)

    def new_page(self) -> None:
        """Begin the next page."""
        if self.pages:
            self.canvas.showPage()
        self.pages += 1

    def finished(self) -> Drawn:
        """Return the file. Nothing can be painted after it."""
        self.canvas.save()
        pdf = self.buffer.getvalue()
        return Drawn(pdf=pdf, pages=self.pages, sha256=sha256(pdf))

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """Hold what is painted together as one element.

        Every stroke and word of a paper is painted inside this, in reading order: it is the one
        place where structure for screen readers can be written into a file.
        """
        if not self.elements or self.elements[-1] is not element:
            self.elements.append(element)
        yield

    def words(self, x: float, baseline: float, line: Line, *, size: float, grey: float = BLACK) -> None:
        """Paint one line of text. A space ends it, or lines would run together when read aloud."""
        text = self.canvas.beginText(x, self.height - baseline)
        text.setFillGray(grey)
        for run in line.runs:
            text.setFont(run.face.value, size)
            text.textOut(run.text if line.broken or run is not line.runs[-1] else run.text + " ")
        self.canvas.drawText(text)

    def words_right(
        self, right: float, baseline: float, line: Line, *, size: float, grey: float = BLACK
    ) -> None:
        """Paint one line of text that ends at a distance from the left."""
        self.words(right - line_width(line, size), baseline, line, size=size, grey=grey)

    def rule(
        self, x: float, y: float, length: float, *, weight: float = HAIRLINE, grey: float = BLACK
    ) -> None:
        """Paint a level line."""
        self.canvas.setLineWidth(weight)
        self.canvas.setStrokeGray(grey)
        self.canvas.line(x, self.height - y, x + length, self.height - y)

    def cut_line(self, x: float, y: float, length: float) -> None:
        """Paint a line of dashes to cut along."""
        self.canvas.setDash(3, 3)
        self.rule(x, y, length, weight=0.75)
        self.canvas.setDash()

    def brand_rule(self, x: float, y: float, length: float, *, weight: float, colour: str) -> None:
        """Paint the one line in the council's colour."""
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        self.canvas.setFillColorRGB(red, green, blue)
        self.canvas.rect(x, self.height - y - weight, length, weight, stroke=0, fill=1)
        self.canvas.setFillGray(BLACK)

    def box(self, x: float, y: float, width: float, height: float, *, weight: float = 1) -> None:
        """Paint an empty box."""
        self.canvas.setLineWidth(weight)
        self.canvas.setStrokeGray(BLACK)
        self.canvas.rect(x, self.height - y - height, width, height, stroke=1, fill=0)

    def code(self, x: float, y: float, side: float, code: Code) -> None:
        """Paint a code with its quiet border inside a square of that side, as one path."""
        module = side / (code.modules + 2 * QUIET_MODULES)
        path = self.canvas.beginPath()
        for column, row, length in code.dark_bars():
            left = x + (column + QUIET_MODULES) * module
            top = y + (row + QUIET_MODULES) * module
            path.rect(left, self.height - top - module, length * module, module)
        self.canvas.setFillGray(BLACK)
        self.canvas.drawPath(path, stroke=0, fill=1)


def _midnight(day: date) -> Callable[[int, int, int, int, int, int], str]:
    """Return what writes the document's time: the printed day, whatever the machine's clock says."""

    def written(*_now: int) -> str:
        return f"D:{day:%Y%m%d}000000Z"

    return written
