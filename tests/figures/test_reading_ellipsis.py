"""Numbers whose verb or noun is left out, and those that look like figures of a handover and are none."""

from __future__ import annotations

import pytest

from figures.reading import Suggestion, suggest
from figures.vocabulary import Bound, Stage
from figures.wording import read

SILENT = (Bound.ALL, Bound.NOT_GIVEN, Bound.UNKNOWN)


def _numbers(text: str) -> list[int]:
    return [s.count.low for s in suggest(text) if s.bound not in SILENT and s.portion is None]


def _found(text: str, low: int) -> Suggestion:
    return next(s for s in suggest(text) if s.count.low == low and s.bound not in SILENT)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("In March 40 captives came home, and in April — 55.", [40, 55]),
        ("За березень з полону повернулися 140 бійців, а від 1 січня — 615.", [140, 615]),
        ("В марте из плена вернулись 90 солдат, а с начала года — 412.", [90, 412]),
        ("Вірменія передала чотирьох полонених: двоє зникли торік, іще двоє — під час весняних боїв.", [4, 2, 2]),
        ("Партизаны отпустили пятерых полицейских и двоих ветеринаров.", [5, 2]),
        ("The rebels freed eleven soldiers and two surveyors.", [11, 2]),
        ("Kyiv asked for 700 captives. Moscow recognised only 312.", [700, 312]),
        ("Росія повернула 60 полонених. Ще вдалося домовитися про 25.", [60, 25]),
        ("Стороны обсудили обмен пленными: список из 40 раненых, но Киев согласился только на двенадцать.", [40, 12]),
        ("Israel freed 90 prisoners on Sunday; 31 had been arrested in Gaza. Five were deported to Egypt.", [90, 31, 5]),
        ("Russia returned 40 bodies. At least three turned out to be Russian soldiers.", [40, 3]),
        ("Цієї весни повернутися вдалося 90 полоненим, причому десятьом — за посередництва Ватикану.", [90, 10]),
        ("Київ отримав 90 полонених; цивільних бранців було чотирнадцять.", [90, 14]),
        ("Уряд звільнить полонених хуситів, троє, за його словами, повернуться завтра.", [3]),
        ("The Red Cross escorted 140 disarmed men to the river.", [140]),
        ("Росія повернула 90 полонених. Ще 60 хлопців до 25 років мають передати завтра.", [90, 60]),
        ("India's list has 382 civilians and 81 fishermen on it.", [382, 81]),
        ("Ghani was ready to free 1,500 Taliban prisoners, 100 a day.", [1_500]),
        ("Russia handed over 40 bodies. Last year's total was 9,400.", [40, 9_400]),
        ("A prisoner swap is near: Kyiv has asked for 20 civilians held since 2022.", [20]),
        ("Russia freed 90 soldiers. Ukraine had wanted at least 700 men back.", [90, 700]),
        ("Соглашение предусматривало обмен пленными: шесть тысяч на одну.", [6_000, 1_000]),
        ("The militia is holding nine drivers and freed only one of them.", [1]),
    ],
)
def test_a_number_whose_verb_or_noun_is_left_out_is_read(text: str, numbers: list[int]) -> None:
    assert _numbers(text) == numbers


def test_a_ratio_is_a_figure_each_way() -> None:
    one, two = (
        s for s in suggest("Россия передала Украине тела погибших: соотношение было сто к восьми.") if s.bound is Bound.EXACT
    )
    assert (one.count.low, two.count.low) == (100, 8)
    assert (one.sender, one.receiver) == (two.receiver, two.sender)


@pytest.mark.parametrize(
    ("words", "language", "low", "high"),
    [
        ("от тысячи", "ru", 1_000, 1_000),
        ("из сотни", "ru", 100, 100),
        ("від тисячі", "uk", 1_000, 1_000),
        ("от тысячи до двух тысяч", "ru", 1_000, 2_000),
        ("тысячи", "ru", 2_000, 9_999),
        ("another thousand", "en", 1_000, 1_000),
        ("the first hundred", "en", 100, 100),
    ],
)
def test_one_thousand_is_told_from_thousands(words: str, language: str, low: int, high: int) -> None:
    count = read(words, language).count
    assert (count.low, count.high) == (low, high)


def test_a_day_before_a_dash_begins_no_range() -> None:
    assert _numbers("GENEVA, March 5 — Seven soldiers were handed over by Russia.") == [7]


@pytest.mark.parametrize(
    "text",
    [
        "Сім полонених від обміну відмовилися.",
        "Six captives chose not to return.",
        "Israel ruled out handing over the bodies of two commanders.",
        "Четверо пленных возвращаться не захотели.",
    ],
)
def test_who_will_not_go_or_is_kept_back_is_refused(text: str) -> None:
    assert suggest(text)[0].stage is Stage.REFUSED


@pytest.mark.parametrize(
    "text",
    [
        "Унаслідок нічного удару по місту є 4 загиблих і 21 поранений.",
        "При обстреле рынка — семеро погибших.",
        "Kyiv wants its prisoners back, two officials familiar with the talks said.",
        "Коли полонених вивозили, з області виїхало понад 100 тисяч людей.",
        "Россия вернула тела, сообщили двое чиновников.",
    ],
)
def test_the_killed_the_displaced_and_those_who_tell_of_it_are_no_figures(text: str) -> None:
    assert _numbers(text) == []


def test_a_question_and_a_denial_give_no_silence() -> None:
    assert suggest("How many of its dead has Ukraine got back?") == ()
    assert suggest("She denied that any child had been withheld.") == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kyiv freed 40 prisoners, and Moscow returned the same number.", "the same number"),
        ("Україна отримала 880 полонених, віддавши стільки ж.", "стільки ж"),
        ("Россия освободила 40 пленных, а Украина отпустила столько же.", "столько же"),
        ("Россия обещала вернуть 900 пленных; вернулось меньше трети обещанного.", "меньше трети"),
        ("Додому повернулися 25 полонених. Понад половина має поранення.", "Понад половина"),
        ("Less than a third of the prisoners came home.", "Less than a third"),
        ("Hundreds of names were submitted through Qatar.", "Hundreds"),
    ],
)
def test_what_is_said_without_a_number_keeps_its_words(text: str, words: str) -> None:
    assert words in [s.words for s in suggest(text)]
