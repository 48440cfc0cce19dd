"""Save what a form sends, do what its buttons say, and join it with what somebody else has saved meanwhile."""

from typing import Any

from macros.content.document import parsed
from macros.editing import acts, conflicts, faults, naming, overview, shown, words
from macros.editing.contents import address_of
from macros.editing.drafts import Draft
from macros.editing.edits import Edit
from macros.editing.files import NoFileError, text_seen
from macros.editing.formpage import After, show
from macros.editing.page import render
from macros.editing.posted import same
from macros.editing.request import AROUND, Request, Response
from macros.editing.saving import Conflict, Outcome, Refused
from macros.editing.shown import Told
from macros.editing.values import value_at

CHOICE = f"{AROUND}choose."  # begins the names of the choices between two versions


def acted(request: Request, draft: Draft) -> Response | None:
    """Do what a button of the form says; None where the form is to be saved."""
    button = dict(request.form).get("@act")
    if button is None or draft.pairs is None:
        return None
    if button == "show":  # what a browser has kept is brought back
        return show(request, draft, After(seen=dict(request.form).get("@seen", ""), told="draft-restored"))
    try:
        done = acts.act(draft.pairs, button, overview.today())
    except acts.NoActError:
        raise NoFileError(button) from None
    draft.pairs = done.pairs
    return show(request, draft, After(seen=dict(request.form).get("@seen", ""), focus=done.focus, told=f"told-{done.told}"))


def saved(request: Request, draft: Draft, value: Any, unknown: dict[str, str], sent: dict[str, str]) -> Response:
    """Save what was read of a form; where it is refused, show it again with what is wrong."""
    file, root = draft.file, draft.root
    if wrong := draft.problems(value, unknown):
        return show(request, draft, After(wrong=wrong, seen=sent["@seen"]))
    edits = draft.edits(value)
    if "@aside" in sent:
        failed = request.desk.set_aside(file.address, sent["@seen"], edits)
        return _refused(request, draft, failed, sent) if failed else Response(status=303, location=_address(draft, value))
    if not edits and not request.desk.aside:
        if not shown.is_waiting(request.desk):  # of a form that was sent twice: what came of the first is told
            shown.tell(request.desk, Told(words.say("saved-nothing", request.language), address=address_of(file, root), can_undo=False))
        return Response(status=303, location=_address(draft, value))
    outcome = request.desk.save(file.address, sent["@seen"], edits)
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
            return show(request, draft, After(seen=outcome.seen, told="conflict-list"))
        return joined(request, draft, sent)
    problems = outcome.problems if isinstance(outcome, Refused) else ()
    texts = outcome.texts if isinstance(outcome, Refused) else {}
    mine, others = faults.split(problems, draft.contents, texts, (draft.file.address, draft.root), request.language)
    return show(request, draft, After(wrong=mine, elsewhere=others, seen=sent["@seen"]))


def joined(request: Request, draft: Draft, sent: dict[str, str]) -> Response:
    """Join a form with what somebody else has saved meanwhile, or show both where the editor has to choose."""
    base = sent.get("@base") or sent["@seen"]
    before = text_seen(base)
    now = request.desk.open(draft.file.address)
    theirs = value_at(draft.file.data, draft.root)
    seen = conflicts.UNKNOWN if before is None else _value_in(before, draft)
    yours, unknown = draft.read(theirs if seen is conflicts.UNKNOWN else seen)
    choices = {name.removeprefix(CHOICE): value for name, value in sent.items() if name.startswith(CHOICE)}
    join = conflicts.Join(choices)
    value = join.join(draft.shape, seen, yours, theirs)
    open_clashes = [clash for clash in join.clashes if clash.name not in choices]
    is_chosen = "@base" in sent and sent["@seen"] == now.seen and not open_clashes
    is_only_yours = not join.clashes and (same(seen, theirs) or same(value, theirs))  # nobody else's text is touched
    if is_chosen or is_only_yours:
        return saved(request, draft, value, unknown, {**sent, "@seen": now.seen})
    listed = [_clash(draft, clash) for clash in join.clashes]
    lead = words.say("conflict-lead" if listed else "conflict-same", request.language)
    way = naming.way_to(draft.file, request.language, is_entry=bool(draft.root))
    return render(
        request, "conflict", words.say("conflict-title", request.language), 409, way=way, lead=lead, is_there=True,
        seen=now.seen, action=address_of(draft.file, draft.root), choices=listed, sent=[*(draft.pairs or ()), ("@base", base)],
    )  # fmt: skip


def _value_in(text: str, draft: Draft) -> Any:
    """Return the entry as it was in an earlier text of its file."""
    data = parsed(text).data
    if not draft.root:
        return data
    identity = value_at(draft.file.data, (*draft.root, "id"))
    found = value_at(data, draft.root[:1]) or ()
    return next((item for item in found if isinstance(item, dict) and item.get("id") == identity), conflicts.UNKNOWN)


def _clash(draft: Draft, clash: conflicts.Clash) -> dict[str, str]:
    language = draft.language
    label = naming.place(draft.contents, draft.shape, draft.old, clash.path, language)
    code = str(clash.path[-1]) if clash.path and clash.path[-1] in draft.contents.languages else ""
    return {
        "name": clash.name,
        "label": label,
        "language": code,
        "yours": shown.in_words(clash.yours),
        "theirs": shown.in_words(clash.theirs),
    }
