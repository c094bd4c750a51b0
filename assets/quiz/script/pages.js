// The pages: start, a question, the review, the result. Each is a list of elements that begins with its heading.

const title = (words) => element("h2", { tabindex: "-1" }, words);
const button = (words, attributes) => element("button", { type: "button", ...attributes }, words);

function startPage() {
  const tests = [...new Map(data.forms.map((form) => [form.test, form])).values()];
  const letters = [...new Map(data.forms.map((form) => [form.letter, form])).values()];
  const name = element("input", { type: "text", id: "name", name: "name", autocomplete: "name", dir: "auto", maxlength: "100", "aria-describedby": "name-hint" });
  const begun = (event) => {
    event.preventDefault();
    const chosen = new FormData(event.target);
    const [test, form] = [chosen.get("test") ?? tests[0].test, chosen.get("form") ?? letters[0].letter];
    begin(data.forms.find((one) => one.test === test && one.letter === form).stem, name.value.trim(), chosen.get("when") === "each");
    go("1");
  };
  return [
    data.logos.length ? element("p", { class: "logos" }, data.logos.map((logo) => element("img", { src: logo.picture, alt: logo.name }))) : null,
    title(tests.length === 1 ? tests[0].testName : say("quiz")),
    element("p", { class: "lead" }, say("lead")),
    kept ? null : element("p", { class: "notice" }, say("not_kept")),
    element(
      "form", { submit: begun },
      tests.length === 1 ? element("p", {}, tests[0].details) : oneOf("test", say("test"), tests.map((form) => [form.test, form.testName, form.details])),
      letters.length === 1 ? null : oneOf("form", say("form"), letters.map((form) => [form.letter, form.name]), say("form_hint")),
      oneOf("when", say("when"), [["end", say("when_end")], ["each", say("when_each")]]),
      data.forms.some((form) => form.minutes) ? element("p", { class: "small" }, say("time")) : null,
      element("p", { class: "line" }, element("label", { for: "name" }, say("name")), name, element("span", { class: "small", id: "name-hint" }, say("name_hint"))),
      element("p", { class: "actions" }, element("button", { class: "main" }, say("start"))),
    ),
  ];
}

/** A group of which one is chosen, the first until another is. */
function oneOf(name, words, choices, hint) {
  return element(
    "fieldset", { class: "setting" }, element("legend", {}, words), hint ? element("p", { class: "small" }, hint) : null,
    choices.map(([value, label, details], index) =>
      element(
        "label", { class: "choice" }, element("input", { type: "radio", name, value, checked: index === 0 }),
        element("span", {}, label, details ? element("span", { class: "small details" }, details) : null),
      ),
    ),
  );
}

function questionPage(number) {
  const form = formOf();
  const [item, count] = [form.items[number - 1], form.items.length];
  const told = element("div", { class: "told", role: "status" });
  const group = element("fieldset", { class: "question", disabled: isChecked(item) }, element("legend", {}, nodes(item.stem)), instruction(item), controls(item));
  const forward = element("button", { class: "main" });
  const ahead = number === count ? "review" : String(number + 1);
  const skip = button(say(number === count ? "review" : "next"), { click: () => go(ahead) });

  function draw() {
    const given = answerTo(item);
    const isOpen = attempt.each && !isChecked(item);
    group.disabled = isChecked(item);
    skip.hidden = !isOpen;
    forward.textContent = isOpen ? say("check") : say(number === count ? "review" : "next");
    if (isChecked(item)) told.replaceChildren(element("div", { class: `result ${verdict(item, given)}` }, verdictLine(item, given), ...outcome(item, given, { shows: false })));
  }

  function submitted(event) {
    event.preventDefault();
    if (!attempt.each || isChecked(item)) return go(ahead);
    if (!isAnswered(item, answerTo(item))) return told.replaceChildren(element("p", { class: "notice" }, say("check_first")));
    attempt.checked.push(item.name);
    keep();
    return draw();
  }

  draw();
  return [
    element("div", { class: "progress" }, title(say("progress", { number: figures(number), count: figures(count) })), element("progress", { value: number, max: count, "aria-hidden": "true" })),
    item.scenario ? scenario(item.scenario) : null,
    element(
      "form", { submit: submitted }, group, told,
      element("p", { class: "actions" }, number > 1 ? button(say("back"), { click: () => go(String(number - 1)) }) : null, forward, skip),
    ),
    aside(number === count ? [] : [element("a", { href: "#review" }, say("review"))]),
  ];
}

function instruction(item) {
  const key = instructions[item.kind];
  return key ? element("p", { class: "small instruction" }, say(key)) : null;
}

function scenario({ title: words, text }) {
  return element(
    "section", { class: "scenario", "aria-labelledby": "scenario" },
    element("h3", { id: "scenario" }, nodes(words)), element("p", {}, nodes(text)), element("p", { class: "small" }, say("case_mark")),
  );
}

/** What is beside the way through the test: links, and the button that starts again. */
function aside(links) {
  return element("p", { class: "aside" }, links, button(say("restart"), { class: "plain", click: askToRestart }));
}

function reviewPage() {
  const form = formOf();
  const lacking = form.items.map((item, index) => [item, index + 1]).filter(([item]) => !isAnswered(item, answerTo(item)));
  const rows = form.items.map((item, index) => {
    const number = figures(index + 1);
    const given = answerTo(item);
    const state = !isAnswered(item, given) || isComplete(item, given) ? null : element("p", { class: "lacking" }, say("incomplete"));
    return element(
      "li", {},
      element("h3", {}, `${numbered(number)} `, ...nodes(item.stem)), element("div", { class: "given" }, inWords(item, given)), state,
      element("p", {}, element("a", { href: `#${index + 1}` }, say("change", { number }))),
    );
  });
  const handed = () => {
    attempt.handedIn = new Date().toISOString();
    keep();
    go("result");
  };
  return [
    title(say("review")),
    element("p", { class: "lead" }, say("review_lead")),
    lacking.length ? element("p", { class: "notice" }, say("unanswered_count", { items: lacking.map(([, number]) => figures(number)).join(say("list_comma")) })) : null,
    element("ol", { class: "review" }, rows),
    element("p", { class: "actions" }, button(say("back"), { click: () => go(String(form.items.length)) }), button(say("hand_in"), { class: "main", click: handed })),
    aside([]),
  ];
}

function resultPage() {
  const form = formOf();
  const points = form.items.filter((item) => isRight(item, answerTo(item))).length;
  const row = (key, words) => element("div", {}, element("dt", {}, say(key)), element("dd", {}, words));
  return [
    title(say("result")),
    element(
      "dl", { class: "facts" },
      attempt.name ? row("name_shown", typed(attempt.name)) : null,
      row("test", form.testName), isOnlyForm(form) ? null : row("form", form.name), row("date", dateOf(new Date(attempt.handedIn))),
    ),
    element(
      "p", { class: "points" }, element("span", { class: "small" }, say("points")),
      element("strong", {}, say("points_of", { points: figures(points), count: figures(form.items.length) })),
      element("progress", { value: points, max: form.items.length, "aria-hidden": "true" }),
    ),
    element(
      "p", { class: "actions" }, button(say("export"), { class: "main", click: download }), button(say("print"), { click: () => print() }),
      button(say("restart"), { class: "plain", click: askToRestart }),
    ),
    element("p", { class: "small screen" }, say("export_hint")),
    byObjective(form),
    element("h3", {}, say("items")),
    ...form.items.map((item, index) => itemResult(item, index)),
  ];
}

const isOnlyForm = (form) => data.forms.filter((one) => one.test === form.test).length === 1;

function byObjective(form) {
  const rows = data.objectives
    .map((objective) => ({ ...objective, items: form.items.filter((item) => item.objective === objective.id) }))
    .filter((objective) => objective.items.length)
    .map(({ text, items }) => {
      const points = items.filter((item) => isRight(item, answerTo(item))).length;
      return element("tr", {}, element("th", { scope: "row" }, nodes(text)), element("td", {}, say("points_of", { points: figures(points), count: figures(items.length) })));
    });
  const heads = element("tr", {}, ["objective", "points"].map((key) => element("th", { scope: "col" }, say(key))));
  return element("table", {}, element("caption", {}, say("by_objective")), element("thead", {}, heads), element("tbody", {}, rows));
}

function itemResult(item, index) {
  const given = answerTo(item);
  const scene = item.scenario ? [element("p", { class: "small scene" }, element("strong", {}, nodes(item.scenario.title)), ": ", ...nodes(item.scenario.text))] : [];
  return element(
    "article", { class: `result ${verdict(item, given)}`, "aria-labelledby": `item-${index + 1}` },
    element("h4", { id: `item-${index + 1}` }, say("question", { number: figures(index + 1) })), verdictLine(item, given), ...scene,
    element("p", { class: "stem" }, nodes(item.stem)), ...outcome(item, given),
  );
}
