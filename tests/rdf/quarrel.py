"""A small graph, made by hand, in which articles disagree, speak for others, and tell one pledge again and again."""

from __future__ import annotations

import datetime as dt

from graphkit.model import (
    Amount,
    Assembly,
    Document,
    Entity,
    Evidence,
    Meeting,
    PartialDate,
    Pledge,
    PledgeStatus,
    Role,
    Run,
)

LIND = Entity(id="person/eva-lind", type="Person", name="Eva Lind")
ROSSO = Entity(id="person/ugo-rosso", type="Person", name="Ugo Rosso")
VARDA = Entity(id="place/varda", type="Place", name="Varda", kind="country")
ELMIA = Entity(id="place/elmia", type="Place", name="Elmia", kind="country")
BANK = Entity(id="organization/grain-bank", type="Organization", name="Grain Bank")


def day(year: int, month: int, number: int) -> PartialDate:
    date = dt.date(year, month, number)
    return PartialDate(text=date.isoformat(), earliest=date, latest=date, precision="day", basis="stated")


def said(document: str, start: int, quote: str, *, status: str = "", by: str | None = None) -> Evidence:
    return Evidence(
        start=start,
        end=start + len(quote),
        quote=quote,
        rule="made.up",
        document=document,
        status=status,
        attributed_to=by,
    )


def pledge(number: int, *, by: Entity, millions: float, passage: Evidence, joint: str | None = None, **how) -> Pledge:
    status: PledgeStatus = how.pop("status", "made")
    return Pledge(
        id=f"pledge/{number}",
        status=status,
        pledger=by.id,
        recipients=(BANK.id,),
        content="money",
        evidence=(passage,),
        rule="made.up",
        amount=Amount(text=f"€{millions} million", minimum=millions * 1e6, maximum=millions * 1e6, currency="EUR"),
        joint=joint,
        **how,
    )


def quarrel() -> Assembly:
    """Give an assembly of two articles that agree on little."""
    met = Meeting(
        id="meeting/1",
        status="occurred",
        participants=(LIND.id, ROSSO.id),
        evidence=(
            said("north", 0, "Lind met Rosso on 2 May.", status="occurred"),
            said("south", 0, "Lind denies having met Rosso on 2 May.", status="denied", by=LIND.id),
        ),
        rule="made.up",
        when=PartialDate(
            text="2 May", earliest=dt.date(2031, 5, 2), latest=dt.date(2031, 5, 2), precision="day", basis="relative"
        ),
    )
    denied_of_another_year = Meeting(
        id="meeting/2",
        status="denied",
        participants=(LIND.id, ROSSO.id),
        evidence=(said("south", 90, "They did not meet in 2019.", status="denied"),),
        rule="made.up",
        when=PartialDate(
            text="2019", earliest=dt.date(2019, 1, 1), latest=dt.date(2019, 12, 31), precision="year", basis="stated"
        ),
    )
    pledges = (
        pledge(1, by=VARDA, millions=30, passage=said("north", 200, "Varda and Elmia vowed €30m."), joint="j1"),
        pledge(2, by=ELMIA, millions=30, passage=said("north", 200, "Varda and Elmia vowed €30m."), joint="j1"),
        pledge(
            3,
            by=ROSSO,
            millions=5,
            passage=said("north", 300, "Rosso, says Lind, promised €5m.", by=LIND.id),
            joint="j2",
        ),
        pledge(4, by=ROSSO, millions=7, passage=said("south", 300, "Rosso renewed his €7m."), joint="j2", renewed=True),
        pledge(5, by=VARDA, millions=2, passage=said("north", 400, "Varda promised €2m, said Lind.", by=LIND.id)),
        pledge(6, by=VARDA, millions=2, passage=said("south", 400, "Varda has promised no €2m."), status="denied"),
    )
    roles = (
        Role(person=LIND.id, organization=VARDA.id, title="Minister", evidence=(said("north", 500, "Minister Lind"),)),
        Role(
            person=ROSSO.id,
            organization=BANK.id,
            title="chief spokesman",
            tense="former",
            start=day(2028, 3, 1),
            end=day(2030, 2, 28),
            evidence=(said("south", 500, "Rosso, chief spokesman until February 2030"),),
        ),
    )
    return Assembly(
        base_iri="https://news.example/graph/",
        run=Run(version="0.1.0", model="m", model_version="1", digest="ab12"),
        documents=(
            Document(id="north", published=dt.date(2031, 5, 3)),
            Document(id="south", published=dt.date(2031, 5, 4)),
        ),
        entities=tuple(sorted((LIND, ROSSO, VARDA, ELMIA, BANK), key=lambda entity: entity.id)),
        meetings=(met, denied_of_another_year),
        pledges=pledges,
        roles=tuple(sorted(roles, key=lambda role: role.order)),
    )
