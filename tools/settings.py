"""Translate pip's settings for the other tools, so that one configuration says where packages come from."""

import ast
import os
import subprocess
import sys

SECTIONS = ("global", "install", ":env:")  # a later one overrides an earlier one
# setting of pip -> the equivalent variables of uv and of HTTP clients, and the separator of their values
SAME = {
    "index-url": (("UV_DEFAULT_INDEX",), " "),
    "extra-index-url": (("UV_INDEX",), " "),
    "find-links": (("UV_FIND_LINKS",), ","),
    "no-index": (("UV_NO_INDEX",), " "),
    "trusted-host": (("UV_INSECURE_HOST",), " "),
    "cert": (("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"), " "),
    "client-cert": (("SSL_CLIENT_CERT",), " "),
    "proxy": (("HTTPS_PROXY", "HTTP_PROXY"), " "),
}


def of_pip(listed: str) -> dict[str, str]:
    """Parse the output of `pip config list` into settings by name."""
    found: dict[str, dict[str, str]] = {}
    for line in listed.splitlines():
        key, _, value = line.partition("=")
        section, _, name = key.rpartition(".")
        found.setdefault(section, {})[name] = ast.literal_eval(value)
    return {name: value for section in SECTIONS for name, value in found.get(section, {}).items()}


def environment() -> dict[str, str]:
    """Return environment variables that make uv and HTTP clients follow pip's settings, and no settings of their own."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    settings = of_pip(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    # as pip, uv looks for the best version in every index
    result = {**os.environ, "UV_NO_CONFIG": "1", "UV_INDEX_STRATEGY": "unsafe-best-match"}
    for name, (variables, between) in SAME.items():
        if name in settings:
            result |= dict.fromkeys(variables, between.join(settings[name].split()))
    return result
