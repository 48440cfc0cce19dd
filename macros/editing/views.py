"""Answer each address of the editing page: show a form, save it, and tell what came of it."""

from typing import Any

from macros.content.diagnostics import ContentError, Diagnostic, format_message
from macros.content.document import Document, FieldPath
from macros.editing import conflicts, faults, naming, overview, shown, words
from macros.editing.contents import ContentFile, Contents, address_of, shape_at, value_at
from macros.editing.drafts import Draft
from macros.editing.files import NoFileError, text_seen
from macros.editing.form import Problem
from macros.editing.formpage import show
from macros.editing.page import contents_of, render, render_bare
from macros.editing.posted import Pairs, act
from macros.editing.request import Request, Response
from macros.editing.saving import Conflict, Outcome, Refused
from macros.editing.shown import Told
from macros.editing.writer import Edit, Move, Remove

AROUND = ("token", "seen", "act", "aside", "base", "focus")  # names of a form that are no fields of the entry
CHOICE = "choose."


def refusal(status: int, code: str, language: str) -> Response:
    """Return the page that says why a request is not answered, and what to do."""
    what, fix = (format_message(code, language, part=part) for part in ("what", "fix"))
    return render_bare(language, _sentence(what), _sentence(fix), status)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def index(request: Request) -> Response:
    """List all files, or what a search finds."""
    return overview.index(request)


def check(request: Request) -> Response:
    """Tell what is wrong in the whole handbook, and what is to be noticed."""
    return overview.check(request)


def entry(request: Request, file: str, entry: str) -> Response:
    """Show the form of an entry."""
    contents, here, root = _place(request, file, entry)
    return show(request, Draft(contents, here, root, request.language, query=request.query, is_locked=_is_locked(request)))


def save(request: Request, file: str, entry: str) -> Response:
    """Save a form, or do what one of its buttons says and show it again."""
    contents, here, root = _place(request, file, entry)
    draft = Draft(contents, here, root, request.language, _pairs(request), _is_locked(request), query=request.query)
    if again := _acted(request, draft):
        return again
    sent = dict(request.form)
    if sent.get("seen") != request.desk.open(file).seen:
        return _joined(request, draft, sent)
    value, unknown = draft.read()
    return _saved(request, draft, value, unknown, sent)


def adding(request: Request, file: str, name: str) -> Response:
    """Show an empty form for a new entry of a list."""
    return show(request, _new(request, file, name))


def add(request: Request, file: str, name: str) -> Response:
    """Add a new entry to a list."""
    draft = _new(request, file, name)
    draft.pairs = _pairs(request)
    if again := _acted(request, draft):
        return again
    value, unknown = draft.read()
    return _saved(request, draft, value, unknown, dict(request.form))


def removing(request: Request, file: str, entry: str) -> Response:
    """Ask whether an entry is to be removed, and tell what refers to it."""
    contents, here, root = _place(request, file, entry)
    return _removing(request, contents, here, root)


def remove(request: Request, file: str, entry: str) -> Response:
    """Remove an entry that nothing refers to."""
    contents, here, root = _place(request, file, entry)
    title = naming.entry_title(here, root, request.language)
    edits = [Remove(root)] if len(value_at(here.data, root[:1])) > 1 else [Remove(root[:1])]
    sent = dict(request.form)
    if "aside" in sent:
        if failed := request.desk.set_aside(file, sent["seen"], edits):
            return _removing(request, contents, here, root, failed)
        return Response(status=303, location=f"/edit/{file}/")
    outcome = request.desk.save(file, sent["seen"], edits)
    if isinstance(outcome, Refused | Conflict):
        return _removing(request, contents, here, root, outcome)
    shown.tell(request.desk, Told(words.say("removed", request.language, title=title), address=address_of(here, root)))
    return Response(status=303, location=f"/edit/{file}/")


def move(request: Request, file: str, entry: str) -> Response:
    """Move an entry one place up or down in its list."""
    contents, here, root = _place(request, file, entry)
    sent = dict(request.form)
    name, place = root
    to = int(place) + (-1 if sent["to"] == "up" else 1)
    if 0 <= to < len(value_at(here.data, (name,))):
        outcome = request.desk.save(file, sent["seen"], [Move(root, to)])
        if isinstance(outcome, Refused | Conflict):
            wrong = faults.everywhere(_problems(outcome, contents, request.language), contents, request.language)
            return overview.refused(request, here, wrong)
        title = naming.entry_title(here, root, request.language)
        shown.tell(request.desk, Told(words.say("moved", request.language, title=title)))
    return Response(status=303, location=f"/edit/{file}/?moved={sent['to']}-{entry}")


def undo(request: Request) -> Response:
    """Take the last save back."""
    outcome = request.desk.undo()
    if isinstance(outcome, Refused | Conflict):
        contents = contents_of(request)
        return overview.refused(request, None, faults.everywhere(_problems(outcome, contents, request.language), contents, request.language))
    name = "undone" if outcome else "undo-none"
    shown.tell(request.desk, Told(words.say(name, request.language), can_undo=False))
    return Response(status=303, location="/")


def review(request: Request) -> Response:
    """List the translations whose source has changed."""
    return overview.review(request)


def accept(request: Request) -> Response:
    """Note that somebody has read a translation beside its source and that it holds."""
    return overview.accept(request)


def aside(request: Request) -> Response:
    """Show what is set aside: every page tells it."""
    return index(request)


def save_aside(request: Request) -> Response:
    """Save what is set aside."""
    outcome = request.desk.save_aside()
    if isinstance(outcome, Refused | Conflict):
        contents = contents_of(request)
        return overview.refused(request, None, faults.everywhere(_problems(outcome, contents, request.language), contents, request.language))
    shown.tell(request.desk, Told(words.say("saved", request.language)))
    return Response(status=303, location="/")


def discard(request: Request) -> Response:
    """Give up what is set aside."""
    request.desk.discard()
    return Response(status=303, location="/")


def _place(request: Request, file: str, identity: str) -> tuple[Contents, ContentFile, FieldPath]:
    """Return the content, a file of it, and the path of an entry in that file; of the file itself where no entry is named.

    Raises:
        NoFileError: There is nothing to edit.
    """
    contents = contents_of(request)
    here = contents.files.get(file)
    if here is None or not here.is_editable:
        raise NoFileError(file)
    root = contents.entry_in(here, identity) if identity else ()
    if root is None:
        raise NoFileError(f"{file}/{identity}")
    return contents, here, root


def _new(request: Request, file: str, name: str) -> Draft:
    contents, here, _ = _place(request, file, "")
    shape = dict(here.lists()).get(name)
    locked = _is_locked(request)
    if shape is None or shape.item is None or (locked and shape.item.holds_brochure):
        raise NoFileError(f"{file}/{name}")
    root = (name, len(value_at(here.data, (name,)) or ()))
    return Draft(contents, here, root, request.language, is_locked=locked, is_new=True, query=request.query)


def _is_locked(request: Request) -> bool:
    """Tell whether the texts of the brochure can't be changed."""
    return not getattr(request.desk, "brochure", False)


def _pairs(request: Request) -> Pairs:
    return [pair for pair in request.form if pair[0] not in AROUND and not pair[0].startswith(CHOICE)]


def _acted(request: Request, draft: Draft) -> Response | None:
    """Do what a button of the form says; None where the form is to be saved."""
    button = dict(request.form).get("act")
    if button is None or draft.pairs is None:
        return None
    if button == "show":  # what a browser has kept is brought back
        return show(request, draft, seen=dict(request.form).get("seen", ""), told="draft-restored")
    try:
        done = act(draft.pairs, button, overview.today())
    except KeyError:
        raise NoFileError(button) from None
    draft.pairs = done.pairs
    return show(request, draft, seen=dict(request.form).get("seen", ""), focus=done.focus, told=f"told-{done.told}")


def _saved(request: Request, draft: Draft, value: Any, unknown: dict[str, str], sent: dict[str, str]) -> Response:
    """Save what was read of a form; where it is refused, show it again with what is wrong."""
    file, root = draft.file, draft.root
    if wrong := draft.problems(value, unknown):
        return show(request, draft, wrong=wrong, seen=sent["seen"])
    edits = draft.edits(value)
    if "aside" in sent:
        failed = request.desk.set_aside(file.address, sent["seen"], edits)
        return _refused(request, draft, failed, sent) if failed else Response(status=303, location=_address(draft, value))
    if not edits and not request.desk.aside:
        shown.tell(request.desk, Told(words.say("saved-nothing", request.language), address=address_of(file, root), can_undo=False))
        return Response(status=303, location=_address(draft, value))
    outcome = request.desk.save(file.address, sent["seen"], edits)
    if isinstance(outcome, Refused | Conflict):
        return _refused(request, draft, outcome, sent)
    _tell(request, draft, value, edits)
    return Response(status=303, location=_address(draft, value))


def _tell(request: Request, draft: Draft, value: Any, edits: tuple[Edit, ...]) -> None:
    language = request.language
    changes = shown.changed(draft.contents, draft.file, draft.root, edits, language)
    kind = draft.shape.model.kind if draft.shape.model else ""
    identity = (value.get("id") if isinstance(value, dict) else "") or draft.file.stem
    address = f"/add/{draft.file.address}/{draft.root[0]}" if draft.is_new else address_of(draft.file, draft.root)
    shown.tell(request.desk, Told(words.say("saved", language), changes, address, f"{kind}/{identity}" if kind else ""))


def _address(draft: Draft, value: Any) -> str:
    return f"/edit/{draft.file.address}/{value['id']}" if draft.is_new else address_of(draft.file, draft.root)


def _refused(request: Request, draft: Draft, outcome: Outcome | None, sent: dict[str, str]) -> Response:
    if isinstance(outcome, Conflict):
        if draft.is_new:  # a list that has grown meanwhile takes one more
            return show(request, draft, seen=outcome.seen, told="conflict-same")
        return _joined(request, draft, sent)
    problems = outcome.problems if isinstance(outcome, Refused) else ()
    texts = outcome.texts if isinstance(outcome, Refused) else {}
    mine, others = faults.split(problems, draft.contents, texts, (draft.file.address, draft.root), request.language)
    return show(request, draft, wrong=mine, elsewhere=others, seen=sent["seen"])


def _joined(request: Request, draft: Draft, sent: dict[str, str]) -> Response:
    """Join a form with what somebody else has saved meanwhile, or show both where the editor has to choose."""
    base = sent.get("base") or sent["seen"]
    before = text_seen(base)
    now = request.desk.open(draft.file.address)
    theirs = value_at(draft.file.data, draft.root)
    seen = conflicts.UNKNOWN if before is None else _value_in(before, draft)
    yours, unknown = draft.read(theirs if seen is conflicts.UNKNOWN else seen)
    choices = {name.removeprefix(CHOICE): value for name, value in sent.items() if name.startswith(CHOICE)}
    join = conflicts.Join(choices)
    value = join.join(draft.shape, seen, yours, theirs)
    open_clashes = [clash for clash in join.clashes if clash.name not in choices]
    is_chosen = "base" in sent and sent["seen"] == now.seen and not open_clashes
    if is_chosen:
        return _saved(request, draft, value, unknown, sent)
    listed = [_clash(draft, clash) for clash in join.clashes]
    lead = words.say("conflict-lead" if listed else "conflict-same", request.language)
    way = naming.way_to(draft.file, request.language, is_entry=bool(draft.root))
    return render(
        request, "conflict", words.say("conflict-title", request.language), 409, way=way, lead=lead, is_there=True,
        seen=now.seen, action=address_of(draft.file, draft.root), choices=listed, sent=[*(draft.pairs or ()), ("base", base)],
    )  # fmt: skip


def _value_in(text: str, draft: Draft) -> Any:
    """Return the entry as it was in an earlier text of its file."""
    data = Document(text).data
    if not draft.root:
        return data
    identity = value_at(draft.file.data, (*draft.root, "id"))
    found = value_at(data, draft.root[:1]) or ()
    return next((item for item in found if isinstance(item, dict) and item.get("id") == identity), conflicts.UNKNOWN)


def _clash(draft: Draft, clash: conflicts.Clash) -> dict[str, str]:
    language = draft.language
    label = naming.place(draft.contents, draft.shape, draft.old, clash.path, language)
    code = str(clash.path[-1]) if clash.path and clash.path[-1] in draft.contents.languages else ""
    return {"name": clash.name, "label": label, "language": code, "yours": shown.in_words(clash.yours), "theirs": shown.in_words(clash.theirs)}


def _removing(request: Request, contents: Contents, file: ContentFile, root: FieldPath, outcome: Outcome | None = None) -> Response:
    language = request.language
    title = naming.entry_title(file, root, language)
    shape = shape_at(file.shape, root)
    kind = shape.model.kind if shape.model else ""
    rests = []
    if kind and len(root) > 1:
        for other, path in contents.referrers(f"{kind}/{value_at(file.data, (*root, 'id'))}"):
            name, inside = naming.referrer(contents, other, path, language)
            rests.append({"title": name, "field": inside, "file": other.name, "address": address_of(other, path)})
    wrong = faults.everywhere(_problems(outcome, contents, language), contents, language) if outcome else ()
    return render(
        request, "remove", words.say("remove-title", language, title=title), 422 if outcome else 200,
        way=naming.way_to(file, language, is_entry=True), rests=rests, wrong=wrong, seen=request.desk.open(file.address).seen,
        back=address_of(file, root),
    )  # fmt: skip


def _problems(outcome: Outcome | None, contents: Contents, language: str) -> tuple[Diagnostic, ...]:
    if isinstance(outcome, Refused):
        return outcome.problems
    return (Diagnostic("edit-changed-meanwhile", file=contents.files[outcome.file].name),) if isinstance(outcome, Conflict) else ()
