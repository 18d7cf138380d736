"""Who says it: speakers named in the sentence, carried on from the one before, and those who only stand near."""

from __future__ import annotations

import pytest

from figures.reading import Suggestion, suggest


def _last(text: str) -> Suggestion:
    return suggest(text)[-1]


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Росія отримала 30 тіл, написав у телеграмі помічник президента Олег Сурков.", "помічник президента Олег Сурков"),
        ("Вірменія отримала двох полонених, повідомила у п'ятницю речниця уряду Ані Бадалян.", "речниця уряду Ані Бадалян"),
        ("Возвращены 40 российских военных, сообщает Минобороны РФ.", "Минобороны РФ"),
        ("Тем временем армия Судана заявила, что отпустила 30 пленных.", "армия Судана"),
        ("Силы быстрой поддержки (RSF) заявили, что передали 39 солдат.", "Силы быстрой поддержки"),
        ("Petro Ivanenko, the ombudsman, said Russia had returned 12 children to Ukraine.", "Petro Ivanenko"),
        ("Olha Bondar, head of a charity, met them. She said Russia had returned 12 children.", "Olha Bondar"),
        ("Rustem Umerov came back from Ankara. He said that 90 Ukrainian prisoners would be freed.", "Rustem Umerov"),
        ("The ministry’s spokesman Yuri Hall said little. “Russia returned 40 bodies.”", "ministry’s spokesman Yuri Hall"),
        ("Дмитро Лубінець повідомив про зустріч. За його словами, Росія повернула 12 дітей.", "Дмитро Лубінець"),
        ("Омбудсмен Ирина Ли провела встречу. По ее словам, домой вернулись 20 пленных.", "Омбудсмен Ирина Ли"),
        ("Coordination Headquarters:\nToday 40 Ukrainian soldiers came home.", "Coordination Headquarters"),
        ("Israel would let go 100 detainees, an Egyptian official said on Sunday.", "Egyptian official"),
    ],
)  # fmt: skip
def test_the_speaker_is_named(text: str, claimant: str) -> None:
    assert _last(text).claimant == claimant


@pytest.mark.parametrize(
    "text",
    [
        "She said Moscow had returned 12 children to Ukraine.",
        "After talks in Geneva brokered by Qatar, Russia returned 40 bodies to Ukraine.",
        "Israel has been told that 8 of the hostages are dead.",
        "The agreement says that Russia will return 40 bodies.",
        "За планом Дональда Трампа, Хамас має звільнити 20 заручників.",
    ],
)
def test_a_name_that_only_stands_near_says_nothing(text: str) -> None:
    assert _last(text).claimant == ""
