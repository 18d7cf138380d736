"""English words of saying and of who says: read only where a number asks whose it is."""

from __future__ import annotations

SPEECH = {
    "says": "respond, responded, responds, reject, rejected, rejects, dismissed, dismisses, assert, asserted, asserts,"
    " believe, believes, believed, answer, answered, answers, agreed that, put, puts, testified, tweeted, posted, wrote,"
    " disclosed, informed, observed, remarked, noted, cautioned, recounted, stressed, stresses, counts, calculates,"
    " calculated, lists, hailed, elaborated, pointed out, maintains, contends, alleges, alleged",
    "puts": "put, puts",
    "named": "lists, counts",
    "promises": "offered, offers, offering, promised, promises, promising, pledged, pledges, vowed, vows, undertook,"
    " undertaken, proposed, proposes, proposing, demanded, demands, demanding, asked, asks, asking, requested, requests,"
    " wanted, wants, insisted, insists, insisting, agreed, agrees, committed, recognised, recognises, recognized, pressed,"
    " urged, sought, seeks, seeking, accepted, shared, submitted, submits, gave, passed, called for, ruled out, offer,"
    " demand, want",
    "lists": "shared, submitted, submits, gave, passed, handed",
    "joint": "both, each, party, sides, parties, countries, two, they, negotiators, delegations, states, governments",
    "tally": "count, tally, reckoning, estimate, estimates, account, calculation, calculations, figures",
    "speaker": "mediators, mediator, diplomat, diplomats, negotiators, witnesses, relatives, families, medics, volunteers,"
    " activists, monitors, reporters, journalists, media, campaigners, rights group, ngo, organisation, organization,"
    " prosecutors, prosecutor, investigators, director, head, deputy, ambassador, representative, representatives,"
    " press service, council, bureau, mother, father, doctor, nurse, person, people familiar, observers, survivors,"
    " researchers, historians, lawyers, critics, both sides, governor, mayor, chairman, chairwoman, coordinator, team,"
    " defence minister, statement, press secretary, institute, association, union, mission, embassy, state media, agency",
    "institution": "ministry, headquarters, office, agency, organisation, organization, committee, group, council, bureau,"
    " government, movement, red cross, icrc, army, police, administration, service, ngo, charity, foundation, club, mission,"
    " authorities, forces",
    "title": "official, minister, spokesman, spokeswoman, spokesperson, president, ombudsman, commissioner, envoy,"
    " negotiator, general, governor, ministry, headquarters, office, organisation, organization, committee, group,"
    " statement, aide, adviser, commander, chief, director, head",
    "aide": "spokesman, spokeswoman, spokesperson, statement, representative",
    "nobody": "nobody, everyone, some, many, others, most, few, all, one, none, that, this, it, there, who, what, as, also,"
    " later, earlier, reports, report, then, so, and, but, he, she, they, we, i, you, which, asked, still, meanwhile,"
    " however, if, when",
    "adverb": "still, also, later, now, then, earlier, already, again, repeatedly, once, however, meanwhile, further,"
    " separately, previously, recently, publicly, only, first, just, so, both, initially, reportedly",
    "background": "previous, previously, earlier this year, last year, last month, last week, last april, in all of, spring,"
    " autumn, winter, history, year before, before that, years ago, the largest, the biggest, background",
    "contrast": "however, meanwhile, but, yet, elsewhere, by contrast, instead, in reality, in fact",
    "further": "in addition, besides, also, in return, in exchange, moreover, separately, another, of these, of them, of those",
    "of_this": "this was, that is, that was, the figures were, the numbers were, it was, the news, the announcement,"
    " the move was",
    "utterance": "statement, report, reports, data, press release, post, remarks, figures, announcement",
    "source_line": "source, sources",
    "leader": "zelensky, zelenskyy, zelenskiy, budanov, lubinets, medinsky, peskov, moskalkova, putin, pashinyan, aliyev,"
    " netanyahu, erdogan, assad",
    "referring": "citing, quoting, cited, quoted, cites",
    "label": "update, updated, breaking, exclusive, photo, video, details, live, watch, explainer, factbox, timeline,"
    " opinion, analysis, result, total, summary, note, news",
    "background_line": "background, reminder, previously, recap",
    "outlet": "agency, newspaper, outlet, broadcaster, paper",
    "medium": "reuters, afp, upi, tass, interfax, unian, ukrinform, bbc, cnn",
}
