"""A small graph, made by hand, that uses everything graphkit can write."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from graphkit.model import (
    Amount,
    Anchor,
    Assembly,
    Decision,
    Document,
    Entity,
    Evidence,
    Meeting,
    Mention,
    PartialDate,
    Pledge,
    Relation,
    Role,
    Run,
    Via,
)

BRANDT = "person/ada-brandt-0a1b2c3d"
OKORO = "person/tunde-okoro-1b2c3d4e"
SILVA = "person/rui-silva-2c3d4e5f"
NORLAND = "place/norland-3d4e5f60"
RIVERTON = "place/riverton-4e5f6071"
HALL = "place/castle-hall-5f607182"
LEAGUE = "organization/harbour-league-60718293"

OCCURRED = "meeting/ada-brandt-tunde-okoro-00000001"
SUMMIT = "meeting/ada-brandt-harbour-league-rui-silva-00000002"
PLANNED = "meeting/ada-brandt-rui-silva-00000003"
DENIED = "meeting/rui-silva-tunde-okoro-00000004"
HYPOTHETICAL = "meeting/norland-tunde-okoro-00000005"
GRANT = "pledge/harbour-league-norland-00000006"
BOATS = "pledge/norland-harbour-league-00000007"
VOW = "pledge/rui-silva-00000008"
NO_AID = "pledge/rui-silva-norland-00000009"
ACCUSED = "relation/ada-brandt-rui-silva-00000010"
NOT_ACCUSED = "relation/norland-harbour-league-00000011"
SIGNED = "relation/harbour-league-norland-00000012"


def mention(document: str, start: int, text: str, *, rule: str = "model", inferred: bool = False) -> Mention:
    return Mention(
        start=start,
        end=start + len(text),
        text=text,
        rule=rule,
        inferred=inferred,
        document=document,
        score=0.5 if inferred else 1.0,
    )


def passage(document: str, start: int, quote: str, *, rule: str = "meet.verb.object", status: str = "") -> Evidence:
    return Evidence(start=start, end=start + len(quote), quote=quote, rule=rule, document=document, status=status)


def entities() -> tuple[Entity, ...]:
    league = Entity(
        id=LEAGUE,
        type="Organization",
        name="Harbour League",
        kind="international",
        mentions=(mention("a1", 90, "Harbour League"), mention("a2", 5, "the bloc", rule="group", inferred=True)),
        members=(("a1", "e3"), ("a2", "e2")),
    )
    brandt = Entity(
        id=BRANDT,
        type="Person",
        name="Ada Brandt",
        ids=(("wikidata", "Q42"),),
        mentions=(
            mention("a1", 0, "Ada Brandt"),
            mention("a1", 60, "She", rule="pronoun", inferred=True),
            mention("a2", 30, "Ada Brant", rule="gazetteer"),
        ),
        members=(("a1", "e1"), ("a2", "e1")),
        merges=("Ada Brandt = Ada Brant: same given name, surnames one letter apart",),
    )
    okoro = Entity(
        id=OKORO,
        type="Person",
        name="Tunde Okoro",
        mentions=(mention("a1", 15, "Tunde Okoro"), mention("a2", 50, "Okoro")),
        members=(("a1", "e2"), ("a2", "e3")),
    )
    silva = Entity(id=SILVA, type="Person", name="Rui Silva", mentions=(mention("a2", 70, "Rui Silva"),))
    norland = Entity(
        id=NORLAND,
        type="Place",
        name="Norland",
        kind="country",
        ids=(("iso3166", "NO"), ("wikidata", "Q20")),
        mentions=(mention("a2", 100, "Norlandic", rule="adjective", inferred=True),),
    )
    riverton = Entity(
        id=RIVERTON, type="Place", name="Riverton", kind="city", mentions=(mention("a1", 661, "Riverton"),)
    )
    hall = Entity(id=HALL, type="Place", name="Castle Hall", mentions=(mention("a1", 30, "Castle Hall"),))
    return tuple(sorted((league, brandt, okoro, silva, norland, riverton, hall), key=lambda entity: entity.id))


def meetings() -> tuple[Meeting, ...]:
    day = dt.date(2031, 3, 4)
    return (
        Meeting(
            id=OCCURRED,
            status="occurred",
            participants=(BRANDT, OKORO),
            evidence=(
                passage("a1", 0, "Ada Brandt met Tunde Okoro in Castle Hall on Tuesday.", status="occurred"),
                passage("a2", 30, "Ada Brant received Okoro.", rule="meet.verb.receive", status="occurred"),
            ),
            rule="meet.verb.object",
            confidence=0.95,
            host=BRANDT,
            place=(RIVERTON, HALL),
            place_basis="stated",
            topic="fishing quotas",
            when=PartialDate(
                text="Tuesday", earliest=day, latest=day, precision="day", basis="relative", start=44, end=51
            ),
            mode="in_person",
            trigger=(11, 14),
            merges=(
                "a1 (0 to 53) = a2 (30 to 55): parties that fit, one tells the day and the other is from those days",
            ),
        ),
        Meeting(
            id=SUMMIT,
            status="occurred",
            participants=(LEAGUE, BRANDT, SILVA),
            evidence=(passage("a2", 200, "The League, Brandt and Silva conferred in February.", status="occurred"),),
            rule="meet.verb.plural",
            place=(RIVERTON,),
            when=PartialDate(
                text="in February",
                earliest=dt.date(2031, 2, 1),
                latest=dt.date(2031, 2, 28),
                precision="month",
                basis="relative",
            ),
            mode="phone",
        ),
        Meeting(
            id=PLANNED,
            status="planned",
            participants=(BRANDT, SILVA),
            evidence=(passage("a1", 100, "Brandt will meet Rui Silva next week.", status="planned"),),
            rule="meet.verb.object",
            when=PartialDate(
                text="next week",
                earliest=dt.date(2031, 3, 10),
                latest=dt.date(2031, 3, 16),
                precision="week",
                basis="relative",
            ),
        ),
        Meeting(
            id=DENIED,
            status="denied",
            participants=(SILVA, OKORO),
            evidence=(
                Evidence(
                    start=300,
                    end=344,
                    quote="Silva said he had not met Okoro at any time.",
                    rule="meet.verb.object",
                    document="a2",
                    status="denied",
                    attributed_to=SILVA,
                ),
            ),
            rule="meet.verb.object",
            confidence=0.9,
            attributed_to=SILVA,
        ),
        Meeting(
            id=HYPOTHETICAL,
            status="hypothetical",
            participants=(OKORO, NORLAND),
            evidence=(passage("a2", 400, "Okoro could meet Norlandic officials.", status="hypothetical"),),
            rule="meet.verb.object",
            via=(Via(party=NORLAND, text="Norlandic officials", start=417, end=436, document="a2"),),
        ),
    )


def pledges() -> tuple[Pledge, ...]:
    grant = Amount(
        text="more than €1.5bn", minimum=1.5e9, maximum=None, currency="EUR", unit=None, qualifier="at_least"
    )
    return (
        Pledge(
            id=GRANT,
            status="made",
            pledger=LEAGUE,
            recipients=(NORLAND, BRANDT),
            content="more than €1.5bn in grants",
            what=(520, 546),
            evidence=(
                passage("a2", 500, "The League vowed more than €1.5bn in grants.", rule="pledge.verb", status="made"),
            ),
            rule="pledge.verb",
            confidence=0.8,
            when=PartialDate(
                text="", earliest=dt.date(2031, 3, 6), latest=dt.date(2031, 3, 6), precision="day", basis="publication"
            ),
            due=PartialDate(
                text="by 2033",
                earliest=dt.date(2033, 1, 1),
                latest=dt.date(2033, 12, 31),
                precision="year",
                basis="stated",
            ),
            amount=grant,
            renewed=True,
            joint="joint-1",
            trigger=(511, 516),
        ),
        Pledge(
            id=BOATS,
            status="made",
            pledger=NORLAND,
            recipients=(LEAGUE,),
            content="about 10 to 12 patrol boats",
            evidence=(passage("a1", 600, "Norland promised the League 10 to 12 patrol boats.", rule="pledge.verb"),),
            rule="pledge.verb",
            amount=Amount(
                text="10 to 12 patrol boats", minimum=10.0, maximum=12.0, unit="patrol boats", qualifier="about"
            ),
            joint="joint-1",
        ),
        Pledge(
            id=VOW,
            status="hypothetical",
            pledger=SILVA,
            content="a new harbour",
            evidence=(passage("a1", 700, "Silva might promise a new harbour."),),
            rule="pledge.verb",
            when=PartialDate(text="in the cold months"),
        ),
        Pledge(
            id=NO_AID,
            status="denied",
            pledger=SILVA,
            recipients=(NORLAND,),
            content="aid",
            evidence=(passage("a1", 800, "Silva never promised Norland aid."),),
            rule="pledge.verb",
        ),
    )


def year(number: int, **told: object) -> PartialDate:
    first, last = dt.date(number, 1, 1), dt.date(number, 12, 31)
    return PartialDate(**{"text": str(number), "earliest": first, "latest": last, "precision": "year", **told})


def relations() -> tuple[Relation, ...]:
    return (
        Relation(
            id=ACCUSED,
            relation="accused",
            label="accused",
            status="occurred",
            source=BRANDT,
            target=SILVA,
            evidence=(passage("a1", 900, "Brandt accused Silva of fraud.", rule="accuse.verb.object"),),
            rule="accuse.verb.object",
            confidence=0.9,
            trigger=(907, 914),
        ),
        Relation(
            id=NOT_ACCUSED,
            relation="accused",
            label="accused",
            status="denied",
            source=NORLAND,
            target=LEAGUE,
            evidence=(
                replace(
                    passage("a1", 950, "Norland has not accused the League.", rule="accuse.verb.object"),
                    attributed_to=BRANDT,
                ),
            ),
            rule="accuse.verb.object",
            attributed_to=BRANDT,
        ),
        Relation(
            id=SIGNED,
            relation="signed_with",
            label="signed an agreement with",
            symmetric=True,
            status="occurred",
            source=LEAGUE,
            target=NORLAND,
            evidence=(
                passage("a2", 960, "Norlandic officials signed a treaty with the League.", rule="sign.verb.with"),
            ),
            rule="sign.verb.with",
            via=(Via(party=NORLAND, text="Norlandic officials", start=960, end=979, document="a2"),),
            when=PartialDate(text="in the cold months"),
        ),
    )


def roles() -> tuple[Role, ...]:
    return (
        Role(
            person=BRANDT,
            organization=NORLAND,
            title="Chancellor",
            evidence=(passage("a1", 0, "Norlandic Chancellor Ada Brandt", rule="role.before"),),
        ),
        Role(person=SILVA, organization=None, title="envoy", tense="former", evidence=(passage("a2", 60, "ex-envoy"),)),
        Role(
            person=OKORO,
            organization=LEAGUE,
            title="Secretary",
            start=year(2024),
            evidence=(passage("a2", 50, "Okoro, Secretary of the League since 2024"),),
        ),
        Role(
            person=SILVA,
            organization=RIVERTON,
            title="Governor",
            tense="former",
            start=year(2016, text="in 2016", start=640, end=647),
            end=year(2020),
            inferred=True,
            evidence=(passage("a1", 630, "he became, in 2016, Governor of Riverton"),),
        ),
        Role(
            person=SILVA,
            organization=RIVERTON,
            title="Governor",
            tense="former",
            start=PartialDate(text="in the cold months"),
            evidence=(passage("a2", 640, "took over in the cold months as Governor of Riverton"),),
        ),
        Role(person=SILVA, organization=LEAGUE, title="", evidence=(passage("a2", 66, "the League's Rui Silva"),)),
    )


def decisions() -> tuple[Decision, ...]:
    one = Anchor(document="a1", start=0, end=10, text="Ada Brandt")
    return (
        Decision(judgement="wrong", one=Anchor(document="a1", start=11, end=14, text="met"), when=dt.date(2031, 3, 8)),
        Decision(
            judgement="same",
            one=one,
            other=Anchor(document="a2", start=30, end=39, text="Ada Brant"),
            by="ada",
            when=dt.date(2031, 3, 8),
            note="a slip of the pen",
        ),
    )[::-1]


def everything() -> Assembly:
    """Give an assembly in which every class and property has at least one use."""
    return Assembly(
        base_iri="https://news.example/graph/",
        run=Run(
            version="0.1.0", model="en_core_web_sm", model_version="3.8.0", digest="ab12", time="2031-03-07T08:00:00Z"
        ),
        documents=(
            Document(
                id="a1",
                title="Brandt meets Okoro",
                url="https://paper.example/a1",
                authors=("Bram Oduya", "Ilse Vahl"),
                publisher="The Paper",
                published=dt.date(2031, 3, 5),
                lang="en",
            ),
            Document(id="a2", published=dt.date(2031, 3, 6), run=Run(version="0.0.9", model="en_core_web_md")),
            Document(id="a3", lang="de", skipped="language"),
            Document(id="a4", copy_of="a1"),
        ),
        entities=entities(),
        meetings=tuple(sorted(meetings(), key=lambda meeting: meeting.id)),
        pledges=tuple(sorted(pledges(), key=lambda pledge: pledge.id)),
        relations=tuple(sorted(relations(), key=lambda relation: relation.id)),
        decisions=decisions(),
        roles=tuple(sorted(roles(), key=lambda role: role.order)),
    )
