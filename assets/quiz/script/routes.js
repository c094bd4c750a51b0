// The way through the pages: the place is in the address, so that the browser's own buttons lead back and forward too.

const main = document.getElementById("main");
const asked = restartDialog();
const PAGE_TITLE = document.title;

/** Return the page that a place leads to now: without an attempt the start, after it was handed in the result. */
function reachable(place) {
  if (!attempt) return "start";
  if (attempt.handedIn) return "result";
  if (place === "review" || (/^[1-9]\d*$/.test(place) && Number(place) <= formOf().items.length)) return place;
  return attempt.place;
}

function pageOf(place) {
  if (place === "start") return startPage();
  if (place === "result") return resultPage();
  return place === "review" ? reviewPage() : questionPage(Number(place));
}

function go(place) {
  if (location.hash === `#${place}`) show();
  else location.hash = place;
}

/** Show the page of the address, or put the reachable one into the address; `isFirst` leaves the focus where it is. */
function show({ isFirst = false } = {}) {
  const wanted = location.hash.slice(1);
  const place = reachable(wanted);
  if (place !== wanted && !(isFirst && place === "start")) {
    location.replace(`#${place}`);
    return;
  }
  if (attempt && place !== attempt.place) {
    attempt.place = place;
    keep();
  }
  main.replaceChildren(...pageOf(place).filter(Boolean));
  const heading = main.querySelector("h2");
  document.title = place === "start" ? PAGE_TITLE : `${heading.textContent} – ${PAGE_TITLE}`;
  if (!isFirst) {
    scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }
}

function restartDialog() {
  const restart = () => {
    asked.close();
    forget();
    go("start");
  };
  return element(
    "dialog", { "aria-labelledby": "restart" }, element("p", { id: "restart" }, say("restart_question")),
    element("p", { class: "actions" }, button(say("restart_no"), { autofocus: true, click: () => asked.close() }), button(say("restart_yes"), { class: "main", click: restart })),
  );
}

function askToRestart() {
  asked.showModal();
}

document.getElementById("heading").replaceChildren(...nodes(data.heading));
document.body.append(asked);
addEventListener("hashchange", () => show());
show({ isFirst: true });
