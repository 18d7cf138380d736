"""English, the language that the program is written in: its messages are themselves; here are its nouns and dates."""

from __future__ import annotations

from briefing.language.base import Language

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NOUNS = {
    "body": ("body", "bodies"),
    "remains_set": ("set of remains", "sets of remains"),
    "body_bag": ("body bag", "body bags"),
    "casket": ("casket or box", "caskets or boxes"),
    "fragment": ("fragment", "fragments"),
    "dna_profile": ("DNA profile", "DNA profiles"),
    "name": ("name", "names"),
    "person": ("person", "persons"),
    "prisoner_of_war": ("prisoner of war", "prisoners of war"),
    "seriously_wounded_or_sick": ("seriously wounded or sick prisoner", "seriously wounded or sick prisoners"),
    "aged_18_25": ("young prisoner", "young prisoners"),
    "medical_or_religious": ("medical or religious prisoner", "medical or religious prisoners"),
    "civilian": ("civilian", "civilians"),
    "civilian_detainee": ("civilian detainee", "civilian detainees"),
    "child": ("child", "children"),
    "note": ("note", "notes"),
    "figure": ("figure", "figures"),
    "source": ("source", "sources"),
    "page": ("page", "pages"),
}

ENGLISH = Language(
    code="en",
    name="English",
    separator=",",
    messages={},
    nouns=NOUNS,
    labels={},
    plural=lambda number: 0 if number == 1 else 1,
    months=MONTHS,
    months_alone=MONTHS,
    months_short=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
