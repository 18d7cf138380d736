"""From whom to whom, and how far it has come: the words of a sentence that say so, in three languages."""

from __future__ import annotations

import pytest

from figures.reading import Suggestion, suggest
from figures.vocabulary import PROMISE_STAGES, Bound, Stage

SILENT = (Bound.ALL, Bound.NOT_GIVEN, Bound.UNKNOWN)


def _found(text: str, low: int) -> Suggestion:
    return next(s for s in suggest(text) if s.count.low == low and s.bound not in SILENT)


@pytest.mark.parametrize(
    ("text", "low", "way"),
    [
        ("Russia and Ukraine swapped captives on Monday, with Kyiv also handing back 14 wounded men.", 14, "Ukraine > Russia"),
        ("LVIV, May 2 - Russia and Ukraine swapped men. “Sixty-one of ours are home,” Zelensky said.", 61, "Russia > Ukraine"),
        ("Kyiv has submitted a list of 118 names for the next exchange with Russia.", 118, "Russia > Ukraine"),
        ("Россия предложила Украине список из 43 раненых, которых готова передать.", 43, "Russia > Ukraine"),
        ("Hamas asked Israel about the 70 men on its list.", 70, "Israel > Hamas"),
        ("Росії віддали 40 полонених. За рік вдалося визволити 90 українців.", 90, "Russia > Ukraine"),
        ("Baku will not say how many Armenians it holds. Six of them walked across a bridge.", 6, "Azerbaijan > Armenia"),
        ("Of the 410 names on Kyiv's list, Moscow has found few.", 410, "Russia > Ukraine"),
        ("Київ передав Росії список із 90 прізвищ.", 90, "Russia > Ukraine"),
        ("Сорок человек вернулись домой: тридцать выехали в Россию, десять — на Украину.", 10, "Russia > Ukraine"),
        ("Росія передала 300 тіл, хоча домовлялися про 500 з одного боку і 40 з іншого.", 40, "Ukraine > Russia"),
        ("The ELN asked Colombia to free 22 of its fighters.", 22, "Colombia > ELN"),
        ("Россия просит Украину вернуть 12 курян.", 12, "Ukraine > Russia"),
        ("Москалькова вимагає від України відпустити 20 мешканців Суджі.", 20, "Ukraine > Russia"),
        ("Силы быстрой поддержки (RSF) заявили, что передали армии Судана 39 солдат.", 39, "Rapid Support Forces > Sudan"),
        ("Hamas freed 13 Israelis and five Thai farm workers.", 5, "Hamas > Thailand"),
        ("Хусити передадуть уряду Ємену 1200 осіб, серед яких сім саудівців.", 1200, "Houthis > Yemeni government"),
        ("Iran freed 300 Iraqis and Iraq sent home 250 Iranians; the Red Cross accompanied all 550.", 550, "- > -"),
        ("Росія і Україна повернули 300 полонених.", 300, "- > -"),
        ("За месяц домой вернулись 8 тысяч солдат обеих армий Ирана и Ирака.", 8000, "- > -"),
        ("In October Medinsky offered Ukraine another thousand bodies.", 1000, "Russia > Ukraine"),
        ("Из ста бойцов, вывезенных на Украину, в Россию вернулись 60.", 60, "Ukraine > Russia"),
        ("Россия вернула Украине 90 тел. Обратно, по данным Киева, уехали 12.", 12, "Ukraine > Russia"),
        ("Росія повернула 90 полонених. Кремль заявив, що одержав лише 14.", 14, "Ukraine > Russia"),
        ("Росія й Україна. Київ повідомив про повернення 700 тіл.", 700, "Russia > Ukraine"),
        ("Россия вернула Украине 90 тел. Спорят. Ждут. Дела идут. Опознаны 30 погибших.", 30, "Russia > Ukraine"),
        ("Hamas gave Israel 4 bodies. In return, Israel sent back dead men. Rafah received 30 bodies.", 30, "Israel > Hamas"),
        ("Hamas freed 4 men. In return Israel released 60 men.", 60, "Israel > Hamas"),
        ("Russia freed 80 captives. A Ukrainian official gave a different figure, 77.", 77, "Russia > Ukraine"),
        ("Iraq returned 41 dead Iranians. DNA tests have matched 9 of these.", 9, "Iraq > Iran"),
        ("Iran returned 41 dead. That makes 310 since the truce with Iraq.", 310, "Iran > Iraq"),
        ("Россия. В мае из плена вернулись 8 уроженцев Ставрополья.", 8, "Ukraine > Russia"),
        ("Я передав російській колезі список на 90 осіб.", 90, "Russia > Ukraine"),
        ("Росія та війна. Серед тіл поліція впізнала 12 земляків.", 12, "Russia > Ukraine"),
        ("— Скільки людей ви повернули з Росії?\n— 312.", 312, "Russia > Ukraine"),
        ("Kyiv said 60 prisoners returned. Moscow said 62 prisoners had come home.", 62, "Ukraine > Russia"),
        ("Israel gave up 25 bodies of Palestinians. The Health Ministry said it had received 18 bodies.", 18, "- > -"),
        ("Министерство подтвердило получение 350 тел от России.", 350, "Russia > Ukraine"),
        ("Россия передала Украине 900 тел. Москалькова сообщила о получении 28 тел.", 28, "Ukraine > Russia"),
        ("Росія звільнила 90 українців. Прийняли не стільки, скільки оголосив Кремль, а 70 осіб.", 70, "Russia > Ukraine"),
        ("У Судані СШП відпустили 75 солдатів.", 75, "Rapid Support Forces > Sudan"),
        ("Россия. Сорок человек уехали в Украину, шестеро находятся в России.", 40, "Russia > Ukraine"),
        ("Хуситы отдали правительству Йемена 17 тел, найденных в ущелье возле Мариба.", 17, "Houthis > Yemeni government"),
        ("Сили швидкої підтримки (RSF) передали Червоному Хресту 44 солдатів Судану.", 44, "Rapid Support Forces > Sudan"),
        ("Судан передав Силам швидкої підтримки 44 бійців.", 44, "Sudan > Rapid Support Forces"),
        ("Москва молчит, Киев тоже. Историки подтвердили возвращение на Украину 450 пленных.", 450, "Russia > Ukraine"),
        ("Київ і Москва мовчать. Історики підтвердили повернення до Росії 450 полонених.", 450, "Ukraine > Russia"),
        ("Россия передала Украине 3050 тел. В Полтаве говорят: 3047 тел.", 3047, "Russia > Ukraine"),
        ("The local authorities in Tigray freed 700 captured soldiers of the Ethiopian army.", 700, "Tigray > Ethiopia"),
        ("Hamas freed 3 hostages. Israel freed 210 Palestinians in return, 18 of whom are ill.", 18, "Israel > Hamas"),
        ("Hamas freed 3 hostages. Israel freed 210 men in return. Only 208 people got off buses.", 208, "Israel > Hamas"),
        ("СШП відпустили 90 солдатів Судану. «Ми прийняли 80 осіб», — сказав полковник.", 80, "Rapid Support Forces > Sudan"),
        ("Украина вернула России 70 пленных. Зеленский сообщил, что среди 60 вернувшихся есть врачи.", 60, "Russia > Ukraine"),
        ("Росія отримала 70 полонених. Наступного разу, каже радник, мають повернутися 40 бранців.", 40, "Russia > Ukraine"),
        ("Стороны спорили, и говорят, что Россия предложила передать 500 тел.", 500, "Russia > Ukraine"),
        ("Украина вернула 50 курян. Другие ждут. В обратном направлении отправились 9 человек.", 9, "Russia > Ukraine"),
        ("Хуситы и правительство Йемена спорят. Движение готово выпустить 140 пленных.", 140, "Houthis > Yemeni government"),
        ("Росія повернула 90 тіл. Зворотний потік менший: 12 тіл.", 12, "Ukraine > Russia"),
        ("Ukraine spoke to Moscow. It handed the Russians a list of 52 names.", 52, "Russia > Ukraine"),
    ],
)  # fmt: skip
def test_the_direction_is_read_from_the_sentence(text: str, low: int, way: str) -> None:
    found = _found(text, low)
    assert f"{found.sender or '-'} > {found.receiver or '-'}" == way


@pytest.mark.parametrize(
    ("text", "low", "stage"),
    [
        ("Russia drove 340 bodies to the border in lorries, and nobody from the Ukrainian side came.", 340, Stage.PRESENTED),
        ("Росія привезла до кордону 90 полонених, але автобуси розвернулися.", 90, Stage.PRESENTED),
        ("The Ankara memorandum spoke of 4,000 bodies from each side.", 4000, Stage.AGREED),
        ("Росія передала 800 тіл, хоча домовлялися про 900.", 900, Stage.AGREED),
        ("Тогда обмен 13 на 15 прошёл под присмотром посредников, рассказывает историк Ли.", 13, Stage.TRANSFERRED),
        ("Russia freed 20 captives. A second stage, of some 200 a side, is planned for May.", 150, Stage.SCHEDULED),
        ("Киев рассчитывает на возвращение 400 пленных до весны.", 400, Stage.SCHEDULED),
        ("Mediators have helped 31 civilians who were held without charge to leave Russian prisons.", 31, Stage.TRANSFERRED),
        ("Повернутися за весь час війни вдалося 380 полоненим.", 380, Stage.TRANSFERRED),
        ("Стороны условились отпустить 90 иранцев, но полеты прервались: Иран освободил 15 пленных.", 15, Stage.TRANSFERRED),
        ("Россия вернула 90 тел. Летняя формула была другой: 600 на 600.", 600, Stage.AGREED),
        ("We were able to document the return of 40 Russian captives by Ukraine.", 40, Stage.TRANSFERRED),
        ("Торік додому потрапили 70 оборонців.", 70, Stage.TRANSFERRED),
        ("Росія пообіцяла 80 полонених. Удома поки що 44.", 44, Stage.TRANSFERRED),
        ("Pakistan said that 80 of its prisoners in India should be sent home at once.", 80, Stage.SCHEDULED),
        ("The next exchange, if you believe the minister, will be 500 prisoners a side.", 500, Stage.SCHEDULED),
        ("Наступний обмін становитиме 500 полонених з кожного боку.", 500, Stage.SCHEDULED),
        ("The sides had shaken hands on 314 prisoners, both ways together.", 314, Stage.AGREED),
        ("На обміні звільнено сімох полонених, хоча узгоджували десятьох.", 10, Stage.AGREED),
        ("India has communicated the names of 391 civil prisoners.", 391, Stage.LISTED),
    ],
)  # fmt: skip
def test_the_stage_is_read_from_the_sentence(text: str, low: int, stage: Stage) -> None:
    found = _found(text, low).stage
    assert found is stage or (stage is Stage.SCHEDULED and found in PROMISE_STAGES)
