"""Reduce the schema of a file to what an edition may have of it, and that of the national file to what is not local."""

import json
import re
from typing import Any

from macros.content.edition import allowed
from macros.content.ids import entry_type, fields_of
from macros.content.types.base import Model

Schema = dict[str, Any]
OWN = "Local."  # begins the names of the definitions of reduced entries
USED = re.compile(r'"#/\$defs/([^"]+)"')


def national(schema: Schema) -> Schema:
    """Return the schema of a national file without the fields that only an edition has."""

    def without(node: Any) -> Any:
        if isinstance(node, list):
            return [without(item) for item in node]
        if not isinstance(node, dict):
            return node
        kept = {name: without(value) for name, value in node.items()}
        if isinstance(properties := kept.get("properties"), dict):
            kept["properties"] = {name: value for name, value in properties.items() if name not in allowed.NAMES}
        return kept

    return _pruned(without(schema))


def of_edition(schema: Schema, model: type[Model]) -> Schema:
    """Return the schema of an edition's part of a file.

    Args:
        schema: The schema of the whole file, as pydantic makes it.
        model: Its model.
    """
    defs: Schema = dict(schema.get("$defs", {}))

    def reduced(found: type, node: Schema) -> Schema:
        properties = node["properties"]
        kept = {name: properties[name] for name in ("id", *allowed.fields(found)) if name in properties}
        for name in allowed.ways(found):
            is_list, inner = entry_type(fields_of(found, ())[name])
            if not (is_list and inner):
                continue
            defs[OWN + inner.__name__] = reduced(inner, defs[inner.__name__])
            whole = defs[inner.__name__]
            defs[inner.__name__] = {
                **whole,
                "properties": {name: value for name, value in whole["properties"].items() if name not in allowed.withheld(inner)},
            }
            refer = {"$ref": f"#/$defs/{OWN}{inner.__name__}"}
            own = {"anyOf": [refer, {"$ref": f"#/$defs/{inner.__name__}"}]} if inner in allowed.ADDED else refer
            kept[name] = {**properties[name], "items": own}
        return {"type": "object", "properties": kept, "required": ["id"] if "id" in kept else [], "additionalProperties": False}

    top = {name: value for name, value in schema.items() if name not in ("properties", "required", "$defs")}
    return _pruned({**top, **reduced(model, schema), "$defs": defs})


def _pruned(schema: Schema) -> Schema:
    """Return a schema without the definitions that nothing in it refers to."""
    defs = schema.get("$defs", {})
    used: set[str] = set()
    waiting = [{name: value for name, value in schema.items() if name != "$defs"}]
    while waiting:
        for name in USED.findall(json.dumps(waiting.pop())):
            if name not in used and name in defs:
                used.add(name)
                waiting.append(defs[name])
    return {**schema, "$defs": {name: value for name, value in defs.items() if name in used}} if defs else schema
