"""Define the types of references from one entry to another."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.content.types.base import context_of


@dataclass(frozen=True)
class Reference:
    """The id of an entry elsewhere in content-data/."""

    kind: str
    id: str

    @property
    def key(self) -> str:
        """The key, unique in the whole handbook, for example services/home-care."""
        return f"{self.kind}/{self.id}"


class To:
    """The kinds of entry that a reference may have: ``Annotated[Reference, To("services")]``.

    Args:
        kinds: The kinds. With one, a reference is written ``home-care``; with several, or with none, which means all kinds,
            ``services/home-care``.
    """

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    def __get_pydantic_core_schema__(self, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = handler(str)
        return core_schema.with_info_after_validator_function(self._read, inner)

    def _read(self, value: str, info: ValidationInfo) -> Reference:
        if len(self.kinds) == 1:
            reference = Reference(self.kinds[0], value)
        else:
            kind, slash, name = value.partition("/")
            kinds = self.kinds or context_of(info).kinds
            if not slash or kind not in kinds:
                raise PydanticCustomError("bad_reference", "bad_reference", {"kinds": list(kinds), "kind": kind, "id": name})
            reference = Reference(kind, name)
        if (reference.kind, reference.id) not in context_of(info).ids:
            raise PydanticCustomError("unknown_id", "unknown_id", {"kind": reference.kind, "id": reference.id})
        return reference


AnyRef = Annotated[Reference, To()]
