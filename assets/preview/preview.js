// Show the kit, follow its changes, and jump between a place on a page and its line in the seeds.
"use strict";

const labels = JSON.parse(document.getElementById("labels").textContent);
const byId = (id) => document.getElementById(id);
const state = { kit: null, key: null, view: null, source: null, shown: null };

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

async function fetched(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

const encoded = (path) => path.split("/").map(encodeURIComponent).join("/");

function say(name) {
  byId("state").className = name;
  byId("state").textContent = labels[name];
}

// The list of files

function drawViews() {
  const list = [];
  let programme = null, session, items;
  for (const view of state.kit.views) {
    if (view.programme !== programme) {
      programme = view.programme;
      session = undefined;
      list.push(element("h2", { textContent: programme }));
    }
    if (view.session !== session) {
      session = view.session;
      items = element("ul");
      list.push(element("h3", { textContent: session ?? labels.programme }), items);
    }
    const link = element("a", { href: `#${encoded(view.key)}`, textContent: labels.kinds[view.kind] ?? view.key });
    const form = view.kind.startsWith("quiz/{") && /(?:pre|post)-test(?:-[a-f])?/.exec(view.key);
    if (form) link.append(" ", element("bdi", { dir: "ltr", textContent: form[0] }));
    if (view.key === state.key) link.setAttribute("aria-current", "page");
    items.append(element("li", {}, link));
  }
  byId("views").replaceChildren(...list);
}

// By session, then by programme, as a trainer goes through them.
function sortViews(views) {
  const programmes = [...new Set(views.map((view) => view.programme))];
  const order = (view) => [programmes.indexOf(view.programme), view.session === null ? 1e6 : parseInt(view.session, 10), Object.keys(labels.kinds).indexOf(view.kind)];
  return views.sort((one, other) => {
    const [a, b] = [order(one), order(other)];
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  });
}

// What is wrong

function drawFindings(findings, heading) {
  const fault = state.kit.fault;
  const items = findings.map((one) => {
    const place = element("button", { type: "button", onclick: () => openSource(one.path, one.line) }, element("bdi", { dir: "ltr", textContent: `${one.path}:${one.line}` }));
    return element("li", {}, `${labels[one.severity]}: `, place, ` ${one.message} `, element("span", { className: "hint", textContent: one.hint }));
  });
  if (fault) items.unshift(element("li", { textContent: fault }));
  byId("findings").replaceChildren(...(heading ? [element("h2", { textContent: heading })] : []), element("ul", {}, ...items));
  byId("findings").hidden = items.length === 0;
}

// Pages

function pictureOf(index, width) {
  return `/picture/${encoded(state.key)}?page=${index}&width=${width}&digest=${state.view.digest}`;
}

function drawPages() {
  const pages = byId("pages");
  const figures = [...pages.children];
  state.view.pages.forEach((page, index) => {
    const figure = figures[index] ?? pages.appendChild(element("figure", {}, element("img", { alt: `${labels.page} ${index + 1}` }), element("figcaption", { textContent: index + 1 })));
    figure.classList.toggle("tall", page.ratio < 1);
    figure.style.aspectRatio = page.ratio;
    figure.querySelectorAll("button").forEach((one) => one.remove());
    for (const place of page.places) figure.append(placeButton(place));
    seen.unobserve(figure);
    seen.observe(figure);
  });
  figures.slice(state.view.pages.length).forEach((one) => one.remove());
}

function placeButton(place) {
  const button = element("button", { type: "button", title: `${place.path}:${place.line}`, onclick: () => { showPlaces(place.path, place.line); openSource(place.path, place.line); } });
  for (const [name, share] of [["left", place.x], ["top", place.y], ["width", place.width], ["height", place.height]]) button.style[name] = `${share * 100}%`;
  button.setAttribute("aria-label", `${labels.line} ${place.line}`);
  Object.assign(button.dataset, { path: place.path, line: place.line });
  return button;
}

// A picture is requested when its page comes into sight, and takes the old one's place once it is there.
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting || !state.view?.pages) continue;
    const index = [...byId("pages").children].indexOf(target);
    const image = target.querySelector("img");
    const address = pictureOf(index, Math.min(3000, Math.round(target.clientWidth * devicePixelRatio)));
    if (image.dataset.address === address) continue;
    image.dataset.address = address;
    const loader = new Image();
    loader.onload = () => { if (image.dataset.address === address) image.src = address; };
    loader.src = address;
  }
}, { root: byId("main"), rootMargin: "100% 0px" });

function showPlaces(path, line) {
  for (const one of document.querySelectorAll("figure button")) one.classList.toggle("shown", one.dataset.path === path && Number(one.dataset.line) === line);
  state.shown = { path, line };
}

// The source

async function openSource(path, line) {
  if (state.source?.path !== path || state.source.version !== state.kit.version) {
    const { file, lines } = await fetched(`/source/${encoded(path)}`);
    state.source = { path, file, version: state.kit.version };
    byId("path").textContent = path;
    byId("lines").replaceChildren(...lines.map((text, index) => element("li", { value: index + 1, onclick: () => goToLine(path, index + 1) }, ...lineParts(text))));
  }
  byId("open").href = `vscode://file/${state.source.file}:${line}`;
  byId("source").hidden = false;
  markLines(line);
  byId("lines").children[line - 1]?.scrollIntoView({ block: "center" });
}

// An Arabic value or comment is ordered by itself: beside its Latin key its full stop would jump to the other end.
function lineParts(text) {
  const [, key, value, comment] = /^(\s*(?:- )?(?:[\w-]+:(?=\s|$))?\s*)(.*?)(\s*(?:(?<=^|\s)#.*)?)$/u.exec(text);
  const shown = comment.trimStart();
  return [key || "\u00a0", element("bdi", { textContent: value }), comment.slice(0, comment.length - shown.length), element("bdi", { className: "comment", textContent: shown })];
}

function markLines(line) {
  const placed = new Set([...document.querySelectorAll("figure button")].filter((one) => one.dataset.path === state.source.path).map((one) => Number(one.dataset.line)));
  const flawed = new Set(state.kit.findings.filter((one) => one.path === state.source.path).map((one) => one.line));
  [...byId("lines").children].forEach((one, index) => {
    one.classList.toggle("placed", placed.has(index + 1));
    one.classList.toggle("flawed", flawed.has(index + 1));
    one.classList.toggle("shown", index + 1 === line);
  });
}

// The place of a line is that of the nearest text above it.
function goToLine(path, line) {
  const above = [...document.querySelectorAll("figure button")].filter((one) => one.dataset.path === path && Number(one.dataset.line) <= line);
  const nearest = above.reduce((best, one) => (!best || Number(one.dataset.line) > Number(best.dataset.line) ? one : best), null);
  if (!nearest) return;
  showPlaces(path, Number(nearest.dataset.line));
  markLines(Number(nearest.dataset.line));
  nearest.scrollIntoView({ block: "center" });
}

byId("close").onclick = () => { byId("source").hidden = true; };

// Changes

async function showView() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  const keys = state.kit.views.map((view) => view.key);
  const key = keys.includes(wanted) ? wanted : keys[0];
  const isOther = key !== state.key;
  state.key = key;
  drawViews();
  if (!key) {
    drawFindings(state.kit.findings, labels.broken);
    return;
  }
  const view = await fetched(`/view/${encoded(key)}`);
  if (state.key !== key) return;
  if (view.pages) {
    state.view = view;
    if (isOther) byId("pages").replaceChildren();
    drawPages();
    if (isOther) byId("main").scrollTop = 0;
    if (state.shown) showPlaces(state.shown.path, state.shown.line);
  }
  const isBroken = view.findings.some((one) => one.severity === "error");
  drawFindings(view.findings, view.pages ? (isBroken ? labels.broken : "") : labels.unfit);
  say(isBroken || state.kit.fault ? "broken" : "fresh");
  document.body.dataset.version = view.version;
  if (!byId("source").hidden && state.source) {
    const scrolled = byId("source").scrollTop;
    await openSource(state.source.path, state.shown?.line ?? 1);
    byId("source").scrollTop = scrolled;
  }
}

let waiting = Promise.resolve();

function follow() {
  const events = new EventSource("/events");
  events.onmessage = () => {
    say("waiting");
    waiting = waiting.then(async () => {
      state.kit = await fetched("/kit");
      document.title = byId("title").textContent = state.kit.title ? `${labels.preview}: ${state.kit.title}` : labels.preview;
      sortViews(state.kit.views);
      await showView();
    }).catch(() => say("lost"));
  };
  events.onerror = () => say("lost");
}

addEventListener("hashchange", () => { waiting = waiting.then(showView); });
follow();
