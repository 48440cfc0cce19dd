"""Show the page of a form: its parts in sections, the entries of a file, rules at their place, and what is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from macros.content.edition import allowed
from macros.content.models.cards import PARTS
from macros.content.rules.cards import words as word_count
from macros.content.translations import Translation
from macros.editing import faults, naming, shown, words
from macros.editing.contents import address_of
from macros.editing.drafts import Draft
from macros.editing.faults import Fault
from macros.editing.form import MANY
from macros.editing.page import render
from macros.editing.parts import ENTRIES, FEW_OPTIONS, SHORT, Input, Part, Problem
from macros.editing.request import Request, Response
from macros.editing.shapes import LABELS, REFERENCE, TERMS
from macros.editing.values import title_of, value_at

A_LINE = 60  # characters of a line of a box, about
MOST_LINES = 12
OPEN_ITEMS = 3  # groups of a list that are open from the start


@dataclass(frozen=True)
class View:
    """What the templates of parts ask for."""

    language: str
    languages: Mapping[str, str]
    focus: str
    translations: Mapping[tuple[Any, ...], Translation]
    few: int = FEW_OPTIONS

    def say(self, name: str, /, **filled: Any) -> str:
        """Return a word of the page."""
        return words.say(name, self.language, **filled)

    def language_name(self, code: str) -> str:
        """Return the name of a language of the handbook."""
        return words.language_name(code, self.language, self.languages)

    def rows(self, part: Part, box: Input) -> int:
        """Return how many lines a box has."""
        if part.kind == TERMS:
            return min(MOST_LINES, max(3, box.value.count("\n") + 2))
        longest = max((len(each.value) for each in part.inputs), default=0)
        return 1 if longest <= SHORT and part.limit <= SHORT else min(MOST_LINES, max(2 if longest > SHORT else 1, longest // A_LINE + 1))

    def is_open(self, item: Part, around: Part) -> bool:
        """Tell whether an item of a list is shown whole."""
        is_wrong = any(part.errors or any(box.errors for box in part.inputs) for part in item.every())
        is_focus = self.focus == item.name or self.focus.startswith(f"{item.name}.")
        return is_wrong or is_focus or not item.key.isdigit() or len(around.parts) <= OPEN_ITEMS

    def stale(self, box: Input) -> str:
        """Return the former source of a stale translation; empty where it is not stale."""
        found = self.translations.get(box.path)
        return found.before if found else ""


@dataclass(frozen=True)
class After:
    """What a form is shown with after it was sent.

    Attributes:
        wrong: What is wrong in it.
        elsewhere: What is wrong in other entries.
        seen: The digest of the file that the form was made from; empty: that of now.
        focus: The name of the input, list or button that gets the focus.
        told: The name of the word that is told of what was done.
    """

    wrong: Sequence[Problem] = ()
    elsewhere: Sequence[Fault] = ()
    seen: str = ""
    focus: str = ""
    told: str = ""


def show(request: Request, draft: Draft, after: After = After()) -> Response:
    """Return the page of a form."""
    language, contents, file = request.language, draft.contents, draft.file
    form = draft.form(list(after.wrong))
    project = shown.project_of(request.desk)
    saved = shown.take(request.desk) if draft.pairs is None else None
    key = _key(draft)
    title = _title(draft)
    listed = faults.shown_in(form, title, language, contents)
    return render(
        request, "entry", title, 422 if listed or after.elsewhere else 200,
        is_wrong=bool(listed or after.elsewhere), way=naming.way_to(file, language, is_entry=bool(draft.root)), file=file,
        lead=words.say("add-lead", language) if draft.is_new else "",
        preview="" if draft.is_new else shown.page_address(project, key, language, request.preview),
        more_languages=_more_languages(draft),
        remove_address=_remove_address(draft),
        saved=told_of(request, saved, project),
        notice=words.say(after.told, language) if after.told else "", wrong=listed, elsewhere=after.elsewhere,
        can_set_aside=contents.edition is None and bool(after.elsewhere or listed) and all(fault.is_whole for fault in listed),
        entries=_entries(draft, form), moved=request.query.get("moved", ""), form=form, sections=_sections(form),
        is_filtered=_is_filtered(request, form),
        find=request.query.get("find", ""),
        action=_action(request), seen=after.seen or request.desk.open(file.address).seen, is_new=draft.is_new,
        is_changed=draft.pairs is not None,
        told_now=words.say(after.told, language) if after.told else "", meters=_meters(draft),
        view=View(language, contents.languages, after.focus, _translations(draft, project)), view_focus=_focus(form, after.focus),
        lists={part.item: part.options.values() for part in form.every() if part.kind == REFERENCE and len(part.options) > FEW_OPTIONS},
    )  # fmt: skip


def _is_filtered(request: Request, form: Part) -> bool:
    """Tell whether a form is so long that its parts are found by their words."""
    return "find" in request.query or (form.kind == LABELS and len(form.parts) > MANY) or any(part.hidden for part in form.every())


def _action(request: Request) -> str:
    """Return the address to which a form is sent: without the place on the page that a link has led to."""
    asked = urlencode({name: value for name, value in request.query.items() if name in ("show", "find")})
    return f"{request.path}?{asked}" if asked else request.path


def _key(draft: Draft) -> str:
    model = draft.shape.model
    identity = value_at(draft.file.data, (*draft.root, "id")) if draft.root else draft.file.stem
    return f"{model.kind}/{identity}" if model and model.kind and not draft.is_new else ""


def _title(draft: Draft) -> str:
    if not draft.is_new:
        return naming.entry_title(draft.file, draft.root, draft.language)
    model = draft.file.shape.model
    said = words.field_words(model, str(draft.root[0]), draft.language) if model else None
    return words.say("add-title", draft.language, what=words.within(said.item or said.name) if said else "")


def _more_languages(draft: Draft) -> list[tuple[str, str]]:
    shown_already = draft.query.get("show", "").split()
    codes = [code for code in draft.contents.partial if code not in shown_already]
    return [(code, words.language_name(code, draft.language, draft.contents.languages)) for code in codes]


def _remove_address(draft: Draft) -> str:
    identity = value_at(draft.file.data, (*draft.root, "id")) if draft.root else ""
    if not draft.contents.is_free(draft.file, str(identity or "")):
        return ""
    return f"/remove/{draft.file.address}/{identity}" if identity and not draft.is_new else ""


def told_of(request: Request, saved: shown.Told | None, project: Any) -> dict[str, Any] | None:
    """Return what a page tells of the last save; None where there is nothing to tell."""
    if saved is None:
        return None
    return {
        "title": saved.title, "changes": saved.changes, "address": saved.address, "stale": len(shown.stale(project)),
        "preview": shown.page_address(project, saved.key, request.language, request.preview),
        "can_undo": saved.can_undo and bool(request.desk.can_undo()),
    }  # fmt: skip


def _entries(draft: Draft, form: Part) -> list[dict[str, Any]]:
    """Return the lists of a file whose entries have forms of their own."""
    found = []
    for part in form.parts if not draft.root else ():
        if part.kind != ENTRIES:
            continue
        file, name = draft.file, part.name
        added = draft.contents.edition is None or (part.shape.item and part.shape.item.model in allowed.ADDED)
        is_locked = draft.is_locked and part.shape.item is not None and part.shape.item.holds_brochure
        entries = [
            {
                "title": title_of(item, draft.language) or item.get("id", ""), "id": item.get("id", ""),
                "address": address_of(file, (name, place)), "move": f"/move/{file.address}/{item.get('id', '')}",
                "remove": f"/remove/{file.address}/{item.get('id', '')}",
            }
            for place, item in enumerate(value_at(file.data, (name,)) or ()) if isinstance(item, dict)
        ]  # fmt: skip
        found.append({
            "name": name, "label": part.label, "help": part.help, "rules": part.rules, "item": part.item_name, "entries": entries,
            "is_national": part.is_national,
            "add": "" if is_locked or not added else f"/add/{file.address}/{name}",
        })  # fmt: skip
    return found


def _sections(form: Part) -> list[tuple[str, list[Part]]]:
    parts = form.parts if form.kind != "labels" else [form]
    found: dict[str, list[Part]] = {}
    for part in parts:
        if part.kind != ENTRIES:
            found.setdefault(part.section, []).append(part)
    return [(section, found[section]) for section in ("", "found", "provenance") if section in found]


def _focus(form: Part, focus: str) -> str:
    """Return the name of the box that gets the focus: the first one of what was added, or the thing itself."""
    for part in form.every() if focus else ():
        if part.name == focus:
            return next(
                (box.name for inside in part.every() for box in inside.inputs if inside.kind not in ("locked", "fixed", "raw")), focus
            )
    return focus


def _translations(draft: Draft, project: Any) -> dict[tuple[Any, ...], Translation]:
    """Return the stale translations of an entry by the path of each in it."""
    size = len(draft.root)
    return {
        (*each.of.path[size:], each.language): each
        for each in shown.stale(project)
        if each.of.file == draft.file.stem and each.of.path[:size] == draft.root
    }


def _model(draft: Draft) -> str:
    return draft.shape.model.__name__ if draft.shape.model else ""


def _meters(draft: Draft) -> list[dict[str, str]]:
    """Return what counts the words of a partner's card, in each language."""
    if _model(draft) != "PartnerCard":
        return []
    limits = draft.file.data.get("words") or {}
    filled = {"least": limits.get("at_least", ""), "most": limits.get("at_most", "")}
    data = draft.old or {}
    found = []
    for code in draft.contents.languages:
        if code in draft.contents.partial:
            continue
        count = sum(
            word_count((statement.get("text") or {}).get(code) or "")
            for part in PARTS
            for statement in data.get(part) or ()
            if isinstance(statement, dict)
        )
        name = words.language_name(code, draft.language, draft.contents.languages)
        template = words.say("words-of-card", draft.language, language=name, count="{count}", **filled)
        found.append({
            "fields": " ".join(PARTS), "language": code, "template": template, "now": template.replace("{count}", str(count)),
        })  # fmt: skip
    return found
