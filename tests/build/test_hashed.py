"""Names after what files hold: whatever a file names has its name too."""

import pytest

from macros.build.hashed import NAME, followed, hashed, is_named, named


@pytest.mark.parametrize(
    ("path", "is_so"),
    [
        ("assets/css/site.css", True),
        ("assets/plan.pdf", True),
        ("kuva.PNG", True),
        ("ohjeet/kuva.webp", True),
        ("own.css", True),
        ("favicon.ico", False),
        ("apple-touch-icon-180x180.png", False),
        ("ohjeet/favicon.ico", True),
        ("lomake.pdf", False),
        ("robots.txt", False),
    ],
)
def test_what_pages_are_made_of_is_named_after_its_content(path, is_so):
    assert is_named(path) is is_so


def test_a_name_changes_with_one_byte_and_with_what_the_file_names():
    def names(**changed):
        files = {
            "assets/css/a.css": b'@import "own/b.css";\n@font-face{src:url(../fonts/f.woff2)}',
            "assets/css/own/b.css": b"p{background:url('../../p%C3%A4.svg#x') , url(\"data:,x\"), url(../../none.png?v=1)}",
            "assets/fonts/f.woff2": b"f",
            "assets/p\u00e4.svg": b"p",
            "assets/js/a.js": b'import { b } from "./b.js"; const later = () => import("./b.js"); fetch("./b.js")',
            "assets/js/b.js": b"b",
        }
        made = named(files | changed)
        assert {*made} == {*files}
        return {path: file.path for path, file in made.items()}, {file.path: file.content.decode() for file in made.values()}

    plain, texts = names()
    assert all(NAME.search(path) for path in plain.values())
    sheet = texts[plain["assets/css/a.css"]]
    assert f'@import "own/{plain["assets/css/own/b.css"].rpartition("/")[2]}"' in sheet
    assert f"url(..{plain['assets/fonts/f.woff2'].removeprefix('assets')})" in sheet
    below = texts[plain["assets/css/own/b.css"]]
    assert "url('../../p%C3%A4-" in below
    assert ".svg#x')" in below
    assert 'url("data:,x"), url(../../none.png?v=1)' in below, "what is no file of ours is left as it is"
    script = texts[plain["assets/js/a.js"]]
    other = plain["assets/js/b.js"].removeprefix("assets/js")
    assert f'from ".{other}"; const later = () => import(".{other}"); fetch("./b.js")' in script

    again = names(**{"assets/p\u00e4.svg": b"P"})[0]
    assert {path for path in plain if plain[path] != again[path]} == {"assets/p\u00e4.svg", "assets/css/own/b.css", "assets/css/a.css"}
    assert names()[0] == plain, "the same files have the same names"


def test_a_circle_of_files_does_not_stop_a_build():
    made = named({"a.css": b'@import "b.css";', "b.css": b'@import "a.css";'})
    assert made["b.css"].content == b'@import "a.css";'
    assert made["b.css"].path in made["a.css"].content.decode()


def test_html_written_by_hand_names_files_as_they_are():
    names = {"kuvat/a b.png": hashed("kuvat/a b.png", b"x"), "assets/x.js": "assets/x-0123456789.js"}
    new = names["kuvat/a b.png"].rpartition("/")[2].replace(" ", "%20")
    html = '<img alt="src=" src="../kuvat/a%20b.png"><script src=../../assets/x.js></script><a href="https://x.example/assets/x.js">'
    told = (
        f'<img alt="src=" src="../kuvat/{new}"><script src=../../assets/x-0123456789.js></script><a href="https://x.example/assets/x.js">'
    )
    assert followed(html, "en/ohje/", "en/", names) == told
