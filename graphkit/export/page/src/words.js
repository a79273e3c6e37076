// What things are called, and their colours: [on light ground, on dark ground].

export const STATUSES = {
  occurred: "took place", planned: "planned", made: "promised", denied: "denied", hypothetical: "only possible",
  current: "held now", former: "formerly held", future: "to be held",
};
export const LISTED_ONLY = new Set(["denied", "hypothetical"]);
export const NONE = "undated";
export const NOTHING = "This graph tells of no meeting, pledge or position.";

export const TYPES = {
  Person: { one: "Person", many: "People", colours: ["#2c66b8", "#7db1f2"] },
  Organization: { one: "Organisation", many: "Organisations", colours: ["#c77a08", "#f0b449"] },
  Country: { one: "Country", many: "Countries", colours: ["#1c8a63", "#4fcb9c"] },
  Place: { one: "Place", many: "Places", colours: ["#7a8378", "#9fab9c"] },
};

const LINES = {
  met: { label: "met with", colours: ["#0f8296", "#46c1d6"] },
  plans: { label: "plans to meet", colours: ["#8fb9e8", "#5b83bd"] },
  pledge: { label: "pledged to", colours: ["#d3562b", "#ff8a5c"] },
  role: { label: "holds a position at", colours: ["#b4b2a9", "#6d717b"] },
};
const OWN = [["#a8438f", "#e58bce"], ["#6e5bd0", "#a99bff"], ["#8a7a1f", "#cfc05a"], ["#8f5a3c", "#d09a78"]];

export const KINDS = { meeting: "Meetings", pledge: "Pledges", role: "Positions" };

export function lines(relations) {
  const own = Object.entries(relations).map(([name, label], n) => [name, { label, colours: OWN[n % OWN.length] }]);
  return { ...LINES, ...Object.fromEntries(own) };
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });
const MS = 86_400_000;

export const dayOf = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / MS);
export const dateOf = (day) => new Date(day * MS);
export const sayDay = (day) => DAY.format(dateOf(day));
export const sayMonth = (day) => MONTH.format(dateOf(day));
export const isoOf = (day) => dateOf(day).toISOString().slice(0, 10);

// a date at the precision at which it is told: a day, a month, a year, or from when to when
export function sayDate(date) {
  if (!date) return "";
  if (!date.first) return date.words ? `“${date.words}”` : "";
  const [from, to] = [dayOf(date.first), dayOf(date.last ?? date.first)];
  if (from === to) return sayDay(from);
  const [one, other] = [dateOf(from), dateOf(to)];
  const wholeMonths = one.getUTCDate() === 1 && dateOf(to + 1).getUTCDate() === 1;
  if (wholeMonths && one.getUTCMonth() === 0 && other.getUTCMonth() === 11) {
    const [first, last] = [one.getUTCFullYear(), other.getUTCFullYear()];
    return first === last ? `${first}` : `${first} – ${last}`;
  }
  if (wholeMonths) return sayMonth(from) === sayMonth(to) ? sayMonth(from) : `${sayMonth(from)} – ${sayMonth(to)}`;
  return `${sayDay(from)} – ${sayDay(to)}`;
}
