// Colours of lines and types: a table in one place, for the drawing and for the style.

import { TYPES } from "./words.js";

export function colourSheet(lines) {
  const sheet = new CSSStyleSheet();
  const rules = [];
  for (const [at, theme] of [[0, "light"], [1, "dark"]]) {
    const root = `:root[data-theme=${theme}]`;
    for (const [name, line] of Object.entries(lines)) rules.push(`${root} [data-line=${CSS.escape(name)}]{--line-colour:${line.colours[at]}}`);
    for (const [name, type] of Object.entries(TYPES)) rules.push(`${root} .type-${name}{--dot:${type.colours[at]}}`);
  }
  sheet.replaceSync(rules.join("\n"));
  return sheet;
}
