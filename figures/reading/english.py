"""English: the words for those who are handed over, for handing over, for promising and for saying."""

from __future__ import annotations

from figures.language.english import ENGLISH as NUMERALS
from figures.reading.english_names import NAMES, PEOPLES
from figures.reading.english_speech import SPEECH
from figures.reading.english_verbs import VERBS, conjugated
from figures.reading.lexicon import Rules

ENGLISH = Rules(
    code="en",
    nouns={
        "prisoner_of_war/person/strong": "prisoner of war, prisoners of war, pow, pows, war prisoners, war prisoner,"
        " captured soldiers,"
        " war captives",
        "person/person/strong": "lifers, convicts, freed captives, security prisoners, those freed, those released,"
        " those returned, those exchanged,"
        " deportees, prisoner, prisoners, captive, captives, detainee, detainees, war detainees, inmates,"
        " internees, political prisoners",
        "civilian/person/strong": "hostage, hostages",
        "deceased/body/strong": "body, bodies, corpse, corpses, cadavers, dead bodies, war dead, dead, fallen",
        "deceased/remains_set/strong": "sets of remains, set of remains, remains, bones, skeletons",
        "deceased/remains_set/weak": "sets",
        "deceased/body_bag/strong": "body bags, body bag, bodybags",
        "deceased/casket/strong": "coffins, coffin, caskets, casket, transfer cases, boxes of remains, boxes, ashes",
        "deceased/fragment/strong": "body parts, fragments, bone fragments, body fragments",
        "deceased/dna_profile/strong": "dna profiles, dna samples",
        "name/name/strong": "names",
        "civilian_detainee/person/strong": "civilian detainees, civilian prisoners, civilian captives,"
        " detained civilians, civilian hostages",
        "prisoner_of_war/person/weak": "fliers, flyers, troopers, trooper, rangers, ranger, cadets, commandos,"
        " gunner, gunners, seaman, soldier, soldiers, serviceman, servicemen, servicewomen, servicewoman,"
        " service members, troops,"
        " defender, defenders, fighter, fighters, marines, marine, officers, officer, sergeants, privates, personnel,"
        " airmen,"
        " guardsmen, militants, combatants, conscripts, reservists, gunmen, pilots, pilot, servicepeople,"
        " military personnel, warriors,"
        " border guards, paratroopers, airman, peacekeepers, peacekeeper, rebels, insurgents, veterans, infantrymen,"
        " military, aviators, guerrillas, guerillas, conscript, soldier's, insurgent fighters",
        "civilian/person/weak": "pilgrims, settlers, labourers, laborers, staffers, farmer, bloggers, scientists,"
        " lawyers, civilian, civilians, fishermen, fisherman, residents, resident, farmers, journalists,"
        " journalist, workers,"
        " villagers, women, noncombatants, non-combatants, priests, activists, contractors, seamen",
        "person/person/weak": "people, persons, person, men, man, citizens, citizen, nationals, individuals, others,"
        " compatriots, souls, sailors, mothers, fathers, sons, daughters, brothers, wives, husbands, officials, aides,"
        " employees,"
        " engineers, tourists, missionaries, lawmakers, politicians, congressmen, congressman, mayors, diplomats, nuns,"
        " teachers,"
        " students, athletes, crew, crewmen, survivors, nurses, leaders, commanders, expatriates, dissidents,"
        " dual nationals,"
        " drivers, technicians, guards, monks, herders, shepherds, traders, climbers, mechanics, captains, trainees,"
        " recruits,"
        " captured rebels, foreigner, national, aircrew,"
        " crew members, police, policemen, police officers, woman, members, foreigners, relatives, heroes,"
        " medics, doctors, christians, civil servants, crewmembers, believers",
        "medical_or_religious/person/weak": "chaplains, army medics",
        "child/person/weak": "child, children, minors, minor, boys, girls, orphans, kids, schoolgirls, schoolboys,"
        " pupils, babies, infants, toddlers, teenager, teenagers, teens, adolescents, youngsters",
        "seriously_wounded_or_sick/person/weak": "wounded, sick, injured, ill, invalids, sick and wounded,"
        " wounded and sick, amputees",
    },
    verbs={f"{sense}/{form}": words for sense, text in VERBS.items() for form, words in conjugated(text).items()}
    | {"go/perfective": "are home, were home, are back, were back, is home, now home"}
    | {"identify/noun": "identification, identifications"}
    | {
        "identify/past": "named, put names to, put a name to, recognised by relatives, recognized by relatives,"
        " recognised by their relatives, recognized by their relatives, recognised by their families,"
        " recognized by their families, recognised by family members, recognized by family members,"
        " recognised by kin, recognized by kin"
    }
    | {
        "other/intransitive": "claimed the lives, cost the lives, took the lives,"
        " died, drowned, fled, escaped, perished, disappeared",
        "other/base": "die, flee, escape, perish",
    },
    names=NAMES,
    peoples=PEOPLES,
    speech=SPEECH,
    cues={
        "agreed": "provides for, provide for, provided for, providing for, foresees, foresee, foresaw, foreseeing,"
        " envisages, envisage, envisaged, envisaging, stipulates, stipulated, agree, agrees, agreed, agreeing,"
        " undertaken, settled on, settle on, signed, accord, undertook,"
        " shaken hands, shook hands, shake hands, committed, signed for the, signed for a, signed for an,"
        " owed, owes, owe, under the deal,"
        " under the agreement, under a deal, under the accord, under an agreement, under that accord",
        "offered": "ready, willing, prepared, offer, offers, offered, promise, promises, promised, pledge, pledges,"
        " pledged, intend,"
        " intends, intended, means to, mean to, vow, vowed, vows, propose, proposes, proposed, able, wants to,"
        " plans to return",
        "demanded": "negotiating, negotiate, negotiates, in talks on, in talks over, demand, demands, demanded, ask,"
        " asks, asked, asking, call for, calls for, called for, calling for,"
        " request, requests, wants, want, wanted,"
        " requested, urge, urged, urges, appeal, appealed, press for, pressed for, presses for, pressing for,"
        " seeking, seeks, insists on, want back",
        "put_off": "postpone, postpones, postponed, postponing, delay, delays, delayed, delaying, put off,"
        " puts off, putting off, cancel, cancels, cancelled, canceled, cancelling, canceling, call off,"
        " calls off, called off, calling off, suspend, suspends, suspended, suspending, halted",
        "scheduled": "expected, expects, expect, due,"
        " planned, plan, plans, set to, scheduled, slated, upcoming,"
        " counting on, counts on, hoping, tomorrow, next week,"
        " next month, hopes, hope, hoped, quota, in the coming days, coming days, shortly, soon, proposal, working on,"
        " preparing, discussing, under discussion, still to come, awaiting, to come",
        "done": "was able to, were able to, been able to, managed, manages,"
        " helped, helps, began, begun, began, begins, started, starts, succeeded, allowed,"
        " finished, completed,"
        " starting, helping",
    },
    tags={
        "event": "exchange, exchanges, swap, swaps, handover, handovers, repatriation, repatriations, release,"
        " releases, transfer, return,"
        " freed, releasing, prison swap, trade, returnees, delivery, homecoming, liberation, reunite, reunited,"
        " reuniting",
        "women": "women",
        "half": "half",
        "parent": "mother, father, mum, dad, parent",
        "taken": "captured, seized, arrested, detained, rounded up, picked up, abducted, kidnapped, taken prisoner,"
        " taken hostage, taken captive, caught",
        "sent_off": "deported, exiled, expelled",
        "all_sides": "both armies, of both armies, of both sides, from both sides, from both armies,"
        " of both countries, on the two sides, for both sides, on both sides, both sides combined,"
        " both sides together, the two sides combined",
        "strike": "strike, strikes, airstrike, airstrikes, shelling, attack, attacks, raid, raids, explosion, blast,"
        " bombing, bombardment",
        "submits": "submitted, submits, submit, drew up, compiled",
        "far_side": "on the other, from the other, from the other side, on the other side",
        "denies": "denied, denies, deny, denying",
        "own_words": "according to him, according to her, according to them, in his words, in her words, his account,"
        " her account, by its own count",
        "recognises": "recognise, recognised, recognises, recognize, recognized, recognizes, confirm, confirms,"
        " confirmed, acknowledge, acknowledges, acknowledged, accepts, verified, approved, admits, admitted",
        "already": "already",
        "over_rounds": "over, in",
        "rounds": "stages, rounds",
        "freeing": "release, releases, liberation, freeing",
        "modal": "will, would, shall, should, must, may, might, could, can, 'll",
        "to": "to",
        "by": "by",
        "from": "from, out of, came out of, come out of, coming out of",
        "into": "left for, leave for, leaving for, to, in, into, onto",
        "be": "be, is, are, was, were, been, being, am, 's, 're",
        "have": "have, has, had, having, 've",
        "not": "not, never, n't, didn't, hasn't, haven't, wasn't, weren't, nobody",
        "reverse": "exchanged for, swapped for, traded for, in exchange, in return, in turn, for its part",
        "home": "home, homeland, back home",
        "went_home": "back home",
        "captivity": "captivity, prison, prisons, jail, jails, custody, camp, camps, detention, prisoner-of-war camp",
        "freed": "among those freed, among the freed, among those released, among the returnees, among those returned",
        "part": "among those freed, among the freed, among those released, among the returnees, among those returned,"
        " of whom, of them, among them, of these, of those, including, among those, among whom, comprising, comprised,"
        " consisted of,"
        " made up of, of which, as well as, namely",
        "sum": "in total, in all, altogether, total, all told, a total of",
        "own_efforts": "its efforts, its good offices, its mediation, his efforts",
        "span": "this year, last year, over the past, in the past year, in the past two years, over the years, the year before,"
        " between january and, between january, over the year, over the last, in the last two years, year to date",
        "total": "overall, to date, so far, every stage, cumulative,"
        " since the start, since the beginning, by the end of the year, by year's end, by spring, by summer, by autumn,"
        " by winter",
        "both": "each, both sides, two sides, per side, each side, both countries, two countries, either side,"
        " each other, both parties,"
        " the sides, mutually, the two, between",
        "point": "exchange point, handover point, exchange area, handover site, exchange site, transfer point,"
        " agreed point,"
        " meeting point, exchange zone",
        "quantity": "number, total, count, figure, toll, tally, quota, sum",
        "ratio": "ratio, proportion",
        "copula": "is, was, are, were, at, reached, reaches, totalled, totaled, stands, stood, to, be, numbered,"
        " exceeded, exceeds",
        "age": "aged, age, ages, under the age of, over the age of, years old, year-old, younger, older, youngest,"
        " oldest, eldest, born",
        "clause": "but, while, although, whereas, however, because, when, after, before, where, who, which, that,"
        " though, until, if, as,"
        " since, whose, and, than",
        "more": "more, others, other, further, such, former, remaining, additional",
        "actor": "paramilitaries, fighters, gunmen, faction, factions, commanders, government, coalition, army,"
        " authorities, rebels, militia, forces, regime, insurgents",
        "absent": "believed, thought, presumed, unaccounted, missing, estimated, feared",
        "contrast": "while, whereas, but",
        "relative": "whose, who, which, that, whom",
        "clock": "a.m, p.m, am, pm, o'clock, gmt, hours",
        "money": "dollars, euros, pounds, million dollars, percent, per cent, usd",
        "shares": "share, shares, shared, sharing, communicate, communicates, communicated, communicating",
        "list": "list, lists, register",
        "wounded": "wounded, injured, sick, ill, maimed, wounded and sick",
        "young": "under the age of, under 25, aged 18, aged under, 18 to 25",
        "dead": "fallen, dead, deceased, killed",
        "according": "according to, as reckoned by, as counted by, as reported by, as stated by, by the count of,"
        " by the reckoning of",
        "military": "military, captured",
        "basis": "basis, formula, format, principle",
        "pronoun": "he, she, they, it",
        "thing": "km, kilometres, kilometers, kilometre, kilometer, miles, mile, metres, meters, drones, drone,"
        " missiles, missile, letters, parcels, packages, tanks, vehicles, settlements, days,"
        " hours, weeks,"
        " months, minutes, years, flights, buses, trucks, planes, aircraft, rounds, stages, tonnes, tons, villages,"
        " houses, lives,"
        " people's",
        "loss": "losses, casualties, death toll, fatalities, toll, sentences, victims",
        "care": "surgery, treatment, operation, operations, stretcher, stretchers, amputation, medical attention, wheelchairs",
        "batch": "the group of, group, batch, contingent, planeload, busload, convoy, party",
        "hostage": "hostage, hostages, civilian hostages",
        "territory": "territory, territories, region, regions, oblast, province, area, areas, lands, soil, side,"
        " held, controlled, occupied, land, district, districts",
        "parties": "both sides, two sides, both countries, two countries, both parties, the sides, the parties,"
        " the two,"
        " either side,"
        " warring parties, warring sides",
        "goods": "letters, parcels, packages, drones, missiles",
        "latter": "the latter",
        "today": "today",
        "yesterday": "yesterday",
        "tomorrow": "tomorrow",
        "and": "and",
        "of": "of",
        "filler": "the, a, an, their, its, his, her, our, these, those, any, all, own, last, first",
        "carrier": "red cross, icrc, red crescent",
        "border": "border, frontier, crossing, checkpoint, border crossing",
        "treaty": "memorandum, pact, accords, accord, agreement, deal, talks, treaty, summit, protocol, convention,"
        " conventions",
        "for_each": "for each, for every",
        "possessive": "its, their, his, our own, its own, their own, of its own, of their own",
        "pronoun_of": "of our own, of its own, of their own, of ours, of theirs, of our people, them, whom, these,"
        " of them, of these, of those, of whom",
        "with": "with, against",
        "year": "ad",
        "one_person": "boy, girl, man, woman, child, teenager, youth, boys, girls",
        "day_of": "day",
        "ordinal": "no, article, resolution",
        "side": "side, party, sides",
        "mediating": "mediated by, brokered by, facilitated by, negotiated by, arranged by, thanks to, courtesy of,"
        " with the help of, through the good offices of, under the auspices of, supervised by, hosted by,"
        " in the presence of,"
        " with the mediation of, through the mediation of, via",
        "mediation": "mediation, mediator, mediators, intermediary, intermediaries, as mediator, as mediators,"
        " brokered,"
        " mediated, facilitation, good offices, go-between, delegates, auspices",
        "other_way": "reverse flow,"
        " other way, other direction, opposite direction, opposite way, reverse direction, opposite journey,"
        " reverse journey, made the opposite journey, made the reverse journey",
        "own": "our, of our people, of our own, of ours",
        "office": "red cross, red crescent, president, minister, spokesman, spokeswoman, ministry, officials,"
        " official, ombudsman, headquarters,"
        " sources, source,"
        " adviser, aide, negotiator, general, commander, army, police, un, icrc, cross, agency, government, militia,"
        " rebels, group,"
        " expert, experts, lawyer, lawyers, analyst, analysts, historian, historians, charity, foundation, club, doctors,"
        " secretary, commissioner, governor, senator, kremlin, authorities, committee, lawmaker, forces, leadership,"
        " regime, parliament, administration, coalition,"
        " side, party, delegation, troops, soldiers, office, chief, envoy, movement, service",
        "opposite": "other side, opposite side, other party",
    },
    split_verbs={
        word: (frozenset({"go", "out", "free", "walk", "leave", "return", "cross", "fly", "sail"}), "free")
        for word in ("let", "set", "lets", "sets")
    }
    | {
        word: (frozenset({"jail", "jails", "prison", "prisons", "captivity", "custody"}), "go")
        for word in ("leave", "leaves", "left", "leaving")
    }
    | {word: (frozenset({"home", "back", "over"}), "give") for word in ("sent", "gave", "handed", "turned", "flew", "send")}
    | {word: (frozenset({"home", "back"}), "receive") for word in ("brought", "got", "bring", "took")},
    demonym_endings=("ists", "keepers", "workers", "smen", "women", "eteers"),
    uppercase=frozenset({"us", "pale", "rok", "dpr", "lpr", "isis", "uk", "eln", "dnr", "lnr"}),
    adjective_endings=(
        "ed",
        "en",
        "ish",
        "ian",
        "ean",
        "ese",
        "ous",
        "al",
        "ly",
        "ive",
        "ic",
        "ble",
        "ful",
        "ary",
        "ant",
        "ent",
        "less",
        "ior",
        "ern",
        "ge",
        "ni",
        "qi",
        "i",
        "an",
        "ry",
        "le",
        "ng",
    ),
    months=NUMERALS.months,
    weekdays={
        name: number
        for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
    },
)
