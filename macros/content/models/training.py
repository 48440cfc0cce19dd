"""Define the models of a training module, and of the pages that lead to the modules."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from macros.content.models.shared import GuidePart, Section, Sourced
from macros.content.types.base import Model
from macros.content.types.references import AnyRef, Reference, To
from macros.content.types.scalars import Boolean, Id, Minutes, Place, PlainText, Week
from macros.content.types.texts import FormerSlugs, ShortText, Slug, Text


class LearningPath(Section):
    """learning-path.yml: the orientation of a new employee; its modules are in training/."""

    paragraphs: tuple[Text, ...]
    how_to_use: tuple[Text, ...]  # one after the other
    privacy: Text  # where answers are kept
    completion: Text  # what shows that the orientation has been done


class TrainingFile(Model):
    """A file for trainers. Its id is the kind under which it is rendered, without the module where there is one for each."""

    kind: ClassVar[str] = "training-files"
    id: Id
    name: Text
    purpose: Text
    steps: tuple[Text, ...] = ()  # how to take it into use


class SessionPart(Model):
    """A part of a group session: its name, and what the group does."""

    name: Text
    how: Text


class SessionParts(Model):
    """The parts of a group session in their order, which is that of the slides. Named as the fields of a module that they are about."""

    objectives: SessionPart
    questions: SessionPart
    key_points: SessionPart
    reflections: SessionPart
    tasks: SessionPart


class RunningOrder(Model):
    """How a group goes through a module together."""

    title: Text
    proposal: Text  # says that order and minutes are the handbook's own proposal
    parts: SessionParts


class Trainers(Section):
    """trainers.yml: for those who run the orientation: the files, how to take them into use, how to add a question."""

    under: ClassVar[str] = "learning-path"
    paragraphs: tuple[Text, ...]
    files: tuple[TrainingFile, ...]
    session: RunningOrder
    parts: tuple[GuidePart, ...]


class Objective(Model):
    """An ability after the module. Begins with a verb that somebody else can observe."""

    kind: ClassVar[str] = "objectives"
    id: Id
    text: Text
    covers: tuple[AnyRef, ...] = Field(min_length=1)  # the content that it is about: the coverage table is made from this


class Side(Model):
    """A text, or the name of something in the handbook: one of the two."""

    text: Text | None = None
    ref: AnyRef | None = None


class Option(Side):
    """An option of a question. The feedback says why it is right, or why it is not right yet."""

    id: Id  # unique within its question
    correct: Boolean = False
    feedback: Text


class Pair(Model):
    """Two things that belong together."""

    id: Id  # unique within its question
    left: Side
    right: Side


class ItemsFrom(Model):
    """A list in the handbook whose own order is the right one: a chapter and the field that holds the list."""

    of: Annotated[Reference, To("sections")]
    field: PlainText  # as in the chapter's file, for example steps


class Question(Model):
    """A question to oneself. Options for single and multiple, items_from for ordering, pairs for matching."""

    kind: ClassVar[str] = "questions"
    id: Id  # never changed: saved progress and learning platforms depend on it
    type: Literal["single", "multiple", "ordering", "matching"]
    objective: Annotated[Reference, To("objectives")]
    source: AnyRef  # the basis of the answer: without it the question is not valid
    situation: Boolean = False  # a short everyday situation, not recall
    stem: Text
    options: tuple[Option, ...] = ()
    items_from: ItemsFrom | None = None
    pairs: tuple[Pair, ...] = ()
    feedback: Text | None = None  # of ordering and matching, whose parts have none


class Reflection(Model):
    """A question without a right answer, to think about or to talk over."""

    kind: ClassVar[str] = "reflections"
    id: Id
    objective: Annotated[Reference, To("objectives")]
    text: Text


class Task(Model):
    """A task at work with the mentor: a row of the orientation plan."""

    kind: ClassVar[str] = "tasks"
    id: Id
    week: Week
    last_week: Week | None = None  # where it takes more than one week
    objective: Annotated[Reference, To("objectives")]
    text: Text
    rests_on: tuple[AnyRef, ...] = Field(min_length=1)
    # with a client in need of special support only a social worker in a public-service post may be responsible
    social_worker_only: Boolean = False
    # may be signed as done alone only when the licence has been checked, and decision powers and access rights given
    licence_needed: Boolean = False


class Session(Model):
    """How many minutes each part of a group session takes in a module. Our own proposal, with its own rules (rules/sessions.py)."""

    objectives: Minutes
    questions: Minutes
    key_points: Minutes
    reflections: Minutes | None = None
    tasks: Minutes | None = None


class Module(Sourced):
    """A module: one file, one page. Its id is the name of the file."""

    kind: ClassVar[str] = "modules"
    under: ClassVar[str] = "learning-path"
    id: Id
    order: Place
    week: Week
    slug: Slug
    former_slugs: FormerSlugs = Field(default_factory=FormerSlugs)
    title: Text
    summary: ShortText
    reading: tuple[Annotated[Reference, To("sections", "guides", "services", "interfaces")], ...] = Field(min_length=1)
    objectives: tuple[Objective, ...] = Field(min_length=1)
    key_points: tuple[Text, ...] = Field(min_length=1)
    questions: tuple[Question, ...]
    reflections: tuple[Reflection, ...] = ()
    tasks: tuple[Task, ...] = ()
    session: Session
    trainer_notes: tuple[Text, ...] = ()
