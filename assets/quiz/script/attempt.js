// The attempt: who answers which form, the answers, which of them are marked already, when they were handed in. The browser keeps it
// until the page is closed, so that on a shared computer nobody finds the answers of another; if it does not allow that, memory does.

const KEY = `haqiba-quiz-${data.key}`;
const kept = (() => {
  try {
    sessionStorage.setItem(`${KEY}-try`, "1");
    sessionStorage.removeItem(`${KEY}-try`);
    return sessionStorage;
  } catch {
    return null;
  }
})();

let attempt = restored();

function restored() {
  try {
    const found = JSON.parse(kept?.getItem(KEY) ?? "null");
    return found && data.forms.some((form) => form.stem === found.form) ? found : null;
  } catch {
    return null;
  }
}

function keep() {
  try {
    kept?.setItem(KEY, JSON.stringify(attempt));
  } catch {
    // A full storage keeps what it has; the page has all of it.
  }
}

function begin(form, name, each) {
  attempt = { form, name, each, answers: {}, reasons: {}, checked: [], handedIn: null, place: "1" };
  keep();
}

function forget() {
  attempt = null;
  try {
    kept?.removeItem(KEY);
  } catch {
    // There is nothing to forget.
  }
}

/** Return the form of the attempt, its items with all that belongs to them. */
function formOf(stem = attempt.form) {
  const form = data.forms.find((one) => one.stem === stem);
  return { ...form, items: form.items.map((one) => ({ ...data.items[one.name], ...one })) };
}

const answerTo = (item) => attempt.answers[item.name] ?? null;
const isChecked = (item) => attempt.handedIn !== null || attempt.checked.includes(item.name);

function answer(item, given) {
  attempt.answers[item.name] = given;
  keep();
}

function reason(item, words) {
  attempt.reasons[item.name] = words;
  keep();
}

// Without a storage a reload loses the answers: the browser asks before it does.
addEventListener("beforeunload", (event) => {
  if (!kept && attempt && !attempt.handedIn) event.preventDefault();
});
