"""Write reproducible zip files: the same content gives the same bytes."""

import io
import struct
import zipfile
from collections.abc import Mapping

from macros.build.latest import of_texts

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip file can store
STORED = (".woff2", ".pdf", ".png", ".jpg", ".webp")  # compressed already
MOST = 2000  # members that are known: those of all files of a language, and more
END = struct.Struct("<4s4H2LH")  # of an archive: its mark, two numbers of disks, how many members, twice, length and place of their list
MARK = b"PK\5\6"
PLACE = slice(42, 46)  # of an entry of the list: where its member begins


def zipped(files: Mapping[str, bytes], *, again: bool = False) -> bytes:
    """Return a zip file.

    Args:
        files: Content by path, in the order of the archive; less than 65,536 files and 4 GB.
        again: Whether other archives have many of the same files: each of these is compressed once, and held.
    """
    make = _known if again else _member
    members, entries, place = [], [], 0
    for path, content in files.items():
        member, entry = make(path, content)
        members.append(member)
        entries.append(entry[: PLACE.start] + place.to_bytes(4, "little") + entry[PLACE.stop :])
        place += len(member)
    listed = b"".join(entries)
    return b"".join([*members, listed, END.pack(MARK, 0, 0, len(members), len(members), len(listed), place, 0)])


def _member(path: str, content: bytes) -> tuple[bytes, bytes]:
    """Return a file as it lies in an archive, and its entry in the list at the end: those of an archive that holds it alone."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        info = zipfile.ZipInfo(path, EARLIEST)
        info.external_attr = 0o644 << 16
        info.compress_type = zipfile.ZIP_STORED if path.endswith(STORED) else zipfile.ZIP_DEFLATED
        archive.writestr(info, content)
    alone = target.getvalue()
    *_, place, _ = END.unpack(alone[-END.size :])
    return alone[:place], alone[place : -END.size]


_known = of_texts(MOST)(_member)
