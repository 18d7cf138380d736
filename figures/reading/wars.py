"""The wars of our time as data: who faced whom, who stood beside whom, who carried people between two others.

It only chooses among what a text names itself, and stands in alone for the few pairs of which no third side is thinkable.
"""

from __future__ import annotations

RIVALS: dict[str, tuple[str, ...]] = {
    "Ukraine": ("Russia",),
    "Russia": ("Ukraine", "Georgia", "Chechnya", "United States"),
    "Armenia": ("Azerbaijan",),
    "Azerbaijan": ("Armenia", "Nagorno-Karabakh"),
    "Nagorno-Karabakh": ("Azerbaijan",),
    "Iran": ("Iraq", "United States"),
    "Iraq": ("Iran", "Kuwait"),
    "Kuwait": ("Iraq",),
    "Israel": ("Hamas", "Hezbollah", "Palestinians", "Lebanon", "Syria", "Egypt"),
    "Palestinians": ("Israel",),
    "Hamas": ("Israel",),
    "Hezbollah": ("Israel",),
    "Islamic Jihad": ("Israel",),
    "Houthis": ("Yemeni government", "Saudi Arabia"),
    "Yemeni government": ("Houthis",),
    "Saudi Arabia": ("Houthis",),
    "Taliban": ("Afghanistan", "United States"),
    "Afghanistan": ("Taliban",),
    "Ethiopia": ("Eritrea", "Tigray", "Somalia"),
    "Eritrea": ("Ethiopia",),
    "Tigray": ("Ethiopia",),
    "Morocco": ("Polisario Front",),
    "Polisario Front": ("Morocco",),
    "Colombia": ("FARC", "ELN"),
    "FARC": ("Colombia",),
    "ELN": ("Colombia",),
    "Sudan": ("Rapid Support Forces", "South Sudan"),
    "Rapid Support Forces": ("Sudan",),
    "Bosnia and Herzegovina": ("Bosnian Serbs", "Bosnian Croats"),
    "Bosnian Serbs": ("Bosnia and Herzegovina", "Bosnian Croats"),
    "Bosnian Croats": ("Bosnia and Herzegovina", "Bosnian Serbs"),
    "Croatia": ("Serbia", "Yugoslavia"),
    "Serbia": ("Croatia", "Kosovo", "Kosovo Albanians"),
    "Argentina": ("United Kingdom",),
    "United Kingdom": ("Argentina", "North Korea and China", "Germany"),
    "Pakistan": ("India",),
    "India": ("Pakistan", "China"),
    "PKK": ("Turkey",),
    "Turkey": ("PKK", "Cyprus", "Greece"),
    "Georgia": ("Abkhazia", "South Ossetia", "Russia"),
    "Abkhazia": ("Georgia",),
    "South Ossetia": ("Georgia",),
    "North Korea": ("United Nations Command", "United States", "South Korea"),
    "North Korea and China": ("United Nations Command", "United States"),
    "China": ("United Nations Command", "India", "United States", "Vietnam"),
    "United Nations Command": ("North Korea and China", "North Korea"),
    "South Korea": ("North Korea and China", "North Korea"),
    "United States": ("North Korea and China", "North Korea", "North Vietnam", "Vietnam", "Taliban", "Iran"),
    "North Vietnam": ("United States", "South Vietnam"),
    "Chechnya": ("Russia",),
    "Belarus": ("Ukraine", "United States"),
    "Kosovo": ("Serbia", "Yugoslavia"),
    "Kosovo Albanians": ("Serbia", "Yugoslavia"),
    "Yugoslavia": ("Croatia", "Kosovo Albanians", "Kosovo", "United States"),
    "Cyprus": ("Turkish Cypriots", "Turkey"),
    "Turkish Cypriots": ("Cyprus",),
    "Somalia": ("Al-Shabaab", "Ethiopia"),
    "Al-Shabaab": ("Somalia",),
    "Syria": ("Israel", "Islamic State", "Syrian Democratic Forces"),
    "Syrian Democratic Forces": ("Islamic State", "Syria", "Turkey"),
    "Lebanon": ("Israel",),
    "Egypt": ("Israel",),
    "Viet Cong": ("United States", "South Vietnam"),
    "South Vietnam": ("North Vietnam", "Viet Cong"),
    "Vietnam": ("United States", "China", "Cambodia"),
    "Thailand": ("Cambodia",),
    "Cambodia": ("Thailand", "Vietnam"),
    "Soviet Union": ("Germany", "Japan", "Finland", "Poland", "United States"),
    "Germany": ("Soviet Union", "United Kingdom", "United States", "France"),
    "Japan": ("United States", "United Kingdom", "Soviet Union", "China"),
    "Cuba": ("United States",),
    "Venezuela": ("United States", "Colombia"),
    "Nepal": ("Maoists",),
    "Maoists": ("Nepal",),
    "Nicaragua": ("Contras",),
    "Contras": ("Nicaragua", "Sandinistas"),
    "Uganda": ("Lord's Resistance Army",),
    "Rwanda": ("Democratic Republic of the Congo",),
    "South Sudan": ("Sudan",),
    "Libya": ("Chad",),
    "Chad": ("Libya",),
    "Sri Lanka": ("Tamil Tigers",),
    "Tamil Tigers": ("Sri Lanka",),
    "Democratic Republic of the Congo": ("M23",),
    "M23": ("Democratic Republic of the Congo",),
    "Islamic State": ("Syria", "Iraq", "Turkey"),
    "Nigeria": ("Boko Haram",),
    "Boko Haram": ("Nigeria",),
}
"""Who has handed over to whom in the wars of our time, likeliest first; the text's own naming decides among them."""
MEDIATORS = frozenset(
    {"Qatar", "Turkey", "Egypt", "United Arab Emirates", "Saudi Arabia", "Algeria", "Cuba", "Hungary", "Jordan", "France"}
)
"""States that often carry people between two others: no side where the two sides are named."""
ON_THE_WAY = {"Belarus": ("Russia", "Ukraine")}
"""States through which people travel between two others: no side where both of these are named."""
CAPTORS = (
    "Hamas",
    "FARC",
    "ELN",
    "Taliban",
    "Islamic State",
    "Al-Shabaab",
    "Boko Haram",
    "Al-Qaeda",
    "PKK",
    "Chechnya",
    "Hezbollah",
    "Tamil Tigers",
    "Palestinians",
)
"""Sides that hold hostages; the people of Gaza stand for Hamas."""
SURE = frozenset(
    {
        "Ukraine",
        "Russia",
        "Armenia",
        "Azerbaijan",
        "Iran",
        "Iraq",
        "Bosnian Serbs",
        "Bosnia and Herzegovina",
        "Taliban",
        "FARC",
        "Polisario Front",
        "Hamas",
        "Palestinians",
        "Hezbollah",
        "Chechnya",
        "South Ossetia",
        "Abkhazia",
        "Nagorno-Karabakh",
        "Houthis",
        "Yemeni government",
        "Kosovo Albanians",
    }
)
"""Sides whose counterpart is named even where the text leaves it out."""
ALLIES = (
    frozenset({"Hamas", "Palestinians", "Islamic Jihad"}),
    frozenset({"Houthis", "Yemen"}),
    frozenset({"North Korea", "China", "North Korea and China"}),
    frozenset({"United Nations Command", "South Korea", "United States", "United Kingdom"}),
    frozenset({"Yemeni government", "Saudi Arabia", "Sudan", "Yemen"}),
    frozenset({"Hezbollah", "Lebanon"}),
    frozenset({"Armenia", "Nagorno-Karabakh"}),
    frozenset({"Yugoslavia", "Serbia"}),
    frozenset({"Bosnian Serbs", "Serbia"}),
    frozenset({"DPR", "LPR", "Russia"}),
    frozenset({"Belarus", "Russia"}),
    frozenset({"United States", "Ukraine"}),
)
WARDS = frozenset({"Nagorno-Karabakh", "Palestinians", "Islamic Jihad", "DPR", "LPR", "Chechnya"})
"""Those whose people an ally takes home where they are a part of his."""
BY_COUNT = frozenset({"North Korea", "North Korea and China", "China", "United States"})
"""Sides that faced several at once: the one that the text names most is meant."""
ALIASES = {
    "PKK": "Syrian Democratic Forces",
    "Serbia": "Bosnian Serbs",
    "Croatia": "Bosnian Croats",
    "Islamic Jihad": "Hamas",
    "Vietnam": "North Vietnam",
}
COMMUNISTS, KOREAN = "North Korea and China", ("North Korea", "South Korea", "United Nations Command")
BOSNIAN = ("Bosnia and Herzegovina", "Bosnian Serbs", "Bosnian Croats")
GOVERNMENT, GROUP = "government", "group"
GENERIC = frozenset({GOVERNMENT, GROUP})
STATE_OF = {
    "Hamas": "Israel",
    "Houthis": "Yemeni government",
    "Yemen": "Yemeni government",
    "FARC": "Colombia",
    "ELN": "Colombia",
    "Taliban": "Afghanistan",
    "M23": "Democratic Republic of the Congo",
    "Tigray": "Ethiopia",
    "Tamil Tigers": "Sri Lanka",
    "Boko Haram": "Nigeria",
    "Rapid Support Forces": "Sudan",
    "Bosnian Serbs": "Bosnia and Herzegovina",
    "PKK": "Turkey",
    "Syrian Democratic Forces": "Syria",
    "Polisario Front": "Morocco",
    "Al-Shabaab": "Somalia",
    "Maoists": "Nepal",
    "Contras": "Nicaragua",
    "Lord's Resistance Army": "Uganda",
    "Viet Cong": "South Vietnam",
    "CMA": "Mali",
}
"""Which government *the government side* is, by the armed group that the text names."""
GROUPS = {*STATE_OF, *CAPTORS} - {"Palestinians", "Chechnya"}
"""Whom *the group* or *the rebels* can stand for."""
