from __future__ import annotations

import pytest

# text, people
TABLES = [
    (
        "Second round: 4-Ann Hill (Britain) beat Yekaterina Podkova (Russia) 6-2 6-1. Karl Hansen (Norway) beat Tomasz Wolny (Poland) 6-0 6-0.",
        {"Ann Hill", "Yekaterina Podkova", "Karl Hansen", "Tomasz Wolny"},
    ),
    (
        "Women's 400 metres 1. Olabisi Afolani (Nigeria) 49.90 seconds 2. Helen Ward (Jamaica) 50.20 3. Anna Brandt (Austria) 50.31",
        {"Olabisi Afolani", "Helen Ward", "Anna Brandt"},
    ),
    (
        "Scorers: Norway - Karl Hansen (21st minute), Lindvall (65th) and Otto Berg (88th).",
        {"Karl Hansen", "Lindvall", "Otto Berg"},
    ),
    (
        "Teams: Norway - 1 - Karl Hansen, 2 - Otto Berg, 3 - Dag Lindvall (14 - Nils Ekholt, 75), 4 - Arne van der Hagen.",
        {"Karl Hansen", "Otto Berg", "Dag Lindvall", "Nils Ekholt", "Arne van der Hagen"},
    ),
    (
        "R. Perera c Dunmore b Hallow 35 S. Vaz lbw Hallow 4 A. Silvan not out 12 Extras 8. Bowling: Hallow 10-2-31-2, Dunmore 8-0-40-0.",
        {"R. Perera", "Dunmore", "Hallow", "S. Vaz", "A. Silvan"},
    ),
]


@pytest.mark.parametrize(("text", "people"), TABLES)
def test_people_of_a_table(read, text, people):
    assert {m.text for e in read(text).entities if e.type == "Person" for m in e.mentions} >= people


# text, what is nobody's name
NOBODY = [
    ("Fenmore United (Wales) beat Rivalta City (Italy) 2-0. Kolvenik (Slovakia) lost.", "Fenmore United"),
    ("Scorers: Norway - Karl Hansen (21st minute).", "Norway"),
    ("The court (Kenya) sat.", "court"),
]


@pytest.mark.parametrize(("text", "name"), NOBODY)
def test_nobody(read, text, name):
    assert name not in {m.text for e in read(text).entities if e.type == "Person" for m in e.mentions}
