"""Write addresses of the site relative to the page that has them."""


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
    up = [part for part in current_url.split("/")[:-1] if part]
    to = path.split("/")
    same = 0
    while same < len(up) and same < len(to) - 1 and up[same] == to[same]:
        same += 1
    return ("../" * (len(up) - same) + "/".join(to[same:]) or "./") + mark + anchor
