"""Every field of every file has an input, and a form that is sent as it came changes nothing."""

import pytest

from macros.content.edition.allowed import NAMES
from macros.editing import shown, views
from macros.editing.contents import contents
from macros.editing.desk import Desk
from macros.editing.drafts import Draft
from macros.editing.parts import element_id
from macros.editing.values import shape_at, value_at
from tests.editing import forms
from tests.series import one_of_each


def places(found):
    """Every file and every entry that has a form of its own."""
    for file in found.files.values():
        if file.is_editable:
            yield file, ()
            yield from ((file, (name, place)) for name, _ in file.lists() for place in range(len(value_at(file.data, (name,)) or ())))


def page(desk, file, root):
    identity = value_at(file.data, (*root, "id")) if root else ""
    return views.entry(forms.request(desk, "/"), file.address, identity or "").body


def untouched(desk, found, file, root):
    """What is wrong with the form of an entry that nobody touches: fields that it does not show, and edits that it would make."""
    sent = forms.read(page(desk, file, root))
    shape = shape_at(file.shape, root)
    names = {name.partition(".")[0].partition("@")[0] for name, _ in sent.pairs}
    ids = sent.names
    lists = {name for name, _ in file.lists()} if not root else set()
    missing = [
        name for name in shape.fields
        if name not in (*names, *NAMES)  # these only an edition has
        and name not in lists and name != "id" and not {element_id(name), f"{element_id(name)}-shown"} & ids
    ]  # fmt: skip
    draft = Draft(found, file, root, "en", [pair for pair in sent.pairs if not pair[0].startswith("@")])
    value, unknown = draft.read()
    return missing, draft.edits(value), unknown


@pytest.fixture(autouse=True)
def _no_project(monkeypatch):
    """Nothing that is asked here needs the whole handbook checked, which takes a second."""
    monkeypatch.setattr(shown, "project_of", lambda _: None)


def test_the_form_of_every_entry_shows_every_field_and_changes_nothing(sample_content):
    desk, found = Desk(sample_content), contents(sample_content)
    wrong = {}
    for file, root in places(found):
        told = untouched(desk, found, file, root)
        if any(told):
            wrong[file.address, root] = told
    assert not wrong


def test_the_form_of_every_entry_can_be_saved_whatever_its_fields_are_called(sample_content):
    """No field has a name that the form itself uses: a form that is sent as it came is no conflict, and asks for nothing else."""
    desk, found = Desk(sample_content, lambda _content, _text_of: ()), contents(sample_content)
    wrong = {}
    for file, root in places(found):
        identity = value_at(file.data, (*root, "id")) if root else ""
        answer = views.save(forms.request(desk, "/", forms.read(page(desk, file, root)).pairs), file.address, identity)
        if answer.status != 303:
            wrong[file.address, identity] = answer.status
    assert not wrong


def test_the_forms_of_the_real_texts_change_nothing_either(real_content):
    desk, found = Desk(real_content), contents(real_content)
    every = list(places(found))
    wrong = {
        (file.address, root): told
        for file, root in one_of_each(every, lambda each: (each[0].address, each[1][:1]))
        if any(told := untouched(desk, found, file, root))
    }
    assert not wrong
