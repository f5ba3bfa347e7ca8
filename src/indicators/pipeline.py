"""The pipeline: a spaCy Language that reads releases."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from indicators.errors import ModelError
from indicators.models import DEFAULT_MODEL, check_model, open_model

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["STEPS", "load"]

STEPS = (
    "indicators_sentences",
    "indicators_places",
    "indicators_figures",
    "indicators_times",
    "indicators_syntax",
    "indicators_measures",
    "indicators_subjects",
    "indicators_context",
    "indicators_confidence",
    "indicators_rows",
)


def load(model: str | Language = DEFAULT_MODEL) -> Language:
    """Return a spaCy pipeline whose Docs carry the figures of a release.

    Parameters
    ----------
    model : str or spacy.language.Language, optional
        The pipeline that tags and parses: an installed package, a folder, or a loaded pipeline with a tagger and a parser. It only reads
        the sentences that report figures. One that has our steps already, such as a folder that ``nlp.to_disk`` of an earlier `load`
        wrote, is returned as it is.

    Returns
    -------
    spacy.language.Language
        ``doc._.indicators`` has one mapping a figure with the table's columns, ``doc.spans["figures"]`` the figures' spans, and
        ``sentence._.reports_figures`` tells the sentences that have any. As in a `Release`, lone surrogates become U+FFFD; where the
        pipeline was saved and loaded again by spaCy itself, they are its error.

    Raises
    ------
    ModelError
        If there is no such pipeline, or it has no tagger or parser.

    Examples
    --------
    >>> nlp = load()
    >>> doc = nlp("Exports rose 5.2 percent in May.")
    >>> doc._.indicators[0]["subject"]
    'Exports'
    """
    from spacy.language import Language

    if isinstance(model, str):
        return _load_named(model)
    if not isinstance(model, Language):
        raise ModelError(f"model must be the name of a spaCy pipeline or a loaded one, not {type(model).__name__}")
    return _assemble(model, str(model.meta.get("name", "given")))


@cache
def _load_named(name: str) -> Language:
    return _assemble(open_model(name), name)


def _assemble(parser: Language, name: str) -> Language:
    """Our steps, in order, around a parser."""
    if set(STEPS) <= set(parser.pipe_names):
        return parser
    check_model(parser, name)
    from spacy.lang.en import English
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

    import indicators.components.registry  # noqa: F401  (registers the factories where entry points are not installed)
    from indicators.language import AnyText

    meta = {"name": "indicators", "description": "Reads the figures of statistical releases"}
    # One vocabulary and, where it is the usual one, one tokenizer: every word is looked at once, not twice.
    usual = type(parser.tokenizer) is Tokenizer and parser.lang == English.lang
    nlp = AnyText(parser.vocab, meta=meta, create_tokenizer=(lambda _: parser.tokenizer) if usual else None)
    nlp.max_length = 2**31
    for step in STEPS:
        nlp.add_pipe(step)
    syntax = nlp.get_pipe("indicators_syntax")
    syntax.parser = parser  # type: ignore[attr-defined]
    return nlp
