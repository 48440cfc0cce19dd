"""Tell whether an edition may be published: the brochure's publishers hold the rights in its text, and each edition asks them itself."""

from macros.content.models import Handbook


def granted(handbook: Handbook) -> str:
    """Return who has given the permission, and when; empty where nobody has."""
    permission = handbook.edition.permission if handbook.edition else None
    return f"{permission.by}, {permission.date.isoformat()}" if permission else ""


def asked_of(handbook: Handbook, language: str) -> str:
    """Return whom to ask, in a language of the messages: who holds the rights, and who published the brochure.

    Args:
        handbook: The content.
        language: A language; where the handbook is not written in it, its first one.
    """
    told = language if language in handbook.handbook.whole else handbook.handbook.whole[0]
    holders = [licence.holder[told] for licence in handbook.handbook.licences if licence.id == "brochure"]
    return ", ".join([*holders, *(source.publisher[told] for source in handbook.sources.sources if source.type == "brochure")])
