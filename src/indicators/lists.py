"""Lists: "A and B rose 3 and 5 percent, respectively" shared out, the first figure to A and the second to B."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

from indicators.clauses import coordinates
from indicators.cues import directions
from indicators.figure import Figure
from indicators.hosts import Host
from indicators.inflect import singular
from indicators.phrases import Phrase, noun_phrase, phrase_of
from indicators.tree import Tree, Word

__all__ = ["distribute"]

_JOINTS = frozenset((",", "and", "or", "&", ";", "a", "an", "by", "to", "of", "at", "for", "the", "about", "almost", "nearly"))

# What ties the two figures of a pair, and what may stand before the second.
_TIES = frozenset(("to", "or"))
_ABOUT = frozenset(("about", "around", "some", "nearly", "almost", "over", "just", "approximately", "roughly"))


def distribute(order: Sequence[tuple[Tree, Word]], figures: list[Figure], hosts: list[Host]) -> None:
    """Give the figures of each coordinated run their own member of the coordinated subject. Changes `hosts` in place."""
    shared_out: dict[int, list[int]] = {}
    for run in _runs(order, figures, hosts):
        tree = run[0][0]
        numbers = [word.figure for _, word in run if word.figure is not None]
        explicit = _respectively(tree, run[-1][1].i) or _respectively_before(tree, run[0][1].i)
        earlier = shared_out.get(_first(hosts, numbers[0]), [])
        shared_out.update(dict.fromkeys(numbers, numbers))
        if len(earlier) == len(numbers) and hosts[numbers[0]].phrase is None:
            # "by 5 and 4 tons, to 30 and 42 tons"
            for number, partner in zip(numbers, earlier, strict=True):
                hosts[number] = Host(partner=partner)
            continue
        compounds = _compounds(_base(hosts, numbers[0]).phrase, len(numbers))
        if compounds is not None:
            base = _base(hosts, numbers[0])
            for number, part in zip(numbers, compounds, strict=True):
                hosts[number] = replace(base, phrase=part, settled=explicit)
            continue
        members = _members(tree, run, explicit=explicit, hosts=hosts, number=numbers[0])
        if members is not None:
            base = _base(hosts, numbers[0])
            for number, member in zip(numbers, members, strict=True):
                hosts[number] = _host_of(base, member, members)
        elif (parts := _parts(hosts, numbers, tree, explicit=explicit)) is not None:
            base = _base(hosts, numbers[0])
            for number, part in zip(numbers, parts, strict=True):
                hosts[number] = Host(part, verb=base.verb, agent=base.agent)
        elif explicit:
            _pair(figures, hosts, numbers)


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
        ):
            found[-1] = before, word
        else:
            found.append((word, word))
    return found


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


def _compounds(phrase: Phrase | None, size: int) -> list[Phrase] | None:
    """ "Medium and heavy trucks", "farm loan and boat loan balances": each modifier with the noun that they share."""
    if phrase is None:
        return None
    tree = phrase.tree
    for stretch in _stretches(phrase):
        parts = _parted(tree, stretch)
        if len(parts) != size:
            continue
        if (whole := _each_named(phrase, stretch, parts)) is not None:
            return whole
        if not _modifies(tree, parts):
            return None
        own = min(len(parts[0]), len(parts[-1]) - 1)
        shared = parts[-1][own:]
        rest = [i for i in phrase.indices if i not in stretch]
        head = phrase.head if [phrase.head] in shared or phrase.head in rest else shared[-1][-1]
        members = [*parts[:-1], parts[-1][:own]]
        return [Phrase(tree, head, tuple(sorted(chain(rest, *part, *shared)))) for part in members]
    return None


def _each_named(phrase: Phrase, stretch: list[int], parts: list[list[list[int]]]) -> list[Phrase] | None:
    """ "Goods exports and services exports": members that each have the whole name, however the parse hangs them."""
    tree, ends = phrase.tree, [part[-1][-1] for part in parts]
    if len({tree.lower(i) for i in ends}) > 1 or any(len(part) < 2 for part in parts) or not tree[ends[0]].is_noun:
        return None
    if tree.lower(ends[0]) == tree.lower(parts[0][0][0]):
        return None
    rest = [i for i in phrase.indices if i not in stretch]
    return [Phrase(tree, end, tuple(sorted(chain(rest, *part)))) for part, end in zip(parts, ends, strict=True)]


def _parted(tree: Tree, stretch: list[int]) -> list[list[list[int]]]:
    """A stretch of words cut at its conjunctions and commas; hyphenated words as one."""
    parts: list[list[list[int]]] = [[]]
    for i in stretch:
        if tree[i].lower in ("and", "&", ",", "or"):
            parts.append([])
        elif parts[-1] and "-" in (tree.lower(i), tree.lower(i - 1)):
            parts[-1][-1].append(i)
        else:
            parts[-1].append([i])
    return [part for part in parts if part]


def _stretches(phrase: Phrase) -> list[list[int]]:
    """The words of a phrase between its prepositions."""
    found: list[list[int]] = [[]]
    for i in phrase.indices:
        if phrase.tree[i].tag in ("IN", "TO"):
            found.append([])
        else:
            found[-1].append(i)
    return found


def _modifies(tree: Tree, parts: list[list[list[int]]]) -> bool:
    """Whether all parts of a coordination but the last only modify its last noun: "crude and refined oil", not "cars and light trucks"."""
    last = parts[-1]
    if len(last) < 2 or not tree[last[-1][-1]].is_noun or any(len(part) > 2 for part in parts[:-1]):
        return False
    first = tree[last[0][0]]
    for part in parts[:-1]:
        end = tree[part[-1][-1]]
        alike = len(part) < len(last) and tree.lower(last[len(part) - 1][-1]) == end.lower
        named = singular(end.lower) in directions().flows | directions().totals
        if end.tag == first.tag == "NNP" and tree[last[-1][-1]].tag == "NNP":
            # "Chad and South Korea": names, of which none is a modifier.
            return False
        if (named and not alike) or (len(part) > 1 and len(last) < 3) or first.lower == tree.lower(part[0][0]):
            return False
        if end.tag in ("NNS", "NNPS") and first.tag not in ("NNS", "NNPS"):
            return False
    return True


def _members(tree: Tree, run: list[tuple[Tree, Word]], *, explicit: bool, hosts: list[Host], number: int) -> list[Word] | None:
    """The coordinated nouns that the run is shared out over."""
    size, first = len(run), run[0][1].i
    base = _base(hosts, number)
    if base.phrase is not None:
        own = _coordination_in(base.phrase, size)
        if own is not None:
            return own
    if base.element is not None and base.settled:
        # "that in machinery and chemicals rose 15.2 and 17.8 percent"
        return _coordination_in(base.element, size)
    if not explicit:
        return None
    where, limit = (
        (tree, first) if tree.parent is None or any(w.is_noun for w in tree.words[:first]) else (tree.parent, (tree.host or 0) + 1)
    )
    before = _coordinations(where, size, 0, limit)
    if before:
        return before[-1]
    after = _coordinations(tree, size, run[-1][1].i, len(tree))
    return after[0] if after else None


def _parts(hosts: list[Host], numbers: list[int], tree: Tree, *, explicit: bool) -> list[Phrase] | None:
    """The phrase cut at its commas and "and"s, where the parse sees no coordination: "petrochemicals and bio health (…)"."""
    phrase = _base(hosts, numbers[0]).phrase
    if phrase is None or not (explicit or tree.parent is not None):
        return None
    source, end = phrase.tree, phrase.indices[-1] + 1
    start = phrase.indices[0]
    while tree.parent is source and start > 0 and _runs_on(source, start - 1):
        start -= 1
    cuts = [
        i for i in range(start, end) if source.lower(i) in ("and", "&", ",") or (source.lower(i), source.lower(i + 1)) == ("well", "as")
    ]
    for bars in (cuts, _outer(source, cuts)):
        bounds = [start - 1, *bars, end]
        parts = [noun_phrase(source, a + 1, b) for a, b in pairwise(bounds) if b > a + 1]
        kept = [part for part in parts if part is not None]
        if len(kept) == len(parts) == len(numbers):
            return _with_shared(phrase, kept)
    return None


def _outer(tree: Tree, cuts: list[int]) -> list[int]:
    """The cuts of a list whose members have an "and" of their own: its commas and its last conjunction."""
    last = next((i for i in reversed(cuts) if tree.lower(i) != ","), None)
    return [i for i in cuts if tree.lower(i) in (",", "well") or i == last]


def _with_shared(phrase: Phrase, parts: list[Phrase]) -> list[Phrase]:
    """ "Exports of cocoa and of oil seeds and nuts": each part with the series that only the first one names."""
    tree, first = phrase.tree, parts[0]
    link = next((n for n, i in enumerate(first.indices) if tree[i].lower in ("of", "to", "from", "for", "in")), None)
    if link is None or phrase.head not in first.indices[:link] or singular(tree.lower(phrase.head)) not in directions().flows:
        return parts
    shared = first.indices[: link + 1]
    return [first, *(Phrase(tree, phrase.head, (*shared, *part.indices)) for part in parts[1:])]


def _runs_on(tree: Tree, i: int) -> bool:
    """Whether a word before a bracket still belongs to the list of names that the bracket follows."""
    word = tree[i]
    bracketed = any(f.host is not None and f.host == i for f in tree.fragments)
    return word.figure is None and not bracketed and (word.is_noun or word.tag in ("JJ", "CC", "HYPH", "VB", "NNP")) and word.text != ","


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
