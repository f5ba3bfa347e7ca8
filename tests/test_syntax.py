"""The small trees that later steps walk: every walk upward must end."""

from pathlib import Path
from typing import Any

import numpy
import spacy

from indicators.components.syntax import _merge
from indicators.models import DEFAULT_MODEL, load_model
from indicators.parsing import in_step, parse
from indicators.tree import Tree, Word


def test_merging_a_figure_whose_parts_hang_on_each_other_leaves_no_circle() -> None:
    # "5 percent" as one figure: "rose" hangs on "5", "percent" on "rose", and "5" on "percent".
    words = [
        Word(0, "rose", "rose", "VBD", "dep", 1, 0, 4),
        Word(1, "5", "5", "CD", "nummod", 0, 5, 6, 0),
        Word(2, "percent", "percent", "NN", "npadvmod", 0, 7, 14, 0),
    ]
    tree = Tree(_merge(words), 0, 14)
    assert [word.text for word in tree.words] == ["rose", "5 percent"]
    for word in tree.words:
        assert len(list(tree.ancestors(word.i))) < len(tree)


def test_words_parsed_before_are_parsed_the_same_again_and_a_saved_model_loads(tmp_path: Path) -> None:
    parser = load_model(DEFAULT_MODEL)
    texts = ["Exports rose by five percent.", "Imports of cars fell sharply."]
    first, again = list(parser.pipe(texts)), list(parser.pipe(texts[::-1]))[::-1]
    for doc, other in zip(first, again, strict=True):
        assert doc.to_json() == other.to_json()
        # Some processors' BLAS rounds a row in another way where it stands at another place.
        assert numpy.allclose(doc.tensor, other.tensor, atol=1e-5)
    parser.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    assert [word.dep_ for word in loaded("Exports rose by five percent.")] == [
        word.dep_ for word in parser("Exports rose by five percent.")
    ]


def test_sentences_parsed_in_step_are_parsed_as_spacy_does() -> None:
    nlp = load_model(DEFAULT_MODEL)
    texts = ["Exports of cars rose by five percent.", "", "Imports fell.", "In May the state, which had borrowed more, paid 3 million back"]
    before: list[Any] = [pipe for name, pipe in nlp.pipeline if name in ("tok2vec", "tagger")]
    parser: Any = nlp.get_pipe("parser")
    alone, together = ([nlp.make_doc(text) for text in texts] for _ in range(2))
    for pipe in before:
        alone, together = list(pipe.pipe(alone)), list(pipe.pipe(together))
    assert in_step(parser) and not in_step(before[0]) and not in_step(spacy.blank("en").add_pipe("parser"))
    parse(parser, together)
    for doc, other in zip(parser.pipe(alone), together, strict=True):
        assert [(word.head.i, word.dep_) for word in doc] == [(word.head.i, word.dep_) for word in other]
