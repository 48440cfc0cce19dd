"""Archives are what Python's own module writes, byte for byte, also where their members are known from other archives."""

import io
import zipfile

import pytest

from macros.build.archive import EARLIEST, STORED, zipped
from macros.build.latest import forget

TEXT = b"What can be packed can be packed. " * 40
FILES = (
    {"one.xml": TEXT, "folder/two.txt": b"", "ä/kirja.html": TEXT[:100], "font.woff2": TEXT, "picture.png": b"\x89PNG"},
    {"folder/two.txt": TEXT, "one.xml": TEXT, "font.woff2": TEXT[1:]},
    {"two.xml": TEXT},
    {},
)


def by_the_module(files):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in files.items():
            info = zipfile.ZipInfo(path, EARLIEST)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if path.endswith(STORED) else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return target.getvalue()


@pytest.mark.parametrize("again", [False, True])
def test_an_archive_is_what_the_module_writes(again):
    forget()
    for files in (*FILES, *FILES):
        made = zipped(files, again=again)
        assert made == by_the_module(files)
        with zipfile.ZipFile(io.BytesIO(made)) as opened:
            assert opened.testzip() is None
            assert {name: opened.read(name) for name in opened.namelist()} == files


def test_a_file_that_many_archives_have_is_compressed_once(monkeypatch):
    forget()
    asked = []
    writes = zipfile.ZipFile.writestr
    monkeypatch.setattr(zipfile.ZipFile, "writestr", lambda self, info, content: asked.append(info.filename) or writes(self, info, content))
    for files in (*FILES, *FILES):
        zipped(files, again=True)
    assert asked.count("one.xml") == 1
    assert asked.count("font.woff2") == asked.count("folder/two.txt") == 2, "each of two contents"
    zipped(FILES[2])
    zipped(FILES[2])
    assert asked.count("two.xml") == 3, "one is known, and two were not to be kept"
