"""Define the models of the invented cases: how people help together, shown in a situation."""

from typing import Annotated, ClassVar

from pydantic import Field

from macros.content.models.shared import Law, Section, Sourced
from macros.content.types.base import Model
from macros.content.types.references import AnyRef, Reference, To
from macros.content.types.scalars import Id
from macros.content.types.texts import Text


class CaseStep(Model):
    """Something that can be done, and where the handbook tells more of it. Without a legal basis it is practice."""

    text: Text
    see: tuple[AnyRef, ...] = ()
    law: tuple[Law, ...] = ()


class Case(Sourced):
    """An invented situation, a path that is possible in it, and other ways to begin: never a single right answer."""

    kind: ClassVar[str] = "cases"
    id: Id
    title: Text
    situation: Text
    steps: tuple[CaseStep, ...] = Field(min_length=2)
    other_ways: tuple[CaseStep, ...] = Field(min_length=1)
    closing: Text
    touches: tuple[Annotated[Reference, To("needs", "services", "interfaces")], ...]  # the pages that lead to it, with those of its steps


class Cases(Section):
    """cases.yml: the invented cases."""

    lead: Text
    cases: tuple[Case, ...]
