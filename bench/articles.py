"""Articles to read, made anew from a seed: what agencies write about handovers, in three languages, with the prose around them.

One sentence in four holds figures, as in the articles that the rules were checked with; the others are what a reader has to
leave alone: dates, talks, weather, money, strikes. The wording is our own.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

SIZE = 5_000
HANDOVERS = {
    "en": (
        "{a} handed over the bodies of {n} soldiers to {b} on {day}, the defence ministry said.",
        "In return {b} released {m} prisoners of war, among them {k} civilians.",
        "More than {n} captives have been brought home to {b} since the start of the war.",
        "Officials in {a} said that another {m} prisoners would be freed next week.",
        "Each side is to release {m} detainees under the deal, the Red Cross said.",
        "Of the {n} bodies received in spring, {m} have been identified so far.",
        "{k} of those freed were wounded and travelled with a medical team.",
    ),
    "uk": (
        "{a} передала {b_dat} тіла {n} полеглих, повідомили в міністерстві оборони.",
        "Натомість додому повернулися {m} військовополонених, серед них {k} цивільних.",
        "Загалом від початку війни з полону вдалося визволити понад {n} людей.",
        "За словами омбудсмена, наступного тижня мають звільнити ще {m} полонених.",
        "Сторони домовилися про обмін по {m} осіб з кожного боку.",
        "Із {n} тіл, отриманих навесні, експерти ідентифікували {m}.",
        "Серед звільнених {k} тяжко поранених, їх одразу відправили на лікування.",
    ),
    "ru": (
        "{a} передала {b_dat} тела {n} погибших, сообщили в министерстве обороны.",
        "Взамен домой вернулись {m} военнопленных, среди них {k} гражданских.",
        "Всего с начала войны из плена удалось вызволить более {n} человек.",
        "По словам омбудсмена, на следующей неделе должны освободить ещё {m} пленных.",
        "Стороны договорились об обмене по {m} человек с каждой стороны.",
        "Из {n} тел, полученных весной, эксперты опознали {m}.",
        "Среди освобождённых {k} тяжело раненых, их сразу отправили на лечение.",
    ),
}
PROSE = {
    "en": (
        "The talks in {town} began at {k} in the morning and went on behind closed doors until late at night.",
        "Rain had turned the road to the crossing into mud, and the buses waited for hours near the last checkpoint.",
        "Families stood along the fence with photographs and flags, calling out names and the numbers of brigades.",
        "Analysts in {town} doubt that the agreement will hold beyond the winter, whatever its authors say in public.",
        "The budget for rebuilding the bridge has grown to {n} million euros, and the contractor asks for more time.",
        "Overnight {k} drones were shot down over the region, and debris fell on a warehouse at the edge of the town.",
        "A nurse who met the convoy said that most of the men asked first for a telephone and then for bread.",
        "Parliament is to vote on the bill in {month}, after the committee has heard witnesses from both camps.",
        "He had studied law before the fighting reached his village and had never held a weapon until that spring.",
        "The ministry declined to comment on the reports, and calls to its press office went unanswered on {day}.",
        "Schools reopened in the district after {k} weeks, with classes in shifts because of the power cuts.",
        "Observers counted {m} violations of the truce along the line in {month}, fewer than in the month before.",
    ),
    "uk": (
        "Переговори в місті {town} почалися о {k} ранку й тривали за зачиненими дверима до пізньої ночі.",
        "Дощ перетворив дорогу до переходу на болото, і автобуси годинами чекали біля останнього посту.",
        "Родини стояли вздовж огорожі з фотографіями та прапорами й вигукували імена та номери бригад.",
        "Аналітики сумніваються, що угода протримається довше за зиму, хоч би що казали її автори.",
        "Вартість відбудови мосту зросла до {n} мільйонів гривень, і підрядник просить більше часу.",
        "Уночі над областю збили {k} безпілотників, уламки впали на склад на околиці міста.",
        "Медсестра, яка зустрічала колону, розповіла, що більшість спершу просила телефон, а потім хліб.",
        "Парламент голосуватиме за законопроєкт у цій сесії, коли комітет вислухає свідків з обох таборів.",
        "До війни він вивчав право і ніколи не тримав у руках зброї, доки бої не дійшли до його села.",
        "У міністерстві відмовилися коментувати ці повідомлення, а на дзвінки в пресслужбі не відповіли.",
        "Школи в районі відкрилися через {k} тижнів, уроки йдуть у дві зміни через відключення світла.",
        "Спостерігачі нарахували {m} порушень перемир'я вздовж лінії, менше, ніж місяцем раніше.",
    ),
    "ru": (
        "Переговоры в городе {town} начались в {k} утра и шли за закрытыми дверями до поздней ночи.",
        "Дождь превратил дорогу к переходу в болото, и автобусы часами ждали у последнего поста.",
        "Семьи стояли вдоль ограды с фотографиями и флагами и выкрикивали имена и номера бригад.",
        "Аналитики сомневаются, что соглашение продержится дольше зимы, что бы ни говорили его авторы.",
        "Стоимость восстановления моста выросла до {n} миллионов рублей, и подрядчик просит больше времени.",
        "Ночью над областью сбили {k} беспилотников, обломки упали на склад на окраине города.",
        "Медсестра, встречавшая колонну, рассказала, что большинство сперва просили телефон, а потом хлеб.",
        "Парламент проголосует за законопроект в эту сессию, когда комитет выслушает свидетелей.",
        "До войны он изучал право и никогда не держал в руках оружия, пока бои не дошли до его села.",
        "В министерстве отказались комментировать эти сообщения, а на звонки в пресс-службу не ответили.",
        "Школы в районе открылись через {k} недель, уроки идут в две смены из-за отключений света.",
        "Наблюдатели насчитали {m} нарушений перемирия вдоль линии, меньше, чем месяцем раньше.",
    ),
}
PAIRS = {
    "en": (("Russia", "Ukraine"), ("Azerbaijan", "Armenia"), ("Iran", "Iraq"), ("Eritrea", "Ethiopia"), ("India", "Pakistan")),
    "uk": (("Росія", "Україні"), ("Вірменія", "Азербайджану"), ("Індія", "Пакистану"), ("Грузія", "Абхазії")),
    "ru": (("Россия", "Украине"), ("Армения", "Азербайджану"), ("Индия", "Пакистану"), ("Грузия", "Абхазии")),
}
TOWNS = {"en": ("Geneva", "Istanbul", "Doha"), "uk": ("Женева", "Стамбул", "Доха"), "ru": ("Женева", "Стамбул", "Доха")}
DAYS = ("Monday", "Tuesday", "Thursday", "Friday", "Saturday")
MONTHS = ("March", "April", "June", "October", "November")


def articles(count: int, seed: int = 20) -> Iterator[tuple[str, str]]:
    """So many different articles of 5,000 bytes each, with the language of each; the same for the same seed."""
    chance = random.Random(seed)
    for at in range(count):
        language = ("en", "uk", "ru")[at % 3]
        yield language, _article(chance, language)


def _article(chance: random.Random, language: str) -> str:
    sender, receiver = chance.choice(PAIRS[language])
    written, size = [], 0
    while size < SIZE:
        paragraph = " ".join(_sentence(chance, language, sender, receiver) for _ in range(chance.randint(2, 5)))
        written.append(paragraph)
        size += len(paragraph.encode()) + 2
    return "\n\n".join(written).encode()[:SIZE].decode(errors="ignore")


def _sentence(chance: random.Random, language: str, sender: str, receiver: str) -> str:
    wording = chance.choice((HANDOVERS if chance.random() < 1 / 4 else PROSE)[language])
    return wording.format(
        a=sender,
        b=receiver,
        b_dat=receiver,
        n=f"{chance.randint(100, 9_999):,}".replace(",", chance.choice((",", "\u00a0")) if language == "en" else "\u00a0"),
        m=chance.randint(30, 900),
        k=chance.randint(3, 29),
        town=chance.choice(TOWNS[language]),
        day=chance.choice(DAYS),
        month=chance.choice(MONTHS),
    )
