"""Cues: the words around a figure that tell whether it is a level, a change, a share or a contribution, and its sign.

Each rule looks at one construction and answers with a `Cue` or None; the first that answers wins. Rules read the folded sentence, where
time phrases and parentheses are gone, so what belongs together stands together.
"""

from indicators.cues.cue import Cue, directions, previous
from indicators.cues.reader import read_cue

__all__ = ["Cue", "directions", "previous", "read_cue"]
