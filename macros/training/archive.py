"""Zip files that are the same, byte by byte, whenever they are made of the same content."""

import io
import zipfile
from collections.abc import Mapping

EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip file knows no earlier day
STORED = (".woff2",)  # compressed already


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip file.

    Args:
        files: content by path; they stand in the zip in this order.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in files.items():
            info = zipfile.ZipInfo(path, EARLIEST)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if path.endswith(STORED) else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return target.getvalue()
