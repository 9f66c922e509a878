"""The documents that are written from the code: run as a module it writes them, a test compares them."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

from parking.app import create_app
from parking.settings import MEANINGS, PREFIX, Settings
from parking.web.access import Audience, DeclaredRoute, declared_access

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "parking"


def documents() -> dict[Path, str]:
    """Return every generated document by its file."""
    return {
        ROOT / "docs/rooms.md": rooms(),
        ROOT / "docs/settings.md": settings(),
        ROOT / "docs/permissions.md": permissions(),
    }


def rooms() -> str:
    """Return the rooms of the house in the order of their floors, each with what it is for."""
    about = (
        "Written by `make docs` from the packages themselves; a room imports only from rooms further down."
    )
    lines = _opening("Rooms", about, "room", "what it is for", "modules")
    for name in floors():
        folder, file = PACKAGE / name, PACKAGE / f"{name}.py"
        source = folder / "__init__.py" if folder.is_dir() else file
        modules = len(list(folder.rglob("*.py"))) if folder.is_dir() else 1
        lines.append(f"| `{name}` | {purpose(source)} | {modules} |")
    return "\n".join(lines) + "\n"


def floors() -> list[str]:
    """Return the rooms from the top floor down, as the contract in pyproject.toml orders them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return [room.strip() for floor in contracts[0]["layers"] for room in floor.split("|")]


def purpose(source: Path) -> str:
    """Return the first sentence of a module."""
    words = ast.get_docstring(ast.parse(source.read_text())) or ""
    return " ".join(words.split("\n\n")[0].split())


def settings() -> str:
    """Return every setting with its default and meaning."""
    about = "From the environment only, all `PARKING_*`. Written by `make docs`."
    lines = _opening("Settings", about, "setting", "default", "what it is")
    defaults = Settings()
    for name, meaning in MEANINGS.items():
        lines.append(f"| `{PREFIX}{name.upper()}` | `{getattr(defaults, name)}` | {meaning} |")
    return "\n".join(lines) + "\n"


def permissions() -> str:
    """Return every route with who may open it, and which reads write."""
    routes = declared_access(create_app(Settings(database="sqlite://"), testing=True))
    about = "Written by `make docs`. A route that declares nothing is closed to everybody."
    lines = _opening("Routes and permissions", about, "address", "method", "who", "writes on reading")
    lines += [
        f"| `{route.rule}` | {', '.join(route.methods)} | {_who(route)} | {route.writes} |"
        for route in routes
        if route.access is not None
    ]
    return "\n".join(lines) + "\n"


def _opening(title: str, about: str, *columns: str) -> list[str]:
    return [f"# {title}", "", about, "", f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]


def _who(route: DeclaredRoute) -> str:
    if route.access is None:
        return "nobody"
    if route.access.audience is Audience.STAFF:
        return "staff who may " + " or ".join(route.access.permissions)
    if route.access.audience is Audience.DEVICE:
        return "an enrolled device"
    return f"everybody: {route.access.because}"


if __name__ == "__main__":
    for path, text in documents().items():
        path.write_text(text)
