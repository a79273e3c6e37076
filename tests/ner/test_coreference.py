from __future__ import annotations

import pytest

# text, entity, what stands for it, rule
LINKS = [
    ("Helen Brown arrived on Monday. She met reporters.", "Helen Brown", "She", "pronoun"),
    ("Robert Moyo arrived on Monday. He met reporters.", "Robert Moyo", "He", "pronoun"),
    ("Robert Moyo met Helen Brown. He thanked her.", "Robert Moyo", "He", "pronoun"),
    ("Robert Moyo met Helen Brown. He thanked her.", "Helen Brown", "her", "pronoun"),
    ("Kenyan President Joseph Mwangi flew home. The President will rest.", "Joseph Mwangi", "The President", "role"),
    ("Foreign Minister Helen Brown spoke. The minister was brief.", "Helen Brown", "The minister", "role"),
    (
        "NATO Secretary-General Lars Nilsson spoke. The secretary-general will leave.",
        "Lars Nilsson",
        "The secretary-general",
        "role",
    ),
    ("NATO met in Madrid. The alliance agreed on a plan.", "NATO", "The alliance", "nominal"),
    ("The European Union agreed. The bloc will pay.", "European Union", "The bloc", "nominal"),
    ("Robert Moyo met Joseph Mwangi. The two leaders agreed on trade.", "Robert Moyo", "The two leaders", "plural"),
    ("Robert Moyo met Joseph Mwangi. The two leaders agreed on trade.", "Joseph Mwangi", "The two leaders", "plural"),
    ("Robert Moyo and Helen Brown met in Oslo. They agreed on trade.", "Robert Moyo", "They", "plural"),
    ("Robert Moyo and Helen Brown met in Oslo. They agreed on trade.", "Helen Brown", "They", "plural"),
    ("Kenya said on Monday it would pay.", "Kenya", "it", "pronoun"),
    ("Kenya said it is ready to help.", "Kenya", "it", "pronoun"),
    ("Norway and Kenya talked. Both sides were content.", "Norway", "Both sides", "plural"),
    ("Helen Brown invited Robert Moyo to meet her.", "Helen Brown", "her", "pronoun"),
    ("Robert Moyo spoke after Karl Hansen, who said he was ill.", "Karl Hansen", "he", "pronoun"),
    ("Norway, Chile and Kenya said they would help.", "Norway", "they", "plural"),
    ("Norway and Kenya talked. The two countries signed a deal.", "Kenya", "The two countries", "plural"),
]


@pytest.mark.parametrize(("text", "name", "words", "rule"), LINKS)
def test_link(read, text, name, words, rule):
    (entity,) = [e for e in read(text).entities if e.name == name]
    assert (words, rule) in {(m.text, m.rule) for m in entity.inferred}


# text, words that stand for nobody in particular
OPEN = [
    ("Robert Moyo met Joseph Mwangi and Karl Hansen. The two leaders agreed.", "The two leaders"),
    ("Presidents Joseph Mwangi and Robert Moyo spoke. The president left.", "The president"),
    ("NATO and the European Union talked. The organisation agreed.", "The organisation"),
    ("Helen Brown arrived. He was late.", "He"),
    ("Kenya agreed. It is time to act.", "It"),
    ("Robert Moyo spoke of prices. They rose.", "They"),
    ("It rained. It will rain.", "It"),
    ("The Fjellvik Bank wrote to Zenora. The group agreed.", "The group"),
    ("The Fjellvik Ministry wrote to Zenora. The company agreed.", "The company"),
    ("Robert Moyo thanked him.", "him"),
    ("Robert Moyo began to describe him.", "him"),
    ("The National Party, which ended it, spoke.", "it"),
    ("Foreign Minister Helen Brown spoke. The minister of a neighbour replied.", "The minister"),
]


@pytest.mark.parametrize(("text", "words"), OPEN)
def test_left_open(read, text, words):
    assert words not in {m.text for e in read(text).entities for m in e.inferred}
