"""The page put together: template, styles, scripts and data in one file."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib import resources
from string import Template
from typing import Any

__all__ = ["page"]

_SCRIPTS = ("dom", "data", "text", "rows", "browser", "charts", "findings", "download", "main")
_STYLES = ("marks", "report")


def page(data: dict[str, Any]) -> str:
    """Return the report on `data` as one HTML document.

    Nothing in `data` is ever markup: it stands in a block of JSON that no ``<`` can end, and the scripts show it as text only.
    The page's own policy lets no other script run than the two that it came with, and nothing be fetched.
    """
    vega = _vendored()
    script = '"use strict";\n' + "\n".join(_read(f"{name}.js") for name in _SCRIPTS)
    script = f"(() => {{\n{script}\n}})();\n"
    return Template(_read("page.html")).substitute(
        policy=_policy(vega, script),
        styles="\n".join(_read(f"{name}.css") for name in _STYLES),
        data=_json(data),
        vega=vega,
        script=script,
    )


def _read(name: str) -> str:
    return (resources.files(__name__.rpartition(".")[0]) / "page" / name).read_text(encoding="utf-8")


def _vendored() -> str:
    """Return the chart library, with the licences that ask to go wherever it goes."""
    folder = resources.files(__name__.rpartition(".")[0]) / "vendor"
    licences = (folder / "LICENSES.txt").read_text(encoding="utf-8").replace("*/", "* /").replace("<", "(").replace(">", ")")
    return f"/*!\n{licences}*/\n{(folder / 'vega.js').read_text(encoding='utf-8')}"


def _policy(*scripts: str) -> str:
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def _json(data: dict[str, Any]) -> str:
    """Return `data` as JSON in ASCII: lone surrogates and control characters pass, and no ``<`` is left to end the block."""
    return json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":")).replace("<", "\\u003c")
