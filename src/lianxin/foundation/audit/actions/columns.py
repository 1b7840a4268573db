"""Fields and columns of models, as Django describes them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Field
from django.db.models.options import Options

from lianxin.foundation.audit.models import Record

AnyField = Field[Any, Any]


def meta(model: type[Record]) -> Options[Any]:
    """Give Django's description of a model."""
    return model._meta  # noqa: SLF001 - Django's documented name for it


def field_of(model: type[Record], name: str) -> AnyField:
    """Give a field that has a column. Raises TypeError for any other name."""
    found = meta(model).get_field(name)
    if not isinstance(found, Field):
        raise TypeError(f"{model.__name__}.{name} has no column")
    return found


def key_fields(model: type[Record]) -> list[AnyField]:
    """Give the fields of the primary key."""
    return [field_of(model, field.name) for field in meta(model).pk_fields]


def table_of(model: type[Record]) -> str:
    """Give the quoted table, for SQL."""
    return f'public."{meta(model).db_table}"'


def columns_of(fields: Iterable[AnyField]) -> str:
    """Give the quoted columns of fields, for SQL."""
    return ", ".join(f'"{field.column}"' for field in fields)


def once_columns(model: type[Record]) -> str:
    """Give the quoted columns of the constraint under which a row is added once."""
    return columns_of(field_of(model, name) for name in model.add_once)
