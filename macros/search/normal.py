"""Split text into the words that search compares. browser/engine.js does the same with what readers type; a test compares both.

Ways to write one thing are one word: letters with and without marks, upper and lower case, the kinds of apostrophe, dash, blank and
quotation mark, soft hyphens, "35 §" and "§ 35", "30.12.2014/1301" and "1301/2014". A case ending behind a colon, and an English
genitive, are no part of a word.
"""

import re
import unicodedata
from sys import intern

from macros.build.latest import of_texts

UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")
APOSTROPHE = re.compile(r"[’‘‛ʼ´`′＇]")
MARK = re.compile(r"[\u0300-\u036f]")
CASES = "n|t|a|s|ta|tta|ssa|sta|lla|lle|lta|ksi|na|en|in|hin|hun|iin|een|aan|ia|ien|iden|ita|ihin|issa|ista|illa|ille|ilta|iksi"
ENDING = re.compile(rf"(?<=[\w§]):(?:{CASES})\b")  # THL:n, 35:n
SAINT = re.compile(r"\bs:(?=ta?\b)")  # S:t Karins, St Karins
GENITIVE = re.compile(r"(?<=\w)'s?(?!\w)")
DATED_ACT = re.compile(r"\b(?:\d{1,2}\.\d{1,2}\.)?((?:1[789]|20)\d\d)/(\d{1,4})\b")  # as in the Statutes: day, year, number
YEAR = re.compile(r"(?:1[789]|20)\d\d")
SECTION = re.compile(
    r"(?<![/.])((?:\b\d+(?: ?[a-z]\b)?(?: ?[,–—-] ?| (?:ja|och|and|tai|eller|or) ))*\b\d+(?: ?[a-z]\b)?) ?(?:§+|pykala\w*|paragraf\w*)"
)
SECTION_AFTER = re.compile(
    r"(?:§+ ?|\b(?:sections?|secs?\.?|ss?\.?|pykala|paragraf) )(\d+(?: ?[a-z]\b)?(?:(?: ?[,–—-] ?| (?:and|or) )\d+(?: ?[a-z]\b)?)*)"
)
DIGIT = re.compile(r"\d")
ONE = re.compile(r"\d+(?: ?[a-z]\b)?")
WORD = re.compile(r"\d+/\d+|\d+(?:\.\d+)+|(?:[^\W_]|')+§?")


def fold(text: str) -> str:
    """Return a text in lower case, with the usual signs, without marks on letters.

    >>> fold("Päihde­huolto – THL’s")
    "paihdehuolto – thl's"
    """
    if text.isascii():  # as most words are: nothing to take off
        return text.replace("`", "'").lower()
    plain = unicodedata.normalize("NFKD", APOSTROPHE.sub("'", UNSEEN.sub("", text)))
    return MARK.sub("", plain).lower()


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared.

    >>> words("THL:n ohje, SHL 35 ja 36 a §, laki 30.12.2014/1301")
    ['thl', 'ohje', 'shl', '35§', '36a§', 'laki', '1301/2014']
    >>> words("Client’s way: section 35, SCORM 1.2")
    ['client', 'way', '35§', 'scorm', '1.2']
    """
    return [*_words(text)]


@of_texts(most=1 << 16)  # a text is on several pages, and in every edition that one process builds
def _words(text: str) -> tuple[str, ...]:
    plain = fold(text)
    # a pattern is tried only where the text has the sign that it cannot do without: most texts have none
    if ":" in plain:
        plain = ENDING.sub("", SAINT.sub("s", plain))
    if "'" in plain:
        plain = GENITIVE.sub("", plain)
    plain = " ".join(plain.split())
    if DIGIT.search(plain):
        plain = DATED_ACT.sub(lambda found: found[0] if _year(found[2]) else f"{found[2]}/{found[1]}", plain)
        plain = SECTION.sub(_sections, SECTION_AFTER.sub(_sections, plain))
    return tuple(intern(word.replace("'", "")) for word in WORD.findall(plain) if word.strip("'"))


def _year(digits: str) -> bool:
    return bool(YEAR.fullmatch(digits))


def _sections(found: re.Match[str]) -> str:
    return " " + " ".join(one.replace(" ", "") + "§" for one in ONE.findall(found[1])) + " "
