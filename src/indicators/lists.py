"""Lists: "A and B rose 3 and 5 percent, respectively" shared out, the first figure to A and the second to B."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from indicators.clauses import coordinates
from indicators.compounds import compounds
from indicators.cues import directions
from indicators.figure import Figure
from indicators.hosts import Host
from indicators.phrases import Phrase, phrase_of
from indicators.respective import generic, own_parts, respective
from indicators.tree import Tree, Word

__all__ = ["distribute"]

_JOINTS = frozenset((",", "and", "or", "&", ";", "a", "an", "by", "to", "of", "at", "for", "the", "about", "almost", "nearly"))

# What ties the two figures of a pair, and what may stand before the second.
_TIES = frozenset(("to", "or"))
_ABOUT = frozenset(("about", "around", "some", "nearly", "almost", "over", "just", "approximately", "roughly"))


def distribute(
    order: Sequence[tuple[Tree, Word]], figures: list[Figure], hosts: list[Host], is_place: Callable[[Phrase], bool] = lambda phrase: False
) -> None:
    """Give the figures of each coordinated run their own member of the coordinated subject. Changes `hosts` in place."""
    shared_out: dict[int, list[int]] = {}
    for run in _runs(order, figures, hosts):
        numbers = [word.figure for _, word in run if word.figure is not None]
        earlier = shared_out.get(_first(hosts, numbers[0]), [])
        shared_out.update(dict.fromkeys(numbers, numbers))
        explicit = _explicit(run)
        floor = _figure_end(run[0][0], run[0][1])
        if explicit and floor and _first(hosts, numbers[0]) not in numbers and _share_beside(run, Host(), hosts, is_place, floor):
            continue  # "A and B grew by 3 and 5 percent, respectively, and C and D fell by 2 and 4 percent, respectively"
        if len(earlier) == len(numbers) and hosts[numbers[0]].phrase is None:
            # "by 5 and 4 tons, to 30 and 42 tons"
            for number, partner in zip(numbers, earlier, strict=True):
                hosts[number] = Host(partner=partner, settled=explicit)
            continue
        if not (_share_own(run, hosts, explicit=explicit) or (explicit and _share_told(run, hosts, is_place))) and explicit:
            _pair(figures, hosts, numbers)


def _explicit(run: Sequence[tuple[Tree, Word]]) -> bool:
    """Whether the words say that each figure is of one of several."""
    return _respectively(run[0][0], run[-1][1].i) or _respectively_before(run[0][0], run[0][1].i)


def _share_own(run: Sequence[tuple[Tree, Word]], hosts: list[Host], *, explicit: bool) -> bool:
    """Share a run of figures out over the parts of the name that the first of them has; tells whether that has as many."""
    tree, size = run[0][0], len(run)
    numbers = [word.figure or 0 for _, word in run]
    base, settled = _base(hosts, numbers[0]), explicit and tree.parent is None
    told: list[Host] | None = None
    if (parts := compounds(base.phrase, size)) is not None:
        told = [replace(base, phrase=part, settled=explicit) for part in parts]
    elif (members := _own_members(base, size)) is not None:
        told = [replace(_host_of(base, member, members), settled=settled) for member in members]
        if settled and base.phrase is not None and base.phrase.head not in {m.i for m in members} and generic(base.phrase):
            # "better performance in trade and services"
            told = [Host(phrase_of(base.phrase.tree, member, conjuncts=False), settled=True) for member in members]
    elif base.phrase is not None and (explicit or tree.parent is not None):
        parts = own_parts(tree, base.phrase, size)
        told = [Host(part, verb=base.verb, agent=base.agent, settled=settled) for part in parts] if parts is not None else None
    for number, host in zip(numbers, told or (), strict=False):
        hosts[number] = host
    return told is not None


def _share_told(run: list[tuple[Tree, Word]], hosts: list[Host], is_place: Callable[[Phrase], bool]) -> bool:
    """Share a run of figures out over the names that stand beside it; tells whether there are as many."""
    base = _base(hosts, run[0][1].figure or 0)
    if (base.partner is None or (base.phrase is None and base.element is None)) and _share_beside(run, base, hosts, is_place):
        return True
    members = _members_beside(run[0][0], run)
    for (_, word), member in zip(run, members or (), strict=False):
        hosts[word.figure or 0] = _host_of(base, member, members or [])
    return members is not None


def _figure_end(tree: Tree, word: Word) -> int:
    """Where the figure before a word ends; 0 if none does."""
    return next((w.i + 1 for w in reversed(tree.words[: word.i]) if w.figure is not None), 0)


def _share_beside(run: list[tuple[Tree, Word]], base: Host, hosts: list[Host], is_place: Callable[[Phrase], bool], floor: int = 0) -> bool:
    """Share a run of figures out over as many names that stand before or behind it; tells whether there are such."""
    tree = run[0][0]
    first = run[0][1].i
    names = respective(tree, first, run[-1][1].i, len(run), floor)
    if names is None or (floor and any(is_place(name) for name in names)):
        return False
    own = base.phrase
    if names[0].indices[0] < first and own is not None and not generic(own) and not any(name.head in own.indices for name in names):
        return False
    for (_, word), part in zip(run, names, strict=True):
        part_of = Host() if own is not None and any(name.head in own.indices for name in names) else base
        hosts[word.figure or 0] = _told_of(part_of, part, place=is_place(part))
    return True


def _told_of(base: Host, part: Phrase, *, place: bool) -> Host:
    """What a series is in one of the parts that figures are shared out over, or that part alone."""
    if base.phrase is None or (not place and generic(base.phrase)):
        return Host(part, verb=base.verb, settled=True)
    return Host(base.phrase, verb=base.verb, agent=base.agent, element=part, link="in", settled=True)


def _runs(order: Sequence[tuple[Tree, Word]], figures: list[Figure], hosts: list[Host]) -> list[list[tuple[Tree, Word]]]:
    """Runs of two or more figures of one type with nothing but conjunctions, and the levels that changes led to, between them."""
    runs: list[list[tuple[Tree, Word]]] = []
    by_tree: dict[int, list[tuple[Tree, Word]]] = {}
    for tree, word in order:
        by_tree.setdefault(id(tree), []).append((tree, word))
    for words in by_tree.values():
        leading = _leading(words, figures, hosts)
        run = [words[0]]
        for (word, last), (following, _) in pairwise(leading):
            tree = words[0][0]
            same = figures[word.figure or 0].quantity_type == figures[following.figure or 0].quantity_type
            if same and _joined(tree, run[0][1], last, following) and not _dated(tree, last, following):
                run.append((tree, following))
                continue
            if len(run) > 1:
                runs.append(run)
            run = [(tree, following)]
        if len(run) > 1:
            runs.append(run)
    return runs


def _leading(words: Sequence[tuple[Tree, Word]], figures: list[Figure], hosts: list[Host]) -> list[tuple[Word, Word]]:
    """The figures of a tree without the second halves of pairs ("fell 4 percent to 3 tons and 5 percent to 2 tons"), and their ends."""
    found: list[tuple[Word, Word]] = []
    seconds = _seconds(words, figures)
    for tree, word in words:
        number = word.figure or 0
        before = found[-1][0] if found else None
        if before is not None and number in seconds:
            hosts[number] = Host(partner=seconds[number], settled=True)
            found[-1] = before, word
        elif (
            before is not None
            and figures[before.figure or 0].measure == "change"
            and figures[number].measure == "level"
            and hosts[number] == Host(partner=before.figure)
            and tree.lower(before.i + 1) == "to"
            and word.i - before.i <= 4
            and not _paired_on(words, word, figures)
        ):
            found[-1] = before, word
        else:
            found.append((word, word))
    return found


def _paired_on(words: Sequence[tuple[Tree, Word]], word: Word, figures: list[Figure]) -> bool:
    """Whether a second level follows at once: "by 5 and 6 percent to $3 and $4 million respectively"."""
    tree = words[0][0]
    after = next((w for _, w in words if w.i > word.i), None)
    if after is None or not _respectively(tree, after.i):
        return False
    same = figures[after.figure or 0].quantity_type == figures[word.figure or 0].quantity_type
    return same and all(w.tag == "CC" for w in tree.words[word.i + 1 : after.i])


def _seconds(words: Sequence[tuple[Tree, Word]], figures: list[Figure]) -> dict[int, int]:
    """The second halves of pairs told one after the other, each by its first: "by 5% to $3, 6% to $4 and 7% to $9 respectively"."""
    found: dict[int, int] = {}
    tree = words[0][0]
    for (_, word), (_, following) in pairwise(words):
        first, second = figures[word.figure or 0], figures[following.figure or 0]
        kinds = {first.quantity_type, second.quantity_type}
        between = [w.lower for w in tree.words[word.i + 1 : following.i]]
        tied = bool(between) and between[0] in _TIES and all(w in _TIES or w in _ABOUT for w in between)
        if tied and len(kinds) > 1 and kinds & {"percent", "pp"} and word.figure not in found:
            found[following.figure or 0] = word.figure or 0
    explicit = len(found) > 1 and (_respectively(tree, words[-1][1].i) or _respectively_before(tree, words[0][1].i))
    return found if explicit and len(words) == 2 * len(found) else {}


def _joined(tree: Tree, first: Word, word: Word, following: Word) -> bool:
    """Whether nothing but a conjunction stands between two figures of the run that begins with `first`."""
    between = tree.words[word.i + 1 : following.i]
    if len(between) > 4 or not all(w.lower in _JOINTS or w.lower in directions().nouns for w in between):
        return False
    if any(w.lower in ("and", "or", "&") for w in between):
        return True
    # "by 5 and 4 tons, to 30 and 42 tons": another run begins behind the comma.
    link = next((w.lower for w in between if w.lower in ("to", "by", "of", "at", "for")), None)
    return any(w.text == "," for w in between) and (link is None or tree.lower(first.i - 1) == link)


def _dated(tree: Tree, word: Word, following: Word) -> bool:
    """Whether each of two figures has a time behind it, which the sentence was folded without: "3% in 2022 and 4% in 2023"."""
    told = sum(len(w.text) + 1 for w in tree.words[word.i + 1 : following.i])
    if following.start - word.end <= told + 3 or _respectively(tree, following.i):
        return False
    return not any(f.host is not None and word.i <= f.host < following.i for f in tree.fragments)


def _respectively(tree: Tree, i: int) -> bool:
    behind = range(i + 1, min(i + 16, len(tree)))
    return any(tree.lower(k) == "respectively" or (tree.lower(k - 1), tree.lower(k)) == ("that", "order") for k in behind)


def _respectively_before(tree: Tree, i: int) -> bool:
    return any(tree.lower(k) == "respectively" for k in range(max(0, i - 4), i))


def _base(hosts: list[Host], number: int) -> Host:
    """The host of the first figure, or the one that it shares."""
    return hosts[_first(hosts, number)]


def _first(hosts: list[Host], number: int) -> int:
    """The figure that a figure has its host from, or itself."""
    seen = set()
    while hosts[number].partner is not None and hosts[number].phrase is None and hosts[number].element is None and number not in seen:
        seen.add(number)
        number = hosts[number].partner or 0
    return number


def _own_members(base: Host, size: int) -> list[Word] | None:
    """The coordinated nouns of what the figures are of."""
    if base.phrase is not None:
        own = _coordination_in(base.phrase, size)
        if own is not None:
            return own
    if base.element is not None and base.settled:
        # "that in machinery and chemicals rose 15.2 and 17.8 percent"
        return _coordination_in(base.element, size)
    return None


def _members_beside(tree: Tree, run: list[tuple[Tree, Word]]) -> list[Word] | None:
    """The coordinated nouns that stand nearest before a run of figures, or behind it."""
    size, first = len(run), run[0][1].i
    where, limit = (
        (tree, first) if tree.parent is None or any(w.is_noun for w in tree.words[:first]) else (tree.parent, (tree.host or 0) + 1)
    )
    before = _coordinations(where, size, 0, limit)
    if before:
        return before[-1]
    after = _coordinations(tree, size, run[-1][1].i, len(tree))
    return after[0] if after else None


def _coordination_in(phrase: Phrase, size: int) -> list[Word] | None:
    inside = set(phrase.indices)
    for i in phrase.indices:
        word = phrase.tree[i]
        if word.dep == "conj" and word.head in inside:
            continue
        joined = [w for w in coordinates(phrase.tree, i) if w.i in inside]
        if len(joined) == size:
            return _names_joined(phrase.tree, joined)
    return None


def _names_joined(tree: Tree, joined: list[Word]) -> list[Word]:
    """ "Exports to Chad and Mali": the names that stand beside "and", where the parse joins the second to the goods."""
    first, second = joined[0], joined[-1]
    k = second.i - 1
    while k > first.i and tree[k].tag in ("CC", "DT"):
        k -= 1
    names = [w.tag.startswith("NNP") for w in (first, tree[k], second)]
    apart = joined[1] is second and names == [False, True, True] and first.i < k < second.i - 1
    return [tree[k], second] if apart else joined


def _coordinations(tree: Tree, size: int, start: int, end: int) -> list[list[Word]]:
    """Coordinations of `size` nouns between two words, in text order."""
    found = []
    for word in tree.words[start:end]:
        if word.is_noun and not (word.dep == "conj" and tree[word.head].is_noun):
            nouns = [w for w in coordinates(tree, word.i) if w.figure is None and w.i < end]
            if len(nouns) == size and not any(w.figure is not None for w in tree.words[nouns[0].i : nouns[-1].i]):
                found.append(nouns)
    if size == 2:
        found += _coordinated_links(tree, start, end)
    return found


def _coordinated_links(tree: Tree, start: int, end: int) -> list[list[Word]]:
    """ "on the pay of public servants and on government investment"."""
    found = []
    for word in tree.words[start:end]:
        if word.tag == "IN" and word.dep == "conj" and tree[word.head].tag == "IN":
            pair = [kid for link in (tree[word.head], word) for kid in tree.kids(link.i, "pobj")]
            if len(pair) == 2:
                found.append(pair)
    return found


def _host_of(base: Host, member: Word, members: list[Word]) -> Host:
    """The base's phrase with this member alone, or the member put into the base."""
    phrase = base.phrase
    if base.element is not None and base.settled:
        return replace(base, element=phrase_of(base.element.tree, member, conjuncts=False))
    if phrase is not None and all(m.i in phrase.indices for m in members):
        others = {i for m in members if m is not member for i in _own_words(phrase.tree, m)}
        joints = {i for i in phrase.indices if phrase.tree[i].lower in ("and", "or", ",", "&", "both") and members[0].i < i < members[-1].i}
        kept = tuple(i for i in phrase.indices if i not in others and i not in joints)
        head = member.i if phrase.head in {m.i for m in members} else phrase.head
        return Host(Phrase(phrase.tree, head, kept), verb=base.verb, agent=base.agent)
    ours = phrase is not None and member in phrase.tree.words[member.i : member.i + 1]
    element = phrase_of(phrase.tree, member, conjuncts=False) if phrase is not None and ours else None
    return Host(phrase, verb=base.verb, element=element, agent=base.agent, link="in")


def _own_words(tree: Tree, member: Word) -> set[int]:
    """A member of a coordination with the words before it that belong to it alone."""
    own = {member.i}
    for kid in tree.kids(member.i, "compound", "amod", "nmod", "det", "poss"):
        if kid.i < member.i:
            own.update(k for k in tree.subtree(kid.i) if k < member.i)
    return own


def _pair(figures: list[Figure], hosts: list[Host], numbers: list[int]) -> None:
    """ "…to manufacturing and …to service, for an increase of 15.7% and 9%, respectively": each goes with one of the figures before."""
    size, own = len(numbers), hosts[numbers[0]]
    earlier = list(range(max(0, numbers[0] - size), numbers[0]))
    if len(earlier) < size:
        return
    same = figures[earlier[0]].sentence == figures[numbers[0]].sentence and own.element is None
    for number, partner in zip(numbers, earlier, strict=True):
        if same or (own.phrase is None and own.element is None):
            # "5 tons and 6 tons, up 2% and 3%, respectively"
            apart = figures[partner].quantity_type != figures[number].quantity_type
            hosts[number] = Host(partner=partner, settled=same and apart)
        else:
            hosts[number] = Host(
                own.phrase,
                partner=partner,
                element=own.element,
                verb=own.verb,
                link="as" if own.phrase is not None and own.element is None else own.link,
            )
