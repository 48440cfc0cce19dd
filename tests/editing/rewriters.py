"""Write the content as other programs do: none of them keeps comments, quotes, brackets or the width of lines."""

from datetime import date
from typing import Any

import yaml


def typed(text: str) -> Any:
    """Read YAML as those programs do: days, numbers and `true` are no texts."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def texts(text: str) -> Any:
    """Read every value as the text that was written."""
    return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def like_a_cms(text: str) -> str:
    """Write as CMSs do: fields in the order of a form, days with a time of day, and what nobody has filled in."""
    return yaml.safe_dump(_filled_in(typed(text)), allow_unicode=True, sort_keys=False)


def _filled_in(data: Any) -> Any:
    if isinstance(data, date):
        return f"{data.isoformat()}T00:00:00.000Z"
    if isinstance(data, list):
        return [_filled_in(item) for item in data]
    if not isinstance(data, dict):
        return data
    fields = {name: _filled_in(data[name]) for name in reversed(data)}
    if "id" in data:
        fields |= {
            name: empty for name, empty in {"reviewed": None, "note": "", "open": [], "former_slugs": {}}.items() if name not in data
        }
    return fields


# name -> what writes a text anew
REWRITERS = {
    "PyYAML": lambda text: yaml.safe_dump(typed(text)),
    "PyYAML, with letters, in our order": lambda text: yaml.safe_dump(typed(text), allow_unicode=True, sort_keys=False),
    "PyYAML, narrow": lambda text: yaml.safe_dump(typed(text), allow_unicode=True, width=40),
    "PyYAML, texts on lines of their own": lambda text: yaml.safe_dump(texts(text), allow_unicode=True, default_style="|"),
    "PyYAML, folded": lambda text: yaml.safe_dump(texts(text), allow_unicode=True, default_style=">", width=60),
    "PyYAML, single quotes": lambda text: yaml.safe_dump(typed(text), allow_unicode=True, default_style="'"),
    "PyYAML, double quotes and numbers for letters": lambda text: yaml.safe_dump(typed(text), default_style='"'),
    "PyYAML, brackets": lambda text: yaml.safe_dump(typed(text), allow_unicode=True, default_flow_style=True),
    "PyYAML, a whole document": lambda text: yaml.safe_dump(texts(text), explicit_start=True, explicit_end=True, version=(1, 2), indent=4),
    "PyYAML, canonical": lambda text: yaml.safe_dump(typed(text), canonical=True),
    "a CMS": like_a_cms,
    "Windows": lambda text: "\ufeff" + yaml.safe_dump(typed(text), allow_unicode=True, line_break="\r\n"),
}
