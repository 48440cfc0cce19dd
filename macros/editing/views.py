"""Answer each address of the editing page: show a form, save it, and tell what came of it."""

from macros.content.diagnostics import Diagnostic, format_message
from macros.content.document import FieldPath
from macros.content.edition import allowed
from macros.editing import faults, formsaves, naming, overview, removal, shown, words
from macros.editing.contents import ContentFile, Contents, address_of
from macros.editing.drafts import Draft
from macros.editing.edits import Move, Remove
from macros.editing.files import NoFileError
from macros.editing.formpage import show
from macros.editing.page import contents_of, render, render_bare
from macros.editing.posted import Pairs
from macros.editing.removal import Place
from macros.editing.request import AROUND, Request, Response
from macros.editing.saving import Conflict, Refused
from macros.editing.shown import Told
from macros.editing.values import value_at

LONGEST_NAME = 40  # characters without a blank: a longer one is a text, and no id


def refusal(status: int, code: str, language: str) -> Response:
    """Return the page that says why a request is not answered, and what to do."""
    what, fix = (format_message(code, language, part=part) for part in ("what", "fix"))
    return render_bare(language, _sentence(what), _sentence(fix), status)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def gone(request: Request, file: str) -> Response:
    """Tell that there is nothing to edit at an address, why, and what the editor has sent to it: her texts are not lost."""
    here = contents_of(request).files.get(file)
    problem = faults.sentences(here.problem, request.language) if here and here.problem else ""
    title = words.say("gone-unreadable" if problem else "gone-title", request.language)
    told = {"reason": problem, "place": here.name if here else file}
    lead = words.say("unreadable", request.language, **told) if problem else words.say("gone-lead", request.language)
    sent = [value for _, value in _pairs(request) if " " in value.strip() or len(value) > LONGEST_NAME]
    return render(request, "gone", title, 404, lead=lead, sent=sent, way=naming.home(request.language))


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
    if again := formsaves.acted(request, draft):
        return again
    sent = dict(request.form)
    if "@base" in sent or sent.get("@seen") != request.desk.open(file).seen:
        return formsaves.joined(request, draft, sent)
    value, unknown = draft.read()
    return formsaves.saved(request, draft, value, unknown, sent)


def adding(request: Request, file: str, name: str) -> Response:
    """Show an empty form for a new entry of a list."""
    return show(request, _new(request, file, name))


def add(request: Request, file: str, name: str) -> Response:
    """Add a new entry to a list."""
    draft = _new(request, file, name)
    draft.pairs = _pairs(request)
    if again := formsaves.acted(request, draft):
        return again
    value, unknown = draft.read()
    # a list that has changed meanwhile takes one more: what the editor saw of it does not matter
    return formsaves.saved(request, draft, value, unknown, {**dict(request.form), "@seen": request.desk.open(file).seen})


def removing(request: Request, file: str, entry: str) -> Response:
    """Ask whether an entry is to be removed, and tell what refers to it; in an edition, tell of a national one that it can't be."""
    contents, here, root = _place(request, file, entry)
    if not contents.is_free(here, entry):
        return _refused(request, Refused((Diagnostic("edit-national", file=here.name),)), here)
    return removal.ask(request, Place(contents, here, root))


def remove(request: Request, file: str, entry: str) -> Response:
    """Remove an entry that nothing refers to."""
    contents, here, root = _place(request, file, entry)
    title = naming.entry_title(here, root, request.language)
    edits = [Remove(root)] if len(value_at(here.data, root[:1])) > 1 else [Remove(root[:1])]
    sent = dict(request.form)
    if "@aside" in sent:
        if failed := request.desk.set_aside(file, sent["@seen"], edits):
            return removal.ask(request, Place(contents, here, root), failed)
        return Response(status=303, location=f"/edit/{file}/")
    outcome = request.desk.save(file, sent["@seen"], edits)
    if isinstance(outcome, Refused | Conflict):
        return removal.ask(request, Place(contents, here, root), outcome)
    shown.tell(request.desk, Told(words.say("removed", request.language, title=title), address=address_of(here, root)))
    return Response(status=303, location=f"/edit/{file}/")


def move(request: Request, file: str, entry: str) -> Response:
    """Move an entry one place up or down in its list."""
    _, here, root = _place(request, file, entry)
    sent = dict(request.form)
    name, place = root
    to = int(place) + (-1 if sent["to"] == "up" else 1)
    if 0 <= to < len(value_at(here.data, (name,))):
        outcome = request.desk.save(file, sent["@seen"], [Move(root, to)])
        if isinstance(outcome, Refused | Conflict):
            return _refused(request, outcome, here)
        title = naming.entry_title(here, root, request.language)
        shown.tell(request.desk, Told(words.say("moved", request.language, title=title)))
    return Response(status=303, location=f"/edit/{file}/?moved={sent['to']}-{entry}")


def undo(request: Request) -> Response:
    """Take the last save back."""
    outcome = request.desk.undo()
    if isinstance(outcome, Refused | Conflict):
        return _refused(request, outcome)
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
        return _refused(request, outcome)
    shown.tell(request.desk, Told(words.say("saved", request.language)))
    return Response(status=303, location="/")


def discard(request: Request) -> Response:
    """Give up what is set aside."""
    request.desk.discard()
    return Response(status=303, location="/")


def _refused(request: Request, outcome: Refused | Conflict, here: ContentFile | None = None) -> Response:
    """Tell why something was not saved that has no form."""
    contents = contents_of(request)
    return overview.refused(request, here, faults.everywhere(faults.of_outcome(outcome, contents), contents, request.language))


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
    is_added = contents.edition is None or (shape is not None and shape.item is not None and shape.item.model in allowed.ADDED)
    if shape is None or shape.item is None or not is_added or (locked and shape.item.holds_brochure):
        raise NoFileError(f"{file}/{name}")
    root = (name, len(value_at(here.data, (name,)) or ()))
    return Draft(contents, here, root, request.language, is_locked=locked, is_new=True, query=request.query)


def _is_locked(request: Request) -> bool:
    """Tell whether the texts of the brochure can't be changed."""
    return not request.desk.brochure


def _pairs(request: Request) -> Pairs:
    return [pair for pair in request.form if not pair[0].startswith(AROUND)]
