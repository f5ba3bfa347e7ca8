"""The text of a Doc, joined of its tokens once for all steps."""

from __future__ import annotations

from spacy.tokens import Doc

__all__ = ["text_of"]


def text_of(doc: Doc) -> str:
    """Return the text of `doc`; ``doc.text`` joins it anew whenever it is asked for."""
    text: str | None = doc.user_data.get("indicators_text")
    if text is None:
        text = doc.user_data["indicators_text"] = doc.text
    return text
