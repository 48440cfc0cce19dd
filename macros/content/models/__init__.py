"""Define what each file in content-data/ may contain: one class a file, one field a file in Handbook. The schemas are made from these."""

from macros.content.labels import Labels
from macros.content.models.cards import DecisionTree, PartnerCards
from macros.content.models.cases import Cases
from macros.content.models.chapters import (
    About,
    Approach,
    Chapter,
    Community,
    Impact,
    Introduction,
    LifeSpan,
    Measurement,
    Methods,
    Needs,
    Process,
    Structural,
    Values,
)
from macros.content.models.counties import Counties
from macros.content.models.edition import Addresses, Changes, Edition, Hyphenation, Organisation, Synonyms, Wording
from macros.content.models.files import BrochurePlan, Downloads, OpenData
from macros.content.models.guides import Glossary, Guides
from macros.content.models.lines import Lines
from macros.content.models.local import LocalEdition
from macros.content.models.services import Interfaces, Services
from macros.content.models.sources import OpenQuestions, Sources
from macros.content.models.training import LearningPath, Module, Trainers
from macros.content.types.base import Model
from macros.look.palette import NATIONAL, Palette


class Handbook(Model):
    """The whole content. A field is a file of that name, with hyphens for underscores."""

    handbook: Edition
    organisation: Organisation
    labels: Labels
    introduction: Introduction
    life_span: LifeSpan
    needs: Needs
    methods: Methods
    process: Process
    approach: Approach
    values: Values
    services: Services
    interfaces: Interfaces
    counties: Counties
    partner_cards: PartnerCards
    decision_tree: DecisionTree
    cases: Cases
    impact: Impact
    community: Community
    structural: Structural
    measurement: Measurement
    about: About
    accessibility: Chapter
    privacy: Chapter
    chapters: tuple[Chapter, ...]  # a folder: one file a chapter
    guides: Guides
    lines: Lines
    glossary: Glossary
    sources: Sources
    open_questions: OpenQuestions
    changes: Changes
    hyphenation: Hyphenation
    wording: Wording
    synonyms: Synonyms
    brochure: BrochurePlan
    downloads: Downloads
    open_data: OpenData
    learning_path: LearningPath
    training: tuple[Module, ...]  # a folder: one file a module
    trainers: Trainers
    addresses: Addresses
    edition: LocalEdition | None = None  # only in the folder of an edition; the national handbook has none

    @property
    def palette(self) -> Palette:
        """The colours that it is shown and printed in."""
        return self.edition.palette if self.edition else NATIONAL

    @property
    def is_official(self) -> bool:
        """Whether an organiser of social services publishes it as its own: an edition says so.

        Before there were editions, an organisation wrote its name into organisation.yml: such a handbook stays what it was.
        """
        return self.edition.official if self.edition else self.organisation.name is not None
