"""The worked examples of the method as one casefile: what was promised in Istanbul, and what came."""

from __future__ import annotations

from scene import Scene

from figures.vocabulary import PartyKind


def istanbul() -> Scene:
    """The worked examples of the method, section 5."""
    s = Scene()
    s.party("Vladimir Medinsky, aide to the President", PartyKind.PERSON, "Russia")
    s.party("Envoy of the United States", PartyKind.PERSON)
    s.cite(
        "Мединский: Россия передала Украине более шести тысяч тел",
        "47news",
        "D",
        "2025-06-16",
        "wire_report",
        address="https://47news.ru/articles/russia/6efebb0d522aaee9cff23f66f5365e28132bf497",
        archived_address="https://web.archive.org/web/20250616/https://47news.ru/articles/russia/6efebb0d",
        language="ru",
    )
    s.cite(
        "Ukraine receives another group of bodies; repatriation under the Istanbul agreements completed",
        "Ukrainska Pravda",
        "B",
        "2025-06-16",
        "wire_report",
        address="https://www.pravda.com.ua/eng/news/2025/06/16/7517351/",
    )
    s.cite(
        "Завершено останній етап репатріації за Стамбульськими домовленостями",
        "Coordination Headquarters for the Treatment of Prisoners of War",
        "B",
        "2025-06-16",
        "official_statement",
        address="https://koordshtab.gov.ua/posts/2025-06-16-repatriatsiia",
        archived_address="https://web.archive.org/web/2025/https://koordshtab.gov.ua/posts",
        language="uk",
    )
    s.cite(
        "Ігор Клименко: підсумки репатріації тіл",
        "Ministry of Internal Affairs of Ukraine",
        "B",
        "2025-06-16",
        "official_statement",
        address="https://t.me/Klymenko_MVS",
        language="uk",
    )
    s.cite(
        "Russia completes transfer of bodies under the Istanbul deal",
        "Sputnik",
        "D",
        "2025-06-16",
        "wire_report",
        address="https://sputnikglobe.com/20250616/russia-completes-transfer-of-6060-ukrainian-soldiers-bodies-under-istanbul-deal-1122261732.html",
    )
    s.cite("Report on the second round of talks in Istanbul", "Publisher of the talks", "F", "2025-06-03", "wire_report")
    s.cite(
        "First phase of under-25 prisoner exchange",
        "TRT World",
        "C",
        "2025-06-09",
        "wire_report",
        address="https://www.trtworld.com/article/e8f4a5359941",
    )
    s.cite("Russia and Ukraine swap more prisoners of war", "AAP with Reuters and DPA", "B", "2025-06-10", "wire_report")
    s.cite(
        "Андрій Єрмак про список дітей",
        "Office of the President of Ukraine",
        "C",
        "2025-06-20",
        "official_statement",
        address="https://www.president.gov.ua/news/",
        language="uk",
    )
    s.cite(
        "Ukraine, Russia end second round of talks in Abu Dhabi with prisoner exchange",
        "Reuters",
        "A",
        "2026-02-05",
        "wire_report",
        address="https://www.reuters.com/world/ukraine-russia-start-second-day-peace-talks-abu-dhabi-2026-02-05/",
    )
    s.cite(
        "Ukraine, Russia swap hundreds of POWs in deal mediated by UAE",
        "Al Jazeera",
        "B",
        "2024-12-30",
        "wire_report",
        address="https://www.aljazeera.com/news/2024/12/30/ukraine-russia-swap-hundreds-of-pows-in-deal-mediated-by-uae",
    )
    s.cite(
        "Interview with a member of an exchange team",
        "Own interviews",
        "C",
        "2025-07-01",
        "interview",
        confidential=True,
        address="https://secret.example/interview",
    )
    s.agreement(
        "Istanbul agreement",
        "completed",
        date="2025-06-02",
        parties=(s.ids["Russia"], s.ids["Ukraine"]),
        place="Istanbul",
        due="2025-06-09/2025-06-15",
        status_on="2025-06-16",
        undertakings="A standing medical commission",
    )
    s.agreement(
        "List of children handed over in Istanbul", "under_way", date="2025-06-02", parties=(s.ids["Russia"], s.ids["Ukraine"])
    )
    talks, up, ch, kl, sp = (s.sources[n].title for n in (6, 2, 3, 4, 5))
    for way in ("Russia>Ukraine", "Ukraine>Russia"):
        s.claim(
            "Istanbul agreement",
            "6,000",
            up,
            "each side was to return six thousand of the dead, 6,000 for 6,000",
            "paragraph 5",
            stage="agreed",
            way=way,
            claimant=None,
            said_on="2025-06-02",
            credibility=2,
        )
        s.claim(
            "Istanbul agreement",
            "at least 1,000",
            talks,
            "no fewer than 1,000 prisoners from each side",
            "paragraphs 3 and 5",
            stage="agreed",
            way=way,
            claimant="Russia",
            unit="person",
            category="prisoner_of_war",
            said_on="2025-06-02",
            credibility=3,
        )
    s.event("Bodies brought to the exchange point", "Istanbul agreement", "postponed", date="2025-06-07")
    s.claim(
        "Bodies brought to the exchange point",
        "1212",
        s.sources[8].title,
        "1212 dead at the agreed point, and no one there to take them",
        "paragraph 7",
        stage="presented",
        claimant="Russian Ministry of Defence",
        said_on="2025-06-07",
        credibility=3,
    )
    for day, title, source in ((9, "Prisoners under 25, first group", 7), (10, "Seriously wounded and ill prisoners", 8)):
        s.event(title, "Istanbul agreement", "completed", "prisoner_exchange", date=f"2025-06-{day:02}")
        for way, who in (("Russia>Ukraine", "Ukraine"), ("Ukraine>Russia", "Russia")):
            s.claim(
                title,
                "not given",
                s.sources[source].title,
                "the group has been exchanged; neither side said how many",
                "paragraph 1",
                way=way,
                claimant=who,
                unit="person",
                category="prisoner_of_war",
                said_on=f"2025-06-{day:02}",
                credibility=2,
            )
    for day, title, n, back in (
        (11, "Bodies, first tranche", "1,212", "27"),
        (13, "Bodies, second tranche", "1,200", ""),
        (14, "Bodies, third tranche", "1,200", ""),
        (15, "Bodies, fourth tranche", "1,200", ""),
        (16, "Bodies, fifth tranche", "1,245", "51"),
    ):
        s.event(title, "Istanbul agreement", date=f"2025-06-{day:02}", place="Novaya Huta", mediators=())
        s.claim(
            title,
            n,
            up,
            f"the bodies of {n} people have arrived",
            f"paragraph {day - 9}",
            said_on=f"2025-06-{day:02}",
            credibility=2,
        )
        if back:
            s.claim(
                title,
                back,
                s.sources[1].title,
                f"к нам пришли {back} тел наших погибших",
                "paragraph 2",
                way="Ukraine>Russia",
                claimant="Vladimir Medinsky, aide to the President",
                said_on=f"2025-06-{day:02}",
                credibility=3,
            )
    s.claim(
        "Istanbul agreement",
        "6,057",
        ch,
        "Загалом за всі етапи Україна прийняла тіла 6 057 загиблих",
        "paragraph 2",
        as_of="2025-06-16",
        credibility=2,
    )
    s.claim(
        "Istanbul agreement",
        "6,060",
        kl,
        "Нам передали 6 060 тіл. Тепер слово за експертами",
        "whole post",
        claimant="Interior minister",
        as_of="2025-06-16",
        credibility=3,
    )
    s.claim(
        "Istanbul agreement",
        "6,060",
        sp,
        "the ministry puts the whole operation at 6,060 bodies",
        "paragraph 4",
        claimant="Russian Ministry of Defence",
        as_of="2025-06-16",
        credibility=3,
    )
    s.claim(
        "Istanbul agreement",
        "about 6,000",
        s.sources[12].title,
        "the secret words of the witness",
        "minute 12",
        claimant="Interior minister",
        as_of="2025-06-16",
        credibility=3,
    )
    children = "List of children handed over in Istanbul"
    s.claim(
        children,
        "339",
        talks,
        "a list of 339 names",
        "paragraphs 3 and 5",
        stage="listed",
        claimant="Ukraine",
        unit="person",
        category="child",
        said_on="2025-06-02",
        name="list",
        credibility=3,
    )
    s.claim(
        children,
        "less than a fifth",
        s.sources[9].title,
        "менш ніж щодо п’ятої частини списку є відповідь",
        "paragraph 3",
        stage="listed",
        claimant="Ukraine",
        unit="person",
        category="child",
        said_on="2025-06-20",
        part_of="list",
        of=("list", "fewer_than 1/5"),
        credibility=3,
    )
    s.claim(
        children,
        "more than 200",
        s.sources[9].title,
        "понад двісті імен лишилися без жодної реакції",
        "paragraph 3",
        stage="listed",
        claimant="Ukraine",
        unit="person",
        category="child",
        said_on="2025-06-20",
        part_of="list",
        credibility=3,
    )
    s.event("Exchange of 5 February 2026", None, "completed", "prisoner_exchange", date="2026-02-05")
    reuters = s.sources[10].title
    for way, who in (("Russia>Ukraine", "Coordination Headquarters"), ("Ukraine>Russia", "Russian Ministry of Defence")):
        s.claim(
            "Exchange of 5 February 2026",
            "157",
            reuters,
            "both ministries put it at 157 each",
            "paragraph 2",
            way=way,
            claimant=who,
            unit="person",
            category="person",
            said_on="2026-02-05",
            credibility=2,
        )
    s.claim(
        "Exchange of 5 February 2026",
        "314",
        reuters,
        "the envoy spoke of 314",
        "paragraph 4",
        way="",
        claimant="Envoy of the United States",
        unit="person",
        category="person",
        said_on="2026-02-05",
        vantage="mediator",
        credibility=2,
    )
    s.event(
        "Exchange before the new year",
        None,
        "completed",
        "prisoner_exchange",
        date="2024-12-30",
        mediators=("United Arab Emirates",),
    )
    jazeera = s.sources[11].title
    s.claim(
        "Exchange before the new year",
        "189",
        jazeera,
        "Kyiv said 189 had come home",
        "paragraph 3",
        claimant="Ukraine",
        unit="person",
        category="prisoner_of_war",
        said_on="2024-12-30",
        credibility=2,
    )
    s.claim(
        "Exchange before the new year",
        "150",
        jazeera,
        "Moscow said 150",
        "paragraph 2",
        claimant="Russian Ministry of Defence",
        unit="person",
        category="prisoner_of_war",
        said_on="2024-12-30",
        credibility=2,
    )
    s.claim(
        "Exchange before the new year",
        "190",
        jazeera,
        "190, as it first seemed",
        "paragraph 3",
        claimant="Ukraine",
        unit="person",
        category="prisoner_of_war",
        said_on="2024-12-30",
        retracted=True,
        retracted_on="2024-12-31",
        retracted_reason="misread",
        credibility=2,
    )
    return s
