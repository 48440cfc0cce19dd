"""The reader of finished pages tells what Python's own parser does, tag by tag."""

from html.parser import HTMLParser

import pytest

from macros.search import tags


class Expected(HTMLParser):
    def __init__(self, source):
        super().__init__()
        self.told, self._raw = [], False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self._raw = tag in ("script", "style")
        self.told.append(("start", tag, {} if self._raw else {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        self._raw = False
        self.told.append(("end", tag))

    def handle_data(self, data):
        if not self._raw:
            self.told.append(("text", data))


def told(source):
    found = []
    tags.read(
        source,
        lambda tag, given: found.append(("start", tag, tags.attributes(given))),
        lambda tag: found.append(("end", tag)),
        lambda text: found.append(("text", text)),
    )
    return found


@pytest.mark.parametrize(
    "source",
    [
        "<h1 id=a>A &amp; B</h1>\n<p hidden>c",
        '<p title="1 > 0" lang=\'fi\'>x<br>y<img alt="" src=a.svg />z</p>',
        "<SCRIPT>if (a < b) '<p>'</SCRIPT><p>after",
        "<style>a > b {}</style><!-- <p>no</p> --><p>yes</p>",
        "<svg><path d='M0 0'/></svg>",
        "a &lt;b&gt; c",
        "",
    ],
)
def test_it_tells_what_the_parser_tells(source):
    assert told(source) == Expected(source).told


@pytest.mark.long
def test_it_does_so_of_every_page(built):
    pages = [*built.rglob("*.html")]
    assert len(pages) > 100
    for page in pages:
        source = page.read_text(encoding="utf-8")
        assert told(source) == Expected(source).told, page
