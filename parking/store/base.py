"""The declarative base every table is made from, with names for every constraint."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData, Table, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from parking.values.ids import new_id

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """A table of the application."""

    metadata = MetaData(naming_convention=NAMING)
    __table__: ClassVar[Table]


class Row:
    """A row with an id made by the application: UUIDv7, which sorts by when it was made."""

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)


class Owned(Row):
    """A row that belongs to one authority and is unseen by every other."""

    authority_id: Mapped[UUID] = mapped_column(Uuid, nullable=False)


db = SQLAlchemy(model_class=Base)
