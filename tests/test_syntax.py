"""The small trees that later steps walk: every walk upward must end."""

from indicators.components.syntax import _merge
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
