// The answers as CSV, one row with the letters of the form as it is printed, which `haqiba results` reads.

const JOINED = " ";
const TRUE_FALSE = "true-false";

/** Return an answer as it is marked on the paper of the form. */
function marked(item, given) {
  if (!isAnswered(item, given)) return "";
  if (item.kind === "short") return given.trim();
  if (item.kind === TRUE_FALSE) return plain(item.choices[given].text);
  if (item.kind === "matching") return given.map((index, place) => (index === null ? "" : `${place + 1}${letter(index)}`)).filter(Boolean).join(JOINED);
  return [given].flat().map(letter).join(JOINED);
}

/** Quote a cell where CSV needs it (RFC 4180); what a spreadsheet would take for a formula begins with an invisible mark. */
function cell(words) {
  const safe = /^[=+\-@\t\r]/.test(words) ? `\u200e${words}` : words;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Return the file of the attempt, with the mark by which spreadsheets know UTF-8. */
function csv() {
  const form = formOf();
  const heads = ["participant", "test", "form", "seed", ...form.items.map((_, index) => String(index + 1))];
  const row = [attempt.name, form.test, form.letter, String(form.seed), ...form.items.map((item) => marked(item, answerTo(item)))];
  return `\ufeff${[heads, row].map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`;
}

function download() {
  const address = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
  const name = attempt.name.replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  const link = element("a", { href: address, download: `${[attempt.form, name].filter(Boolean).join("-")}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
