"""Files that go out."""

from __future__ import annotations

from flask import Response

from parking.issue.drawing import Shape
from parking.notices.drawing.paper import Drawn


def pdf(drawn: Drawn, shape: Shape) -> Response:
    """Return a PCN's paper to open in the browser; its name tells nobody whose it is."""
    shown = {"Content-Disposition": f'inline; filename="PCN-{shape.value}.pdf"'}
    return Response(drawn.pdf, mimetype="application/pdf", headers=shown)
