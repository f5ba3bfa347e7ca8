"""The audit: what is true raises nothing, and one wrong digit is found."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import FIXTURES, expected_table, row, table

import indicators
from indicators.cli import main
from indicators.errors import InputError
from indicators.intervals import Interval, verdict
from indicators.precision import interval
from indicators.table import empty, frame

if TYPE_CHECKING:
    from spacy.language import Language

CASES = sorted((Path(__file__).parent / "cases/audit").glob("*.txt"))
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
PLANTED = re.compile(r"\[\[([^|\]]*)\|([^\]]*)\]\]")
RELEASES = sorted(path.stem for path in FIXTURES.glob("*.txt"))
numbers = st.floats(-1e6, 1e6).map(lambda number: round(number, 2))


def broken(found: pd.DataFrame) -> list[tuple[str, str]]:
    wrong = found[found["verdict"] == "broken"]
    return list(zip(wrong["identity"], wrong["figures"], strict=True))


def extracted(text: str, tmp_path: Path, nlp: Language) -> pd.DataFrame:
    path = tmp_path / "release.txt"
    path.write_text(text, encoding="utf-8")
    return indicators.extract(indicators.read(path), nlp=nlp)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_true_release_is_confirmed_and_each_planted_digit_found(path: Path, tmp_path: Path, nlp: Language) -> None:
    text = path.read_text(encoding="utf-8")
    places = PLANTED.findall(text)
    found = indicators.audit(extracted(PLANTED.sub(r"\1", text), tmp_path, nlp))
    assert not broken(found)
    assert len(found) >= len(places)
    for planted in range(len(places)):
        seen = iter(range(len(places)))
        wrong = PLANTED.sub(lambda match, seen=seen, planted=planted: match[2 if next(seen) == planted else 1], text)  # type: ignore[misc]
        findings = broken(indicators.audit(extracted(wrong, tmp_path, nlp)))
        assert any(places[planted][1] in figures for _, figures in findings), f"{places[planted]}: {findings}"


@pytest.mark.parametrize("name", RELEASES)
def test_nothing_is_broken_in_the_fixtures(name: str) -> None:
    assert not broken(indicators.audit(expected_table(name)))


def with_another_digit(right: pd.DataFrame, label: int) -> pd.DataFrame:
    """The table with the first digit of a figure changed for another."""
    rows: list[dict[str, Any]] = right.astype(object).where(right.notna(), None).to_dict("records")  # type: ignore[assignment]
    wrong = rows[label]
    surface, value = wrong["surface"], wrong["value"]
    first = next(place for place, sign in enumerate(surface) if sign in "123456789")
    digit = int(surface[first])
    other = digit + 3 if digit < 6 else digit - 3
    printed = surface[:first] + str(other) + surface[first + 1 :]
    size = abs(value) + (other - digit) * 10.0 ** math.floor(math.log10(abs(value)))
    wrong |= {name: wrong[name].replace(surface, printed) for name in ("surface", "sentence", "title")}
    wrong["value"] = math.copysign(round(size, 9), value)
    wrong["lower"], wrong["upper"] = interval(printed, wrong["value"], wrong["bound"])
    return frame(rows)


@pytest.mark.parametrize("name", RELEASES)
def test_a_wrong_first_digit_in_any_tested_figure_of_the_fixtures_is_found(name: str) -> None:
    right = expected_table(name)
    found = indicators.audit(right)
    for finding in found.to_dict("records"):
        label = finding["rows"][0]
        if finding["identity"] == "part <= whole" or right["bound"][label] != "exact":
            continue
        tests = indicators.audit(with_another_digit(right, label))
        hit = [each for each in tests.to_dict("records") if label in each["rows"] and each["verdict"] == "broken"]
        assert hit, f"{finding['identity']}: {finding['figures']}"


def test_the_fixtures_are_well_covered() -> None:
    identities = {identity for name in RELEASES for identity in indicators.audit(expected_table(name))["identity"]}
    assert {
        "title = text",
        "balance = exports - imports",
        "change = level / earlier level - 1",
        "change = level - earlier level",
        "change = amount / (level - amount)",
        "whole = sum of its parts",
        "share = part / whole",
    } <= identities


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed releases are not here")
def test_the_seeds_confirm_the_trade_balance(nlp: Language) -> None:
    found = indicators.audit(indicators.extract(indicators.read(SEEDS), nlp=nlp))
    balance = found[found["identity"] == "balance = exports - imports"]
    assert balance["figures"].tolist() == ["$4.5 billion: USD 16.4 billion, $11.9 billion"]
    assert balance["verdict"].tolist() == ["holds"]
    assert not broken(found)


TRADE = [
    row("$16.4 billion", 16.4e9, "USD", "ICT exports"),
    row("$11.9 billion", 11.9e9, "USD", "ICT imports"),
    row("$4.5 billion", 4.5e9, "USD", "ICT trade balance"),
]


@pytest.mark.parametrize(
    ("balance", "told"),
    [
        (("$4.5 billion", 4.5e9), "holds"),
        (("$4.6 billion", 4.6e9), "within rounding only"),
        (("$4.8 billion", 4.8e9), "broken"),
        (("$4.53 billion", 4.53e9), "within rounding only"),
        (("$3.5 billion", 3.5e9), "broken"),
    ],
)
def test_the_verdict_knows_the_rounding(balance: tuple[str, float], told: str) -> None:
    found = indicators.audit(table(*TRADE[:2], row(*balance, "USD", "ICT trade balance")))
    assert found["verdict"].tolist() == [told]


def test_a_finding_names_its_rows_and_both_intervals() -> None:
    made = table(*TRADE).set_axis(["exports", "imports", "balance"])
    finding = indicators.audit(made).to_dict("records")[0]
    assert finding["rows"] == ("balance", "exports", "imports")
    assert (finding["stated_lower"], finding["stated_upper"]) == (4.45e9, 4.55e9)
    assert (finding["computed_lower"], finding["computed_upper"]) == pytest.approx((4.4e9, 4.6e9))
    assert (finding["release_id"], finding["period"], finding["unit"]) == ("r1", "2024-01", "USD")


OTHER: list[dict[str, Any]] = [
    {"period": "2024-02"},
    {"area": "JP"},
    {"counterpart": "US"},
    {"unit": "EUR"},
    {"status": "forecast"},
    {"release_id": "r2"},
    {"subject": "car imports"},
    {"subject": "seasonally adjusted ICT imports"},
    {"bound": "min", "upper": math.inf},
]


@pytest.mark.parametrize("fields", OTHER, ids=lambda fields: "-".join(map(str, fields.values())))
def test_what_does_not_belong_together_is_not_compared(fields: dict[str, Any]) -> None:
    assert indicators.audit(table(TRADE[0], {**TRADE[1], **fields}, row("$9.9 billion", 9.9e9, "USD", "ICT trade balance"))).empty


def test_a_balance_may_be_a_deficit() -> None:
    short = [row("$55.3 billion", 55.3e9, "USD", "exports"), row("$60.2 billion", 60.2e9, "USD", "imports")]
    for subject, sentence in (
        ("trade deficit", ""),
        ("trade balance", "The trade balance was a deficit of $4.9 billion."),
        ("trade balance", ""),
    ):
        found = indicators.audit(table(*short, row("$4.9 billion", 4.9e9, "USD", subject, sentence=sentence)))
        assert found["verdict"].tolist() == ["holds"], subject
    surplus = row("$4.9 billion", 4.9e9, "USD", "trade balance", sentence="The surplus in trade was $4.9 billion.")
    assert indicators.audit(table(*short, surplus))["verdict"].tolist() == ["broken"]


CHANGE = [
    row("10 percent", 10.0, "%", "car exports", "change", group=1),
    row("$6.6 billion", 6.6e9, "USD", "car exports", group=1),
    row("$5.0 billion", 5.0e9, "USD", "car exports", period="2023-01", group=1),
]


def test_a_change_is_tested_on_its_own_basis_only() -> None:
    assert indicators.audit(table(*CHANGE))["verdict"].tolist() == ["broken"]
    for basis in ("mom", "qoq", "other", "annualized", None):
        assert indicators.audit(table({**CHANGE[0], "basis": basis}, *CHANGE[1:])).empty


@pytest.mark.parametrize("said", ["in real terms", "at constant prices", "per working day", "seasonally adjusted", "in local currency"])
def test_growth_in_other_prices_or_days_is_not_tested_against_levels_as_printed(said: str) -> None:
    assert indicators.audit(table({**CHANGE[0], "sentence": f"Car exports grew 10 percent {said}."}, *CHANGE[1:])).empty


def test_a_change_is_tested_against_the_level_of_an_earlier_release_of_the_same_source() -> None:
    before = {**CHANGE[2], "release_id": "r0", "published": "2023-02-15"}
    assert indicators.audit(table(*CHANGE[:2], before))["identity"].tolist() == [
        "change = level / earlier level in the earlier release - 1"
    ]
    assert indicators.audit(table(*CHANGE[:2], {**before, "source": "Customs"})).empty
    assert indicators.audit(table(*CHANGE[:2], {**before, "published": "2024-05-15"})).empty


def test_rates_move_by_points() -> None:
    rows = [
        row("0.2 percentage points", -0.2, "pp", "unemployment rate", "change", basis="mom"),
        row("3.9 percent", 3.9, "%", "unemployment rate"),
        row("4.1 percent", 4.1, "%", "unemployment rate", period="2023-12"),
    ]
    assert indicators.audit(table(*rows))["verdict"].tolist() == ["holds"]
    assert indicators.audit(table(row("5 percent", 5.0, "%", "unemployment rate", "change", basis="mom"), *rows[1:])).empty


def test_a_partner_has_no_more_than_all() -> None:
    whole = row("$6.6 billion", 6.6e9, "USD", "car exports")
    told = [
        indicators.audit(table(whole, row(f"${n} billion", n * 1e9, "USD", "car exports", counterpart="US")))["verdict"].tolist()
        for n in (3, 7.5)
    ]
    assert told == [["holds"], ["broken"]]


def test_min_confidence_leaves_rows_out() -> None:
    unsure = table(*TRADE[:2], {**TRADE[2], "value": 9e9, "lower": 8.5e9, "upper": 9.5e9, "confidence": 0.3})
    assert len(indicators.audit(unsure)) == 1
    assert indicators.audit(unsure, min_confidence=0.5).empty


def test_no_rows_give_no_findings_and_doubtful_labels_are_refused() -> None:
    assert list(indicators.audit(empty())) == list(indicators.audit(table(*TRADE)))
    with pytest.raises(InputError, match="reset_index"):
        indicators.audit(table(*TRADE).set_axis([0, 0, 1]))


@given(numbers, numbers, numbers, st.sampled_from([0, 1, -1, -2]))
def test_rounding_never_breaks_a_true_sum(one: float, other: float, third: float, places: int) -> None:
    def rounded(number: float, digits: int) -> Interval:
        shown, half = round(number, digits), 0.5 * 10.0**-digits
        return Interval(shown, shown - half, shown + half)

    total = one - other + third
    computed = rounded(one, places) - rounded(other, 1) + rounded(third, 0)
    assert verdict(rounded(total, places), computed) != "broken"


def test_the_command_tells_by_its_exit_code(tmp_path: Path, nlp: Language, capsys: pytest.CaptureFixture[str]) -> None:
    text = (Path(__file__).parent / "cases/audit/oil.txt").read_text(encoding="utf-8")
    right, wrong = tmp_path / "right.txt", tmp_path / "wrong.txt"
    right.write_text(PLANTED.sub(r"\1", text), encoding="utf-8")
    wrong.write_text(PLANTED.sub(r"\2", text), encoding="utf-8")
    assert main(["audit", str(right)]) == 0
    printed = capsys.readouterr()
    assert "holds" in printed.out and "2 identities tested: 2 holds" in printed.err
    assert main(["audit", str(wrong), "--quiet", "--broken"]) == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines()[0].startswith("release_id\t") and printed.out.count("broken") == 2 and not printed.err
    assert main(["audit", str(tmp_path / "none.txt")]) == 2


def test_on_a_terminal_the_findings_are_drawn() -> None:
    from rich.console import Console

    from indicators.findings import draw_findings

    console = Console(width=160, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    draw_findings(
        indicators.audit(table({**TRADE[0], "release_id": "r1\x1b[2J"}, *[{**each, "release_id": "r1\x1b[2J"} for each in TRADE[1:]])),
        console,
    )
    drawn = console.export_text()
    assert "balance = exports - imports" in drawn and "4.4 to 4.6 bn USD" in drawn and "holds" in drawn
    assert "\x1b" not in drawn
