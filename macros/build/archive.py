"""Write reproducible zip files: the same content gives the same bytes."""

import io
import zipfile
from collections.abc import Mapping

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip file can store
STORED = (".woff2", ".pdf", ".png", ".jpg", ".webp")  # compressed already


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip file.

    Args:
        files: Content by path, in the order of the archive.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in files.items():
            info = zipfile.ZipInfo(path, EARLIEST)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if path.endswith(STORED) else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return target.getvalue()
