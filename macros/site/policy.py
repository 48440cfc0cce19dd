"""Define what a page of the site may load and run (Content-Security-Policy). Every page states it, and so do the files for servers.

Nothing comes from another host, no script or style stands in a page, and no text becomes code. Where the browser knows Trusted Types, a
script may load another one only by an address that a policy of those in TRUSTED has let through; the script itself makes that policy.
"""

from collections.abc import Mapping
from types import MappingProxyType

NONE, OWN = "'none'", "'self'"
LOADED = ("script-src", "style-src", "img-src", "font-src", "media-src", "connect-src", "manifest-src", "worker-src")
TRUSTED = ("handbook-search",)  # docs/assets/js/search.js
DIRECTIVES: Mapping[str, str] = MappingProxyType(
    {
        "default-src": NONE,
        **dict.fromkeys(LOADED, OWN),
        "base-uri": NONE,
        "form-action": NONE,  # no form of the site sends anything
        "require-trusted-types-for": "'script'",
        "trusted-types": " ".join(TRUSTED),
    }
)
FRAMES = {"frame-ancestors": NONE}  # counts in a header only
PREVIEW = {"script-src": f"{OWN} 'unsafe-inline'"}  # MkDocs writes the script that reloads a page into it


def in_page(*, preview: bool = False) -> str:
    """Return the policy as a page states it.

    Args:
        preview: Whether the page is one of a live preview, which has a script of MkDocs in it.
    """
    return _written({**DIRECTIVES, **(PREVIEW if preview else {})})


def in_header() -> str:
    """Return the policy as a server states it."""
    return _written({**DIRECTIVES, **FRAMES})


def _written(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())
