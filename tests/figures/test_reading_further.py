"""Numbers a little after a figure, with no more than a verb or a pronoun beside them: which of them go on with it."""

from __future__ import annotations

import pytest

from figures.reading import suggest
from figures.vocabulary import Bound

SILENT = (Bound.ALL, Bound.NOT_GIVEN, Bound.UNKNOWN)


def _numbers(text: str) -> list[int]:
    return [s.count.low for s in suggest(text) if s.bound not in SILENT and s.portion is None]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Russia freed 80 captives. It rained at the crossing. Officials kept quiet. Some 30 passed through the gate.", [80]),
        ("Russia freed 80 captives. It rained at the crossing. By noon 30 had crossed.", [80, 30]),
        ("Armenia was promised 12 prisoners. On 3 March 11 of the men crossed the bridge.", [12, 11]),
        ("Russia freed 80 captives. By the end of May 31 had crossed.", [80, 31]),
        ("Russia freed 80 captives on May 31.", [80]),
        ("Israel returned 45 bodies. Fewer than 20 have been recognised by relatives.", [45, 0]),
        ("Из плена вернулись 60 солдат. 4 июня 12 солдат отпустила Украина.", [60, 12]),
        ("Россия вернула 40 пленных. До Львова доехали 38.", [40, 38]),
        ("Росія повернула 40 полонених. До Львова доїхали 38.", [40, 38]),
        ("Торік додому потрапили 70 оборонців.", [70]),
        ("Росія передала 90 тіл, назвати на ім'я вдалося 25.", [90, 25]),
        ("Россия вернула 40 пленных. Список переписывали четыре раза.", [40]),
        ("Росія повернула 40 полонених. Список переписували по п'ять разів.", [40]),
        ("Росія повернула 40 полонених. До міста заїхали 60 вантажівок.", [40]),
    ],
)
def test_a_number_a_little_after_a_figure_goes_on_with_it(text: str, numbers: list[int]) -> None:
    assert _numbers(text) == numbers
