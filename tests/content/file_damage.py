"""What happens to whole lines and files: of the list of labels and of languages, by merging, by editors, by accident."""

import random
import re
from collections.abc import Callable

from tests.content.mutations import Mutation, Shelf

STRAYS = (
    "services.yml.txt", "training/m8-new.yaml", "training/m8-new.yml.txt", "services2.YML", "new/services.yml", "training/._m1-what.yml",
    "notes.txt", "training/deep/m9.yml", "a\nb.yml", "a\x1b[31m.yml", "picture.png", "Services.yml", ".schema.yml", "pipe.yml",
)  # fmt: skip
ROOTS = ("- a\n- b\n", "text\n", "12\n", "~\n", "", "[]\n", "{}\n", "# nothing\n", "---\n...\n", '""\n', "- - -\n")
CODES = ("eng", "fin", "sv", "EN", "e", '""', "model_dump", "_x", "en-GB", "../en", "[]", "{a: b}", "~", "kala")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def line_changed(good: Shelf, rng: random.Random, pattern: str, change: Callable[[re.Match], str]) -> Mutation:
    """A line that fits a pattern, changed so that a check must find it."""
    lines_of = {file: enumerate(text.split("\n")) for file, text in good.texts.items()}
    fitting = [(file, n, found) for file, lines in lines_of.items() for n, line in lines if (found := re.match(pattern, line))]
    file, number, found = rng.choice(fitting)
    lines = good.texts[file].split("\n")
    lines[number] = change(found)
    return joined(file, lines, refused=True, line=number + 1)


def joined(file: str, lines: list[str], *, refused: bool | None = None, line: int | None = None) -> Mutation:
    return Mutation({file: "\n".join(lines).encode()}, refused, (file, line) if line else None)


def label(good: Shelf, rng: random.Random) -> Mutation:
    lines = good.texts["labels.yml"].split("\n")
    number = rng.choice([n for n, line in enumerate(lines) if re.match(r"[a-z]", line)])
    name, _, words = lines[number].partition(":")
    match rng.randrange(5):
        case 0:
            del lines[number]
            return joined("labels.yml", lines, refused=True)
        case 1:
            spot = rng.randrange(len(name))
            wrong = name[:spot] + rng.choice("xyz") + name[spot + 1 :]
            lines[number] = f"{wrong if wrong != name else f'x{name}'}:{words}"
            return joined("labels.yml", lines, refused=True)
        case 2:
            lines[number] = re.sub(r", en: .*", "}", lines[number])
        case 3:
            lines.insert(number, f"not-{lines[number]}")
        case _:
            lines[number] = f"{name}: {rng.choice(['x', '[]', '{}', '~', '{fi: x}', '{fi: [], en: []}'])}"
    return joined("labels.yml", lines, refused=True, line=number + 1)


def placeholder(good: Shelf, rng: random.Random) -> Mutation:
    """What is filled into a label, misspelt, forgotten, in the other language only, or where nothing is."""
    file, path, value = rng.choice(good.values(lambda file, _path, value: file == "labels.yml" and ("{" in value or rng.random() < 0.05)))
    found = PLACEHOLDER.search(value)
    changes = [value + " {x}", value + " {", value + " }", value + " {}"]
    if found:
        name = found[1]
        changes += [value.replace(found[0], sign) for sign in ("", f"{{{name}x}}", name, f"{{ {name} }}", f"{{{name.upper()}}}")]
    return good.replaced(file, path, f'"{rng.choice(changes)}"', refused=True)


def root(good: Shelf, rng: random.Random) -> Mutation:
    file = rng.choice(list(good.texts))
    nested = "-\n" + "\n".join(f"  {line}" for line in good.texts[file].split("\n"))
    return Mutation({file: rng.choice([*map(str.encode, ROOTS), nested.encode(), b"\xff"])}, refused=True)


def language(good: Shelf, rng: random.Random) -> Mutation:
    code, other = rng.sample(["fi", "en"], 2)
    text = good.texts["handbook.yml"].replace(f"- code: {code}", f"- code: {rng.choice([*CODES, other])}", 1)
    line = good.texts["handbook.yml"].split(f"- code: {code}")[0].count("\n") + 1
    is_twice = text.count(f"- code: {other}\n") > 1  # the second of two that are the same is told
    return joined("handbook.yml", text.split("\n"), refused=True, line=None if is_twice else line)


def no_language(good: Shelf, rng: random.Random) -> Mutation:
    text = good.texts["handbook.yml"]
    start, middle, end = (text.index(words) for words in ("  - code: fi", "  - code: en", "title:"))
    new = (text[:start] + text[middle:], text[:middle] + text[end:], text[:start] + text[end:], text.replace("languages:", "langauges:", 1))
    return Mutation({"handbook.yml": rng.choice(new).encode()}, refused=True)


def stray(_good: Shelf, rng: random.Random) -> Mutation:
    name = rng.choice(STRAYS)
    return Mutation({name: rng.choice([b"", b"x: 1\n", b"\xff\xfe", None])}, refused=True, line=(name, 1))


def pipe(good: Shelf, rng: random.Random) -> Mutation:
    file = rng.choice(list(good.texts))
    return Mutation({file: None}, refused=True, line=(file, 1))


def conflict(good: Shelf, rng: random.Random) -> Mutation:
    file = rng.choice(list(good.texts))
    lines = good.texts[file].split("\n")
    here = rng.randrange(1, len(lines) - 1)
    ours, theirs = lines[here : here + rng.randint(0, 3)], lines[here : here + rng.randint(0, 3)]
    middle = ["||||||| base", *ours] if rng.random() < 0.3 else []
    lines[here:here] = ["<<<<<<< HEAD", *ours, *middle, "=======", *theirs, ">>>>>>> branch"][rng.choice([0, 0, 0, 1]) :]
    first = next(n for n, line in enumerate(lines, 1) if re.match(r"[<|=>]{7}( |$)", line))
    return joined(file, lines, refused=True, line=first)


def no_blank(good: Shelf, rng: random.Random) -> Mutation:
    return line_changed(good, rng, r"^([ -]*[a-z_]+): ([a-zA-Z\"'\[].*)$", lambda found: f"{found[1]}:{found[2]}")


def unclosed(good: Shelf, rng: random.Random) -> Mutation:
    return line_changed(good, rng, r"^([^#\"'{]*\[[^\]]*)\]\s*$", lambda found: found[1])


def block(good: Shelf, rng: random.Random) -> Mutation:
    """A field or an entry of a list with all that is in it: gone, twice, or without what was in it."""
    file = rng.choice(list(good.texts))
    lines = good.texts[file].split("\n")
    indent = [len(line) - len(line.lstrip()) if line.strip() else 99 for line in lines]
    here = rng.choice([n for n, line in enumerate(lines) if re.match(r" *- | *[a-z_]+:", line)])
    end = next((n for n in range(here + 1, len(lines)) if indent[n] <= indent[here]), len(lines))
    lines[here:end] = rng.choice([[], lines[here:end] * 2, lines[here : here + 1]])
    return joined(file, lines)


PIECES = [
    b"\t", b" ", b"  ", b"-", b"- ", b":", b": ", b"#", b" #", b"&a", b"*a", b"!t ", b"[", b"]",
    b"{", b"}", b"'", b'"', b"|", b">", b"%", b"@", b"`",
    b"~", b"?", b"\xc2\xa0", b"\xe2\x80\xa8", b"\xff", b"\x00", b"\xef\xbb\xbf", b"\r",
    b"\n", b"\n---\n", b"fi:", b"en: x", b"id: a", b"null", b"<<: ", b"1",
]  # fmt: skip


def damage(good: Shelf, rng: random.Random) -> Mutation:
    file = rng.choice(list(good.texts))
    lines = good.texts[file].encode().split(b"\n")
    for _ in range(rng.randint(1, 4)):
        here = rng.randrange(len(lines))
        match rng.randrange(6):
            case 0:
                del lines[here : here + rng.randint(1, 5)]
            case 1:
                lines.insert(here, lines[rng.randrange(len(lines))])
            case 2:
                lines[here] = b" " * rng.randint(0, 3) + lines[here].lstrip()
            case 3:
                spot = rng.randint(0, len(lines[here]))
                lines[here] = lines[here][:spot] + rng.choice(PIECES) + lines[here][spot:]
            case 4:
                lines[here] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 12)))
            case _:
                lines[here] = lines[here][: rng.randint(0, len(lines[here]))]
        lines = lines or [b""]
    return Mutation({file: b"\n".join(lines)})
