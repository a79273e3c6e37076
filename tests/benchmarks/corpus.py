"""Writes news articles of its own sentences, for benchmarks: ``python corpus.py 200 > articles.jsonl``.

Names are put together from parts, figures drawn, sentences chosen and filled, all from one seed, so that every run
writes the same articles and no two are alike. About one sentence in eight tells of a meeting or a pledge, as in agency
news; the others are the ordinary prose around them, traps ("met expectations") included.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TRIGGER_SHARE = 1 / 8
WORDS = (180, 350)

GIVEN = (
    "Adela Anton Beatriz Bogdan Carla Cedric Dalia Darius Elena Emil Farah Felix Greta Gustav Hanna Hugo Ines Ivan Jana "
    "Jonas Karim Katya Laila Leon Mara Marek Nadia Nils Olga Omar Paula Pavel Rana Rafael Selma Stefan Tara Tomas Vera "
    "Viktor Wanda Yusuf Zoran Zuzana"
)
SURNAME_HEADS = (
    "Al Ba Bel Bor Car Dan Dor Fal Fer Gal Gor Hal Har Kal Kar Kos Lan Lor Mal Mar Mon Nal Nor Ost Pal Per Ran Ros Sal "
    "Sor Tal Tor Val Ver Vol Wal Zan Zel"
)
SURNAME_MIDDLES = "a e i o an ar en er il in ol or ul ind ent est"
SURNAME_TAILS = (
    "berg dez dotti escu feld ic idis kin koff lund man mann nen ner ová quist rani ska ski son ssen ti vic wicz"
)
PARTICLES = ("van der ", "von ", "de ", "al-", "bin ", "El ")
COUNTRIES = {
    "Austria": ("Austrian", "Vienna"), "Belgium": ("Belgian", "Brussels"), "Brazil": ("Brazilian", "Brasilia"),
    "Canada": ("Canadian", "Ottawa"), "Chile": ("Chilean", "Santiago"), "Egypt": ("Egyptian", "Cairo"),
    "Estonia": ("Estonian", "Tallinn"), "Finland": ("Finnish", "Helsinki"), "France": ("French", "Paris"),
    "Georgia": ("Georgian", "Tbilisi"), "Germany": ("German", "Berlin"), "Ghana": ("Ghanaian", "Accra"),
    "Greece": ("Greek", "Athens"), "India": ("Indian", "New Delhi"), "Indonesia": ("Indonesian", "Jakarta"),
    "Ireland": ("Irish", "Dublin"), "Italy": ("Italian", "Rome"), "Japan": ("Japanese", "Tokyo"),
    "Jordan": ("Jordanian", "Amman"), "Kenya": ("Kenyan", "Nairobi"), "Mexico": ("Mexican", "Mexico City"),
    "Moldova": ("Moldovan", "Chisinau"), "Morocco": ("Moroccan", "Rabat"), "Norway": ("Norwegian", "Oslo"),
    "Peru": ("Peruvian", "Lima"), "Poland": ("Polish", "Warsaw"), "Portugal": ("Portuguese", "Lisbon"),
    "Romania": ("Romanian", "Bucharest"), "Serbia": ("Serbian", "Belgrade"), "South Korea": ("South Korean", "Seoul"),
    "Spain": ("Spanish", "Madrid"), "Sweden": ("Swedish", "Stockholm"), "Turkey": ("Turkish", "Ankara"),
    "Vietnam": ("Vietnamese", "Hanoi"), "Zambia": ("Zambian", "Lusaka"),
}  # fmt: skip
OFFICES = (
    "President", "Prime Minister", "Foreign Minister", "Finance Minister", "Defence Minister", "Energy Minister",
    "Trade Minister", "Health Minister",
)  # fmt: skip
BODIES = (
    "the European Union", "NATO", "the World Bank", "the International Monetary Fund", "the United Nations",
    "the African Union", "the World Health Organization", "the Organization for Security and Co-operation in Europe",
)  # fmt: skip
FIRM_TAILS = ("Group", "Holding", "Energy", "Steel", "Shipping", "Bank", "Telecom", "Foods", "Airlines")
TOPICS = (
    "trade", "the gas pipeline", "fishing rights", "air defence", "grain exports", "a prisoner exchange",
    "border controls", "water supply", "the rail link", "student visas", "steel tariffs", "coastal security",
    "vaccine supply", "the harvest", "pension reform", "the ferry dispute", "data protection", "the ceasefire",
)  # fmt: skip
THINGS = (
    "ambulances", "transformers", "mobile clinics", "patrol boats", "school buses", "field kitchens", "water pumps",
    "armoured vehicles", "rescue helicopters", "generators",
)  # fmt: skip
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
MONTHS = "January February March April May June July August September October November December"

TRIGGERS = (
    "{Person} met {other} in {city} on {weekday} to discuss {topic}.",
    "{Surname} held talks with {other_title} on {topic} late on {weekday}.",
    "{Person} and {other} spoke by phone for {number} minutes on {weekday}.",
    "{Surname} will meet {other} in {city} next week, {body} said.",
    "The two ministers, {person} and {other}, are due to meet in {city} on {day_month}.",
    "{Surname} denied having met {other} before the vote.",
    "If the vote goes through, {surname} could meet {other} as early as next month.",
    "{Person} received {other_title} at the government palace in {city}.",
    "Talks between {country} and {other_country} resumed in {city} on {weekday} after a break of {number} weeks.",
    "{Country} pledged {money} for {topic} over the next {small} years.",
    "{Surname} promised {other_country} {number} {things} by the end of the year.",
    "{Body} has committed {money} to {other_country} for {topic}.",
    "{Surname} did not promise any further money for {topic}.",
    "{Adjective} officials said the government would provide {money} to {other_country}, subject to approval.",
    "{Person} vowed to keep supporting {other_country} for as long as it takes.",
    "{Surname} travelled to {city} on {weekday} for talks with {other}.",
)
PROSE = (
    "The decision came after {number} days of debate that left the coalition divided over {topic}.",
    "Prices in {city} rose by {decimal} percent in {month}, more than most analysts had forecast.",
    "Shares of {firm} fell {decimal} percent to {decimal} after the announcement.",
    "{Firm} said its quarterly results had met expectations, helped by lower costs and stronger demand at home.",
    "Residents of {city} have waited for {small} years for the new station, and many doubt that it will ever open.",
    "“We have to be honest about what this will cost,” {surname} told reporters outside the parliament.",
    "The ministry in {capital} declined to comment on the report, which was first published by a local newspaper.",
    "Rain and strong wind kept most of the boats in the harbour, and the market opened {small} hours late.",
    "Opposition parties accused the government of hiding the figures until after the election in {month}.",
    "A spokeswoman for {body} said that the figures would be checked before any further step was taken.",
    "Nearly {thousands} people live in the region, most of them from farming and small trade.",
    "The court ruled {small} to one that the contract with {firm} had been awarded without a proper tender.",
    "Exports to {other_country} have doubled since {year}, according to the statistics office.",
    "{Surname}, who took office in {year}, has made {topic} the centre of the programme.",
    "Critics say that the plan does little for rural areas, where schools and clinics have been closing for years.",
    "Police in {city} said {number} people were questioned and later released without charge.",
    "The river rose to its highest level since {year}, and about {number} houses were cut off from the road.",
    "Economists at {firm} now expect growth of {decimal} percent this year and slightly less in the next.",
    "It was not clear on {weekday} whether the strike at the port would go on into the weekend.",
    "“Nobody told us anything,” said a teacher who has worked in {city} for {number} years.",
    "The government of {country} has long argued that the rules should apply to all members alike.",
    "Under the law, the central bank must publish its reserves within {number} days of the end of each quarter.",
    "Older voters, who make up a third of the electorate, remain sceptical of the reform.",
    "The museum will show {number} paintings that have not been seen in public since {year}.",
    "Farmers blocked the main road between {city} and the coast for a second day in protest against fuel taxes.",
    "Traffic on the line was back to normal by {weekday} evening, the operator {firm} said.",
    "Only {small} of the {number} proposals won the support of a majority in the committee.",
    "The currency lost {decimal} percent against the dollar, its sharpest fall since {month} {year}.",
    "In a statement, {body} called on all sides to show restraint and to respect the agreement of {year}.",
    "The {adjective} team lost {small} to nil in the second half after a mistake by the goalkeeper.",
    "Hospitals in the north have been short of staff since the spring, and waiting lists have grown longer.",
    "{Surname} is seen as a cautious negotiator who rarely speaks to the press.",
    "Analysts said the wording left room for a compromise, although neither side has moved so far.",
    "A poll published in {month} put support for the governing party at {number} percent, {small} points down.",
    "Construction of the plant began in {year} and has been delayed {small} times since.",
    "The new timetable takes effect on {day_month}, when night trains to {city} will be restored.",
    "Whether the rule applies to smaller companies is a question that the courts have yet to settle.",
    "The fire destroyed a warehouse of {firm} on the edge of {city}, but nobody was hurt.",
    "{Adjective} tourism has recovered quickly, with {thousands} visitors counted in the first half of {year}.",
    "Several witnesses described how the crowd had waited in the cold until the gates were finally opened.",
    "The report lists {number} cases in which documents were missing, incomplete or signed by the wrong person.",
    "Diplomats said privately that the mood had improved, but that nothing would be signed before {month}.",
    "The company, which employs {thousands} people in {country}, has closed {small} plants since {year}.",
    "As a child, {surname} lived in {city}, where the family ran a small bakery near the old bridge.",
    "The budget for {topic} has grown every year since {year} and now stands at {money}.",
    "“This is a good day for {city},” said the mayor, who had opposed the project at first.",
    "Scientists warned that the dry season could last {small} weeks longer than usual.",
    "He said the ministry would publish the full list in {month}, once the lawyers had read it.",
    "She added that {country} had no interest in a quarrel with {other_country} over {topic}.",
    "The {office} said he would answer questions on {topic} after the hearing on {weekday}.",
    "“I am not worried about the polls,” said {person}, who flies to {city} on {weekday}.",
    "{Other}, a former {office} of {other_country}, called the plan a mistake that would take years to mend.",
    "The measure passed by {number} votes, with most of the abstentions coming from the smaller parties.",
)
HEADLINES = (
    "{Country} and {other_country} weigh next step on {topic}",
    "{Surname} under pressure over {topic}",
    "{Adjective} parliament splits on {topic}",
    "What the vote in {city} means for {topic}",
    "{Firm} cuts forecast as costs rise",
)
OPENINGS = (
    "{CITY}, {published} - {Adjective} {office} {person} faced new questions on {weekday} over {topic}.",
    "{CITY}, {published} - Lawmakers in {country} put off a vote on {topic} that had been expected on {weekday}.",
    "{CITY}, {published} - A dispute over {topic} has overshadowed the first {number} days of {office} {person}.",
)


class _Writer:
    """One article: its people and places stay the same, all else is drawn afresh for each sentence."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.country, self.other_country = rng.sample(sorted(COUNTRIES), 2)
        self.people = [self._name(), self._name()]
        self.offices = rng.sample(OFFICES, 2)
        self.firm = f"{self._surname()} {rng.choice(FIRM_TAILS)}"
        self.body = rng.choice(BODIES)
        self.published = dt.date(2019, 1, 1) + dt.timedelta(days=rng.randrange(2500))
        adjective, capital = COUNTRIES[self.country]
        other_adjective, _ = COUNTRIES[self.other_country]
        self.slots: dict[str, Callable[[], str]] = {
            "person": lambda: " ".join(self.people[0]),
            "surname": lambda: self.people[0][1],
            "other": lambda: " ".join(self.people[1]),
            "other_title": lambda: f"{other_adjective} {self.offices[1]} {' '.join(self.people[1])}",
            "office": lambda: self.offices[0],
            "country": lambda: self.country,
            "other_country": lambda: self.other_country,
            "adjective": lambda: adjective,
            "capital": lambda: capital,
            "city": lambda: COUNTRIES[rng.choice([self.country, self.other_country, *COUNTRIES])][1],
            "firm": lambda: self.firm,
            "body": lambda: self.body,
            "topic": lambda: rng.choice(TOPICS),
            "things": lambda: rng.choice(THINGS),
            "money": lambda: rng.choice(("${} million", "€{} million", "{} million euros", "£{}m")).format(
                rng.randrange(2, 950)
            ),
            "number": lambda: str(rng.randrange(11, 99)),
            "small": lambda: rng.choice(("two", "three", "four", "five", "six", "seven")),
            "decimal": lambda: f"{rng.uniform(0.2, 9.8):.1f}",
            "thousands": lambda: f"{rng.randrange(2, 900)},{rng.randrange(1000):03}",
            "year": lambda: str(rng.randrange(1985, self.published.year)),
            "month": lambda: rng.choice(MONTHS.split()),
            "weekday": lambda: rng.choice(WEEKDAYS.split()),
            "day_month": lambda: f"{rng.choice(MONTHS.split())} {rng.randrange(1, 29)}",
            "published": lambda: (
                f"{MONTHS.split()[self.published.month - 1]} {self.published.day}, {self.published.year}"
            ),
        }

    def _surname(self) -> str:
        parts = (SURNAME_HEADS, SURNAME_MIDDLES, SURNAME_TAILS)
        return "".join(self.rng.choice(part.split()) for part in parts)

    def _name(self) -> tuple[str, str]:
        particle = self.rng.choice(PARTICLES) if self.rng.random() < 0.1 else ""
        return self.rng.choice(GIVEN.split()), particle + self._surname()

    def fill(self, template: str) -> str:
        """Put names and figures in; a slot in capitals gives capitals, one with a capital begins with one."""

        def slot(match: re.Match[str]) -> str:
            name = match[1]
            text = self.slots[name.lower()]()
            return text.upper() if name.isupper() else text[0].upper() + text[1:] if name[0].isupper() else text

        return re.sub(r"\{(\w+)\}", slot, template)

    def article(self) -> tuple[str, str]:
        """Headline and text."""
        rng = self.rng
        wanted = rng.randrange(*WORDS)
        prose = rng.sample(PROSE, len(PROSE))
        triggers = rng.sample(TRIGGERS, len(TRIGGERS))
        sentences = [self.fill(rng.choice(OPENINGS))]
        while sum(len(sentence.split()) for sentence in sentences) < wanted - 10 and prose:
            kind = triggers if triggers and rng.random() < TRIGGER_SHARE else prose
            sentences.append(self.fill(kind.pop()))
        paragraphs, rest = [], sentences
        while rest:
            size = rng.choice((1, 2, 2, 3))
            paragraphs.append(" ".join(rest[:size]))
            rest = rest[size:]
        return self.fill(rng.choice(HEADLINES)), "\n\n".join(paragraphs)


def articles(count: int, *, seed: int = 7) -> Iterator[dict[str, str]]:
    """Yield article records with `id`, `date`, `title` and `text`; the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - nothing here is secret
    seen: set[str] = set()
    while len(seen) < count:
        writer = _Writer(rng)
        title, text = writer.article()
        if text not in seen:
            seen.add(text)
            yield {"id": f"article-{len(seen):06}", "date": writer.published.isoformat(), "title": title, "text": text}


def main() -> None:
    """Write articles to standard output as JSON Lines."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("count", type=int, help="how many articles")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    for record in articles(given.count, seed=given.seed):
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
