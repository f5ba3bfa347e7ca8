"""The language of the pipeline: spaCy's English, which takes any string."""

from __future__ import annotations

from spacy.lang.en import English
from spacy.tokens import Doc

from indicators.text import whole

__all__ = ["AnyText"]


class AnyText(English):  # type: ignore[no-untyped-call]
    """English whose vocabulary is never asked to encode half a character: as in a `Release`, each becomes U+FFFD.

    On disk it is plain English, and so is what `spacy.load` makes of it.
    """

    def make_doc(self, text: str) -> Doc:
        """Return the tokens of `text`; no offset moves."""
        return super().make_doc(whole(text))
