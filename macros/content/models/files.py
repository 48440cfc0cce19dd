"""Define the models of the files to download, and of the plan of the brochure."""

from typing import Annotated, ClassVar

from macros.content.models.shared import Section, TextPart
from macros.content.types.base import Model
from macros.content.types.references import Reference, To
from macros.content.types.scalars import Id
from macros.content.types.texts import Text


class FileGroup(Model):
    """A group of files on the downloads page."""

    kind: ClassVar[str] = "file-groups"
    id: Id
    name: Text


class FileText(Model):
    """What a file to download is for. Its id is the kind under which it is rendered."""

    kind: ClassVar[str] = "files"
    id: Id
    group: Annotated[Reference, To("file-groups")]
    name: Text
    purpose: Text
    printing: Text


class PressVersion(Model):
    """What a version of the press files is for. Its id is the end of their kinds; the first version has none."""

    id: Id
    name: Text
    purpose: Text


class Downloads(Section):
    """downloads.yml: the files to download, what each is for and how to print it."""

    before_press: Text
    press_title: Text
    press_notes: tuple[Text, ...]
    press_versions: tuple[PressVersion, ...]
    crop_marks: bool = False  # whether the press files have crop marks
    groups: tuple[FileGroup, ...]
    files: tuple[FileText, ...]
    chapters_title: Text
    chapters_note: Text
    figures_title: Text
    figures_note: Text
    data_title: Text
    data_note: Text


class DataFile(Model):
    """What a file of the open data is for. Its id is the kind under which it is made, after "data-" and without a format."""

    kind: ClassVar[str] = "data-files"
    id: Id
    name: Text
    purpose: Text


class OpenData(Section):
    """open-data.yml: the open data: what there is, its rights, its ids, and how often it changes."""

    paragraphs: tuple[Text, ...]
    files_title: Text
    files: tuple[DataFile, ...]
    parts: tuple[TextPart, ...]


class BrochurePlan(Model):
    """brochure.yml: the order of the brochure's chapters, and the few words that only the PDF has."""

    chapters: tuple[Annotated[Reference, To("sections")], ...]
    guides: tuple[tuple[Annotated[Reference, To("guides")], ...], ...]  # after the chapters; those of one list share their pages
    left_out: tuple[Annotated[Reference, To("guide-parts")], ...] = ()  # parts of them that are only on the site
