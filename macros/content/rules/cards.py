"""Check the partner's five minutes: statements have a basis, cards are short and for all partners, the tree leads somewhere."""

from collections.abc import Iterator

from macros.content.document import FieldPath
from macros.content.models import Handbook
from macros.content.models.cards import PARTS, DecisionTree, PartnerCard, Statement, TreeAnswer
from macros.content.rule import Rule, Violation, walk

CARDS, TREE = "partner-cards", "decision-tree"  # the files


def words(text: str) -> int:
    """Count the words of a text: what stands between spaces and has a letter or a digit.

    >>> words("Soita 112 – heti.")
    3
    """
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def card_words(card: PartnerCard, language: str) -> int:
    """Count the words of the six parts of a card, without their headings. A language that lacks the card has none."""
    return sum(words(statement.text.get(language, "")) for part in PARTS for statement in getattr(card, part))


def statement_without_basis(handbook: Handbook) -> Iterator[Violation]:
    """Report a statement that names no act, no other source, and is not marked as our own advice."""
    for stem, content in ((CARDS, handbook.partner_cards), (TREE, handbook.decision_tree)):
        for path, value in walk(content):
            if isinstance(value, Statement) and not (value.law or value.sources or value.ours):
                yield Violation(stem, (*path, "text"), "statement-without-basis")


def length_of_card(handbook: Handbook) -> Iterator[Violation]:
    """Report a card that is too long to be read in a minute, or too short to tell anything, in each language.

    Where no number of words fits the limits, only these are reported, as every card would break them.
    """
    least, most = handbook.partner_cards.words.at_least, handbook.partner_cards.words.at_most
    if most < least:
        yield Violation(CARDS, ("words", "at_most"), "card-limits", {"at_least": least, "at_most": most})
        return
    for place, card in enumerate(handbook.partner_cards.cards):
        for language in handbook.handbook.languages:
            count = card_words(card, language.code)
            if count and not least <= count <= most:
                code, limit = ("card-too-long", most) if count > most else ("card-too-short", least)
                given = {"id": card.id, "count": count, "language": language.name, "limit": limit, "by": abs(count - limit)}
                yield Violation(CARDS, ("cards", place, "id"), code, given)


def partner_without_card(handbook: Handbook) -> Iterator[Violation]:
    """Report a partner for whose staff there is no card."""
    served = {interface.id for card in handbook.partner_cards.cards for interface in card.interfaces}
    for place, interface in enumerate(handbook.interfaces.interfaces):
        if interface.id not in served:
            yield Violation("interfaces", ("interfaces", place, "id"), "partner-without-card", {"id": interface.id})


def answer_leads_nowhere(handbook: Handbook) -> Iterator[Violation]:
    """Report an answer of the tree without exactly one of a next question and an outcome."""
    for path, answer in _answers(handbook.decision_tree):
        if bool(answer.next) == bool(answer.outcome) or (answer.also and not answer.outcome):
            yield Violation(TREE, path, "answer-leads-nowhere")


def tree_circle(handbook: Handbook) -> Iterator[Violation]:
    """Report an answer that leads back to a question that was already answered on the way to it."""
    tree = handbook.decision_tree
    steps = {question.id: sorted({to for answer in question.answers for to in _questions(answer)}) for question in tree.questions}
    for path, answer in _answers(tree):
        start = tree.questions[int(path[1])].id
        for to in _questions(answer):
            if back := _way(steps, to, start):
                yield Violation(TREE, path, "tree-circle", {"path": " → ".join((start, *back))})
                break


def tree_unreachable(handbook: Handbook) -> Iterator[Violation]:
    """Report a question or an outcome that no way from the first question leads to."""
    tree = handbook.decision_tree
    answers = {question.id: question.answers for question in tree.questions}
    waiting, seen = [tree.questions[0].id], {tree.questions[0].id}
    outcomes = set()
    while waiting:
        for answer in answers.get(waiting.pop(), ()):
            outcomes |= {answer.outcome.id} if answer.outcome else set()
            new = {to for to in _questions(answer) if to not in seen}
            seen |= new
            waiting += sorted(new)
    for name, entries, reached in (("questions", tree.questions, seen), ("outcomes", tree.outcomes, outcomes)):
        for place, entry in enumerate(entries):
            if entry.id not in reached:
                yield Violation(TREE, (name, place, "id"), "tree-unreachable", {"id": entry.id})


def _answers(tree: DecisionTree) -> Iterator[tuple[FieldPath, TreeAnswer]]:
    for place, question in enumerate(tree.questions):
        for number, answer in enumerate(question.answers):
            yield ("questions", place, "answers", number), answer


def _questions(answer: TreeAnswer) -> list[str]:
    """Return the ids of the questions to which an answer leads, now or after its outcome."""
    return [reference.id for reference in (answer.next, answer.also) if reference]


def _way(steps: dict[str, list[str]], start: str, end: str) -> tuple[str, ...]:
    """Return the shortest way from one question to another, both included; empty where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == end:
            return way
        new = [to for to in steps.get(way[-1], []) if to not in seen]
        seen.update(new)
        ways += [(*way, to) for to in new]
    return ()


ALL: tuple[Rule, ...] = (
    statement_without_basis,
    length_of_card,
    partner_without_card,
    answer_leads_nowhere,
    tree_circle,
    tree_unreachable,
)
