"""Hosts of brackets that tell a fraction said in words more exactly: "rail carries nearly half of the freight (48%)"."""

from __future__ import annotations

from indicators.cues import Cue, directions
from indicators.cues.splits import fraction_before
from indicators.figure import Figure
from indicators.hosts.base import Host
from indicators.hosts.behind import BehindHosts
from indicators.tree import Tree, Word

__all__ = ["FractionHosts"]


class FractionHosts(BehindHosts):
    """Hosts told by what a fraction is of, or by what makes it up, as though the figure stood in its place."""

    def _in_place_of_fraction(self, tree: Tree, host: Word, figure: Figure) -> Host | None:
        """The host of a percentage in brackets behind "half of", "two thirds of", "most of" and the words that they are of."""
        k = fraction_before(tree, host) if figure.quantity_type == "percent" and not figure.sign else None
        if k is None or tree.lower(k + 1) != "of" or tree.lower(k) in directions().share_nouns:
            return None  # "the share of women (48%)" is named itself
        told = self._share(tree, tree[k], figure, Cue("share-of", "share", 0, k + 2))
        return Host(told.phrase, settled=True) if told.phrase is not None else told
