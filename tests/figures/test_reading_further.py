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


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Moscow agreed to free 70 captives. Of those who were to come on Monday, 61 did.", [70, 61]),
        ("Russia returned 80 bodies. That makes 415 since the truce.", [80, 415]),
        ("Russia freed 80 captives. Kyiv's figure is 77.", [80, 77]),
        ("Russia freed 80 captives. Kyiv counted 77.", [80, 77]),
        ("Russia freed 80 captives. Moscow speaks of 83.", [80, 83]),
        ("Russia freed 80 captives. Eleven have serious wounds.", [80, 11]),
        ("Russia freed 80 captives. The youngest of the three had lost a leg.", [80]),
        ("Russia freed 80 captives. Shells hit the town. The number of shells was 90.", [80]),
        ("Q: How many captives did Russia hand over?\nA: 412.", [412]),
        ("Q: How many captives did Russia hand over?\nA: On Monday, 412 lorries stood at the border.", []),
        ("— Скільки полонених повернула Росія?\n— 312. Є і цивільні, їх 27.", [312, 27]),
        ("Росія повернула 80 полонених. Штаб говорить про «не менш ніж 90».", [80, 90]),
        ("Росія повернула 80 полонених. Москва наводить іншу кількість: 85.", [80, 85]),
        ("Росія пообіцяла 80 полонених. Удома поки що 44.", [80, 44]),
        ("Росія повернула 80 полонених. Двадцятеро мають тяжкі поранення.", [80, 20]),
        ("Росія повернула 8 тіл. Експерти встигли впізнати одного.", [8, 1]),
        ("Росія повернула 80 полонених. До міста зайшло 40 вантажівок, а не 90.", [80]),
        ("Росія повернула 80 полонених. Говоримо про одного з друзів.", [80]),
        ("— Сколько пленных вернула Россия?\n— 312.", [312]),
        ("Россия вернула 80 пленных. По данным Киева, их 77.", [80, 77]),
        ("Россия вернула 80 пленных. Военный говорил о 85.", [80, 85]),
        ("Россия вернула три тела. Одного семья похоронила в мае.", [3, 1]),
        ("Россия вернула 60 тел. Имена есть у девяти.", [60, 9]),
        ("Россия вернула 80 пленных. Их дома в 12 километрах от реки.", [80]),
        ("Russia returned 120 bodies. Ukraine's staff put its own tally at 124.", [120, 124]),
        ("Russia freed 80 captives. A Ukrainian official gave a different figure, 77.", [80, 77]),
        ("Russia freed 80 captives. Only 43 came.", [80, 43]),
        ("Israel freed 90 prisoners. Seventy-one reached Ramallah.", [90, 71]),
        ("Israel freed 90 prisoners. Oil exports reached 71.", [90]),
        ("Houthis freed 290 detainees. Of these, 113 were flown to Aden.", [290, 113]),
        ("Россия передала 120 тел. Киев назвал другую цифру — 124.", [120, 124]),
        ("Росія повернула 80 полонених. За даними Москви, таких 83.", [80, 83]),
        ("Росія повернула 95 тіл, проте менш ніж 60 вдалося назвати на ім'я.", [95, 0]),
        ("Россия обещала 80 пленных; 44 удалось вернуть.", [80, 44]),
        ("Росія повернула 80 полонених; 44 вдалося вступити до вишів.", [80]),
        ("Russia freed 80 captives. Reporters waited. About 40 people gathered to welcome them.", [80]),
        ("Russia freed 80 captives. The deal has 20 points. Critics speak of 3.", [80]),
        ("Russia freed 80 captives. Ukraine counts 50,000 dead. Moscow says 20,000.", [80]),
        ("Росія повернула 80 полонених. Зібрали 2 мільйони, кажуть про 3.", [80]),
        ("Росія повернула 80 полонених. Їх 19 серпня чекали вдома.", [80]),
        ("Россия вернула 80 пленных. Дома 16, 18 и 20 повреждены.", [80]),
    ],
)
def test_a_number_stands_in_for_those_just_counted_where_it_ends_its_clause(text: str, numbers: list[int]) -> None:
    assert _numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Russia freed 80 civilians. Nine of the civilians, he said, were women.", [80, 9]),
        ("Russia freed 80 civilians. Nine of the civilians were questioned.", [80]),
        ("Iran returned 60 bodies and got two and a half thousand.", [60, 2_500]),
        ("Россия отпустила восемь курян. Всего с осени удалось вывезти 94 человека.", [8, 94]),
        ("Россия отпустила восемь курян. Из-под обстрела вывезли 94 человека.", [8]),
        ("Ирану отдали сто тел. Иракцам вернули две с половиной тысячи.", [100, 2_500]),
        ("Росія повернула 100 тіл. Росіянам віддали дві з половиною тисячі.", [100, 2_500]),
    ],
)
def test_parts_rescues_and_halves_of_thousands_are_read(text: str, numbers: list[int]) -> None:
    assert _numbers(text) == numbers
