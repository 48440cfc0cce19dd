"""The page of the open data lists every file of it, and what the files name is on the site."""

import json
import re
from urllib.parse import unquote

from macros.data.handbook_json import FOLDER
from tests.site.html import pages


def test_every_file_is_on_the_page_with_its_size(built, loaded_project):
    for language, view in loaded_project.whole.items():
        html = (built / view.links["sections/open-data"].url / "index.html").read_text(encoding="utf-8")
        listed = dict(re.findall(r'<a href="(?:\.\./)+([^"]+)" download>[^<]*</a>\s*<span class="hb-downloads__m">([^<]+)</span>', html))
        others = {f"-{code}." for code in loaded_project.languages if code != language}
        there = {f"{FOLDER}/{file.name}" for file in (built / FOLDER).iterdir()} | {"llms.txt"}
        assert {*listed} == {path for path in there if not any(other in path for other in others)}
        for path, size in listed.items():
            assert size.split()[0] == str(max(1, round((built / path).stat().st_size / 1000))), path


def test_every_address_in_the_data_is_a_place_on_the_site(built):
    site = pages(built)
    lost = [
        (entry["key"], url)
        for entry in json.loads((built / "data/handbook.json").read_text(encoding="utf-8"))["entries"]
        for url in entry["urls"].values()
        if (page := site.get(url.partition("#")[0])) is None or ("#" in url and unquote(url.partition("#")[2]) not in page.ids)
    ]
    assert lost == []


def test_every_page_of_a_whole_language_leads_feed_readers_to_its_feed(built, loaded_project):
    for language, view in loaded_project.views.items():
        for page in view.pages.values():
            html = (built / page.url / "index.html").read_text(encoding="utf-8")
            found = re.findall(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="(?:\.\./)+([^"]+)">', html)
            assert found == ([f"data/changes-{language}.atom"] if language in loaded_project.whole else []), page.url
