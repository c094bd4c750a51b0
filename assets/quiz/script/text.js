// The page's data, its words and digits, and texts as elements. A text is only ever set as text, never as markup.

const data = JSON.parse(document.getElementById("data").textContent);

/** Fill the placeholders of one of the page's words. */
function say(key, values = {}) {
  return data.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Write a whole number with the edition's digits. */
function figures(number) {
  return String(number).replace(/\d/g, (digit) => data.digits[digit]);
}

const letter = (index) => data.letters[index];
const numbered = (label) => say("ordinal_label", { number: label });

/** Make an element: attributes that are null or false are left out, functions listen to events, children are nodes and strings. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** Return the nodes of a text; neighbours of one direction are isolated from the others as one. */
function nodes(text) {
  const made = [];
  let isolate = null;
  for (const run of text ?? []) {
    const { text: words, strong, whole, dir, link } = typeof run === "string" ? { text: run } : run;
    let node = document.createTextNode(words);
    if (whole) node = element("span", { class: "whole" }, node);
    if (strong) node = element("strong", {}, node);
    if (link && /^(https?|mailto):/.test(link)) node = element("a", { href: link, rel: "noopener noreferrer", target: "_blank" }, node);
    if (!dir) {
      isolate = null;
      made.push(node);
    } else if (isolate?.dir === dir) {
      isolate.append(node);
    } else {
      isolate = element("bdi", { dir }, node);
      made.push(isolate);
    }
  }
  return made;
}

const ISOLATES = { ltr: "\u2066", rtl: "\u2067" };

/** Return a text where there can be no elements; its directions are isolated by characters (Unicode, UAX #9). */
function plain(text) {
  return (text ?? []).map((run) => (typeof run === "string" ? run : run.dir ? `${ISOLATES[run.dir]}${run.text}\u2069` : run.text)).join("");
}

/** Return what a participant typed, whatever its direction. */
const typed = (words) => element("bdi", { dir: "auto" }, words);

/** Return a choice after its letter. */
const lettered = (index, item) => [`${numbered(letter(index))} `, ...nodes(item.choices[index].text)];

/** Write a date: «الأحد 6 كانون الأول 2026». */
function dateOf(moment) {
  const weekday = data.weekdays[(moment.getDay() + 6) % 7];
  return say("full_date", { weekday, day: figures(moment.getDate()), month: data.months[moment.getMonth()], year: figures(moment.getFullYear()) });
}
