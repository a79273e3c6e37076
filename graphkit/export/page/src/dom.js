// Elements, always made of parts and never of markup, so that no article can bring any with it.

export const $ = (id) => document.getElementById(id);

// children as one list, without those that are not there
export const parts = (children) => children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);

export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "style") for (const [property, told] of Object.entries(value)) made.style.setProperty(property, told);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...parts(children));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...parts(children));
  return made;
}

export const button = (label, attributes = {}) => el("button", { type: "button", ...attributes }, label);

export const many = (number, one, more = `${one}s`) => `${number.toLocaleString("en-GB")} ${number === 1 ? one : more}`;

// only addresses of the web may be followed; anything else that an article calls its address stays text
export function webAddress(text) {
  try {
    const address = new URL(text);
    return ["http:", "https:"].includes(address.protocol) ? address.href : null;
  } catch {
    return null;
  }
}

export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ł/gi, "l").replace(/ø/gi, "o").replace(/ß/g, "ss").toLowerCase();
}
