// What an item is answered with: elements that show the answer there is, and tell the attempt each change.

const instructions = { multiple: "instruction_multiple", "true-false": "instruction_true_false", matching: "instruction_matching", ordering: "instruction_ordering", short: "instruction_short" };

function controls(item) {
  if (item.kind === "matching") return matching(item);
  if (item.kind === "ordering") return ordering(item);
  if (item.kind === "short") return [line(say("your_answer"), answerTo(item), (words) => answer(item, words))];
  const choices = item.choices.map((_, index) => choice(item, index));
  if (item.kind !== "true-false") return choices;
  return [...choices, line(say("reason"), attempt.reasons[item.name], (words) => reason(item, words))];
}

/** A line to type in. */
function line(label, words, tell) {
  const field = element("input", { type: "text", id: "line", autocomplete: "off", dir: "auto", maxlength: "500", input: () => tell(field.value) });
  field.value = words ?? "";
  return element("p", { class: "line" }, element("label", { for: "line" }, label), field);
}

/** A choice of which one, or of a multiple choice item several, may be taken. */
function choice(item, index) {
  const isMultiple = item.kind === "multiple";
  const box = element("input", { type: isMultiple ? "checkbox" : "radio", name: "choice", value: index, change: () => answer(item, isMultiple ? taken() : index) });
  const taken = () => [...box.form.elements.choice].filter((one) => one.checked).map((one) => Number(one.value));
  box.checked = isMultiple ? (answerTo(item) ?? []).includes(index) : answerTo(item) === index;
  return element("label", { class: "choice" }, box, element("span", { class: "letter" }, numbered(letter(index))), element("span", {}, nodes(item.choices[index].text)));
}

/** The choices with their letters, and for each prompt a list of them. */
function matching(item) {
  const given = answerTo(item) ?? item.prompts.map(() => null);
  const choices = item.choices.map((one, index) =>
    element("li", {}, element("span", { class: "letter" }, numbered(letter(index))), element("span", {}, nodes(one.text))),
  );
  const rows = item.prompts.map((prompt, place) => {
    const tell = () => {
      given[place] = list.value === "" ? null : Number(list.value);
      answer(item, given);
    };
    const options = item.choices.map((one, index) => element("option", { value: index }, `${numbered(letter(index))} ${plain(one.text)}`));
    const list = element("select", { id: `prompt-${place}`, change: tell }, element("option", { value: "" }, say("choose")), options);
    list.value = given[place] ?? "";
    const label = element("label", { for: list.id }, element("span", { class: "letter" }, numbered(figures(place + 1))), element("span", {}, nodes(prompt)));
    return element("li", {}, label, list);
  });
  return [
    element("p", { class: "small", id: "choices" }, say("matching_choices")),
    element("ul", { class: "lettered", "aria-labelledby": "choices" }, choices),
    element("ul", { class: "prompts" }, rows),
  ];
}

/** What is put in order, with buttons that move it up and down; until one is pressed there is no answer. */
function ordering(item) {
  const list = element("ol", { class: "ordering" });
  const told = element("p", { class: "hidden", role: "status" });
  let order = answerTo(item) ?? item.choices.map((_, index) => index);
  const rows = item.choices.map((one, index) => {
    const words = plain(one.text);
    const button = (name, step) => element("button", { type: "button", class: `move ${name}`, "aria-label": say(name, { words }), click: () => move(index, step, name) });
    const [up, down] = [button("up", -1), button("down", 1)];
    const shown = [element("span", { class: "letter" }, numbered(letter(index))), element("span", { class: "words" }, nodes(one.text))];
    return { item: element("li", {}, ...shown, element("span", { class: "moves" }, up, down)), up, down, words };
  });

  function draw() {
    list.append(...order.map((index) => rows[index].item));
    order.forEach((index, place) => {
      rows[index].up.setAttribute("aria-disabled", place === 0);
      rows[index].down.setAttribute("aria-disabled", place === order.length - 1);
    });
  }

  function move(index, step, name) {
    const place = order.indexOf(index);
    const other = place + step;
    if (other < 0 || other >= order.length) return;
    order = [...order];
    [order[place], order[other]] = [order[other], order[place]];
    answer(item, order);
    draw();
    rows[index][name].focus();
    told.textContent = say("moved", { words: rows[index].words, place: figures(other + 1), count: figures(order.length) });
  }

  draw();
  return [list, told];
}
