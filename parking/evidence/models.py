"""Tables of photographs, notes and documents."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant


class Photograph(Owned, Base):
    """A photograph an officer took: the original's hash, and a smaller copy without EXIF to show."""

    __tablename__ = "photographs"
    __table_args__ = (
        UniqueConstraint("authority_id", "client_ref"),
        Index(None, "authority_id", "case_id"),
        Index(None, "authority_id", "pcn_ref"),
    )

    client_ref: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    pcn_ref: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    case_id: Mapped[UUID | None] = mapped_column(Uuid)
    sha256: Mapped[str] = mapped_column(String(64), nullable=False)
    shown_sha256: Mapped[str] = mapped_column(String(64), nullable=False)
    media_type: Mapped[str] = mapped_column(String(40), nullable=False)
    size: Mapped[int] = mapped_column(Integer, nullable=False)
    subject: Mapped[str] = mapped_column(String(40), nullable=False)
    taken_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    received_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    salt: Mapped[str] = mapped_column(String(32), nullable=False)
    erased_at: Mapped[datetime | None] = mapped_column(Instant)


class Note(Owned, Base):
    """What somebody wrote about a case; free text lives here, never in the history."""

    __tablename__ = "notes"
    __table_args__ = (Index(None, "authority_id", "case_id"),)

    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    text: Mapped[str] = mapped_column(Text, nullable=False)
    author: Mapped[str] = mapped_column(String(60), nullable=False)
    written_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    salt: Mapped[str] = mapped_column(String(32), nullable=False)
    erased_at: Mapped[datetime | None] = mapped_column(Instant)


class Document(Owned, Base):
    """A letter, agreement or statement that somebody sent about a case, kept by its hash."""

    __tablename__ = "documents"
    __table_args__ = (Index(None, "authority_id", "case_id"),)

    case_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)
    kind: Mapped[str] = mapped_column(String(30), nullable=False)
    sha256: Mapped[str] = mapped_column(String(64), nullable=False)
    media_type: Mapped[str] = mapped_column(String(40), nullable=False)
    size: Mapped[int] = mapped_column(Integer, nullable=False)
    received_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    salt: Mapped[str] = mapped_column(String(32), nullable=False)
    erased_at: Mapped[datetime | None] = mapped_column(Instant)
