"""Write addresses of the site relative to the page that has them."""

from functools import lru_cache


def relative(url: str, current_url: str) -> str:
    """Return an address from the site's root relative to a page, valid at any depth and below any folder of a server.

    >>> relative("en/services/", "en/partners/kela/")
    '../../services/'
    >>> relative("palvelut/#koti", "palvelut/")
    '#koti'
    """
    path, mark, anchor = url.partition("#")
    if path == current_url and mark:
        return mark + anchor
    up = _folders(current_url)
    if up and not path.startswith(up[0] + "/"):  # nothing in common: so it is for most of the menu, which every page has
        return "../" * len(up) + path + mark + anchor
    to = path.split("/")
    same = 0
    while same < len(up) and same < len(to) - 1 and up[same] == to[same]:
        same += 1
    return ("../" * (len(up) - same) + "/".join(to[same:]) or "./") + mark + anchor


@lru_cache(maxsize=64)  # a page asks for hundreds of addresses before the next one does
def _folders(url: str) -> tuple[str, ...]:
    """Return the folders that a page lies in."""
    return tuple(part for part in url.split("/")[:-1] if part)
