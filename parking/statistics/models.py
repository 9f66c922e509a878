"""Table of figures entered by hand, with who and when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Integer, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from parking.store.base import Base, Owned
from parking.store.types import Instant


class ManualFigure(Owned, Base):
    """A figure no case can give, such as calls answered; a later row replaces an earlier one."""

    __tablename__ = "manual_figures"
    __table_args__ = (
        Index(None, "authority_id", "year", "measure", "entered_at"),
        CheckConstraint("value >= 0", name="value_not_negative"),
    )

    year: Mapped[int] = mapped_column(SmallInteger, nullable=False)
    measure: Mapped[str] = mapped_column(String(40), nullable=False)
    value: Mapped[int] = mapped_column(Integer, nullable=False)
    entered_by: Mapped[str] = mapped_column(String(120), nullable=False)
    entered_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    source: Mapped[str] = mapped_column(Text, nullable=False)
