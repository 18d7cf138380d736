"""The colours of the screens by name, in a light and a dark set; measured for contrast and for colour-blind readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from figures.vocabulary import Role


class Tokens(NamedTuple):
    """One set of colours, each as ``#RRGGBB``."""

    dark: bool
    window: str
    sheet: str
    sunken: str
    hover: str
    select: str
    line: str
    rule: str
    ctl: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    on_accent: str
    focus: str
    danger: str
    note: str
    stated: str
    stated_tint: str
    reported: str
    reported_tint: str
    observed: str
    observed_tint: str
    presented: str
    presented_tint: str

    def role(self, role: Role) -> str:
        """The ink of a role; figures in no role are secondary ink."""
        inks = {"stated": self.stated, "reported": self.reported, "observed": self.observed}
        quiet = {"presented": self.presented, "aftermath": self.presented}
        return (inks | quiet).get(role.value, self.ink2)

    def tint(self, role: Role) -> str:
        """The ground of a role, behind its ink."""
        tints = {"stated": self.stated_tint, "reported": self.reported_tint, "observed": self.observed_tint}
        return tints.get(role.value, self.presented_tint)


LIGHT = Tokens(
    dark=False,
    window="#F5F4F1",
    sheet="#FFFFFF",
    sunken="#EBE9E4",
    hover="#F0EEE9",
    select="#DFEAE4",
    line="#DDDAD3",
    rule="#C9C5BC",
    ctl="#87847C",
    ink="#1B1D20",
    ink2="#4C5056",
    ink3="#63676D",
    accent="#1E5B4A",
    on_accent="#FFFFFF",
    focus="#23795F",
    danger="#AD241B",
    note="#F7F1E3",
    stated="#8A5A00",
    stated_tint="#F6E6C4",
    reported="#97206B",
    reported_tint="#F6E1EC",
    observed="#1A5FB4",
    observed_tint="#DCE8F7",
    presented="#565D65",
    presented_tint="#E7E9EB",
)
DARK = Tokens(
    dark=True,
    window="#17191A",
    sheet="#1D2022",
    sunken="#121415",
    hover="#25292B",
    select="#22362E",
    line="#313638",
    rule="#454B4E",
    ctl="#7A8186",
    ink="#E9E7E2",
    ink2="#BCBEBE",
    ink3="#989CA0",
    accent="#7CC7A9",
    on_accent="#0C1F17",
    focus="#8AD7B9",
    danger="#FF8B7B",
    note="#2A2618",
    stated="#EBC060",
    stated_tint="#3D331B",
    reported="#EC86B4",
    reported_tint="#402735",
    observed="#6FB0F5",
    observed_tint="#1C3049",
    presented="#ABB3BB",
    presented_tint="#2E3337",
)
