// Answers in words, and what is told about them: the verdict, the right answer, feedback, rationale, source.

/** Return an answer as a list of its parts, or as one line. */
function inWords(item, given) {
  if (!isAnswered(item, given)) return element("span", { class: "lacking" }, say("unanswered"));
  if (item.kind === "short") return typed(given);
  if (item.kind === "matching") {
    const pairs = item.prompts.map((prompt, place) => [
      `${numbered(figures(place + 1))} `, ...nodes(prompt), ": ",
      ...(given[place] === null ? [element("span", { class: "lacking" }, say("unanswered"))] : lettered(given[place], item)),
    ]);
    return element("ul", { class: "answer" }, pairs.map((pair) => element("li", {}, pair)));
  }
  const parts = (Array.isArray(given) ? given : [given]).map((index) => lettered(index, item));
  if (parts.length === 1) return element("span", {}, parts[0]);
  return element(item.kind === "ordering" ? "ol" : "ul", { class: "answer" }, parts.map((part) => element("li", {}, part)));
}

/** Return the right answer; of a short one all that are accepted. */
function rightInWords(item) {
  if (item.kind !== "short") return inWords(item, item.kind === "single" || item.kind === "true-false" ? item.answer[0] : item.answer);
  const accepted = item.accepted.map((one) => nodes(one));
  return accepted.length === 1 ? element("span", {}, accepted[0]) : element("ul", { class: "answer" }, accepted.map((one) => element("li", {}, one)));
}

/** Return what is told to those who answered so: the feedback of each choice that was taken, or that of the item if the answer is wrong. */
function toldTo(item, given) {
  if (!isAnswered(item, given)) return [];
  if (["single", "multiple", "true-false"].includes(item.kind)) {
    return [given].flat().map((index) => item.choices[index].feedback).filter(Boolean);
  }
  return item.feedback && !isRight(item, given) ? [item.feedback] : [];
}

const verdict = (item, given) => (isRight(item, given) ? "right" : isAnswered(item, given) ? "wrong" : "unanswered");

/** Return the verdict in words, with a mark of its own for each. */
const verdictLine = (item, given) => element("p", { class: `verdict ${verdict(item, given)}` }, say(verdict(item, given)));

/** Return all that is told about an answer; `shows` is whether the answer itself is. */
function outcome(item, given, { shows = true } = {}) {
  const told = toldTo(item, given);
  const words = attempt.reasons[item.name]?.trim();
  const row = (key, ...content) => element("div", {}, element("dt", {}, say(key)), element("dd", {}, ...content));
  const rows = element(
    "dl", { class: "outcome" },
    shows && isAnswered(item, given) ? row("your_answer", inWords(item, given)) : null,
    shows && words ? row("your_reason", typed(words)) : null,
    ...told.map((one) => row("told", ...nodes(one))),
    isRight(item, given) && item.kind !== "short" ? null : row("right_answer", rightInWords(item)),
    row("rationale", ...nodes(item.rationale)),
  );
  return item.source ? [rows, element("p", { class: "small" }, nodes(item.source))] : [rows];
}
