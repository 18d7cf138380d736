"""Which numbers are of one handover and which grew over a time."""

from __future__ import annotations

import pytest

from figures.reading import suggest
from figures.vocabulary import Accumulation

CUMULATIVE, INCREMENT = Accumulation.CUMULATIVE, Accumulation.INCREMENT


@pytest.mark.parametrize(
    ("text", "accumulation"),
    [
        ("Officials say 1,400 Ukrainian children have now been returned from Russia.", CUMULATIVE),
        ("Twelve hostages are now home from Gaza.", CUMULATIVE),
        ("The number of captives freed through its mediation stands at 3,900.", CUMULATIVE),
        ("Russia has returned 900 bodies to Ukraine since the Istanbul talks.", CUMULATIVE),
        ("Из плена домой приехали уже 90 солдат.", CUMULATIVE),
        ("С января партизаны отпустили сорок заложников.", CUMULATIVE),
        ("За год Россия передала Украине 9 тысяч тел.", CUMULATIVE),
        ("К ноябрю Россия получила 300 пленных.", CUMULATIVE),
        ("Від 24 лютого 2022 року з полону повернулися 6 тисяч українців.", CUMULATIVE),
        ("Торік Україна прийняла 9 300 тіл.", CUMULATIVE),
        ("Україна повернула за весь час 380 цивільних полонених.", CUMULATIVE),
        ("Ирак освободил всего 56 пленных.", INCREMENT),
        ("Вчора обміняли 40 полонених: усього повернулися 20 офіцерів.", INCREMENT),
        ("Damascus freed 90 captives and the Kurds freed 60. In total, 150 captives came home.", INCREMENT),
        ("A total of 869 detainees were flown home on Friday.", INCREMENT),
        ("Сегодня обменяли 100 пленных. Всего из плена вернулись 4 тысячи солдат.", CUMULATIVE),
    ],
)
def test_what_grew_over_a_time_is_told_by_the_words_for_that_time(text: str, accumulation: Accumulation) -> None:
    assert suggest(text)[-1].accumulation is accumulation
