// Inside of the frame: waits for a token of the portal, shows views, hands on what is clicked.
"use strict";
const root = document.documentElement;
const portal = root.dataset.portal;
const origins = root.dataset.origins.split(" ");
const content = document.getElementById("content");
const state = document.getElementById("state");
const words = document.getElementById("words");
const again = document.getElementById("again");
const PATIENCE_MS = 20_000;
const TEXTS = {
  waiting: "Подбираем…",
  offline: "Нет связи. Как только она появится, подборка загрузится.",
  refused: "Портал не выдал пропуск. Войдите в портал заново или сообщите его администратору.",
  address: "Портал настроен неверно: адрес пропусков должен быть на том же сайте. Сообщите администратору портала.",
  silent: "Портал не ответил. Повторите позже или сообщите его администратору.",
  alone: "Подборка открывается внутри портала участников.",
  failed: "Не получилось. Повторите позже.",
};
let parentOrigin = null;
let token = null;
let waiting = [];
let view = root.dataset.view;
let running = null;

// --- the portal's page ---
const tell = (message) => parentOrigin && parent.postMessage(message, parentOrigin);

addEventListener("message", (event) => {
  if (event.source !== parent || !origins.includes(event.origin) || !event.data) return;
  const { type, token: fresh, reason, detail } = event.data;
  if (type === "svyazka:token" && typeof fresh === "string") {
    const isAwaited = waiting.length > 0;
    const isNeeded = token === null || !again.hidden; // nothing is shown yet, or a problem is
    parentOrigin = event.origin;
    token = fresh;
    settle(null);
    if (isNeeded && !isAwaited) show();
  } else if (type === "svyazka:no-token") {
    const problem = String(detail || "") || TEXTS[reason] || TEXTS.refused;
    parentOrigin = event.origin;
    settle(problem);
    if (token === null) say(problem, true); // what is shown stays until somebody asks for more
  }
});

const settle = (problem) => {
  for (const one of waiting) one(problem);
  waiting = [];
};

// resolves to null once a new token is there, to a sentence where there is none
const newToken = () =>
  new Promise((resolve) => {
    waiting.push(resolve);
    setTimeout(() => resolve(TEXTS.silent), PATIENCE_MS);
    tell({ type: "svyazka:need-token" });
  });

const reportHeight = () => tell({ type: "svyazka:height", height: Math.ceil(document.body.getBoundingClientRect().height) });
new ResizeObserver(reportHeight).observe(document.body);

// --- asking the service ---
class Told extends Error {}

const ask = async (path, options = {}, isSecond = false) => {
  const headers = { Authorization: `Bearer ${token}`, ...options.headers };
  let answer;
  try {
    answer = await fetch(path, { ...options, headers, credentials: "omit", cache: "no-store" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Told(TEXTS.offline);
  }
  if (answer.status === 401 && !isSecond) {
    const problem = await newToken();
    if (problem) throw new Told(problem);
    return ask(path, options, true);
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Told(problem.detail || TEXTS.failed);
  }
  return answer;
};

const send = (method, path, body) =>
  ask(`/api/v1/my/${path}`, {
    method,
    body: body && JSON.stringify(body),
    headers: body ? { "Content-Type": "application/json", "Idempotency-Key": randomKey() } : {},
  });

const randomKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

// --- views ---
const say = (text, canRepeat) => {
  words.textContent = text;
  again.hidden = !canRepeat;
  state.hidden = false;
  reportHeight();
};

const show = async (isAsked = false) => {
  running?.abort();
  const mine = (running = new AbortController());
  for (const tab of document.querySelectorAll("nav button")) {
    tab.toggleAttribute("data-current", tab.value === view);
    tab.setAttribute("aria-pressed", String(tab.value === view));
  }
  say(TEXTS.waiting, false);
  content.setAttribute("aria-busy", "true");
  try {
    const query = new URLSearchParams({ portal, view });
    const answer = await ask(`/widget/view?${query}`, { signal: mine.signal });
    content.innerHTML = await answer.text();
    content.hidden = false;
    state.hidden = true;
    const heading = content.querySelector("h2");
    if (isAsked) heading.focus();
  } catch (error) {
    if (mine.signal.aborted) return;
    content.hidden = true; // what was shown may be nobody's to see by now
    say(error instanceof Told ? error.message : TEXTS.failed, true);
  } finally {
    content.removeAttribute("aria-busy");
    reportHeight();
  }
};

document.querySelector("nav").addEventListener("click", (event) => {
  const tab = event.target.closest("button");
  if (!tab || token === null) return;
  view = tab.value;
  show(true);
});

const repeat = async () => {
  say(TEXTS.waiting, false);
  const problem = token === null ? await newToken() : null;
  if (problem) say(problem, true);
  else await show();
};
again.addEventListener("click", repeat);
addEventListener("online", () => state.hidden || repeat());

// --- what can be done about an item ---
const ACTIONS = {
  request: (about) => ({ path: "requests", body: about, done: "Заявка передана ассоциации: её сотрудники свяжутся с вами." }),
  contact: ({ need_id, offer_id, company_id, of }) => ({
    path: "contacts",
    body: of === "need" ? { need_id } : offer_id && of === "offer" ? { offer_id } : { company_id },
    done: "Контакт запрошен. Ответ придёт в раздел «Запросы контактов».",
  }),
  refuse: ({ need_id, offer_id, company_id }, item) => ({
    path: "verdicts",
    body: {
      need_id,
      ...(offer_id ? { offer_id } : { company_id }),
      verdict: "unsuitable",
      reason: item.querySelector("select").value,
      snapshot: content.querySelector("[data-snapshot]").dataset.snapshot,
    },
    done: "Больше не предложим к этой потребности. Компания об этом не узнает.",
  }),
};

const aboutOf = (item) =>
  Object.fromEntries(
    ["need_id", "slot_id", "offer_id", "company_id", "of"]
      .map((name) => [name, item.getAttribute(`data-${name.replace("_", "-")}`)])
      .filter(([, value]) => value)
      .map(([name, value]) => [name, name === "of" ? value : Number(value)]),
  );

content.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-act]");
  if (!button || button.disabled) return;
  const item = button.closest("article");
  const said = item.querySelector(".said");
  const { of, ...about } = aboutOf(item);
  const { path, body, done } = ACTIONS[button.dataset.act]({ ...about, of }, item);
  const request = button.dataset.act === "request" ? about : body;
  button.disabled = true;
  try {
    const { id } = await (await send("POST", path, request)).json();
    offerUndo(item, said, button, path, id, done);
  } catch (error) {
    said.textContent = error instanceof Told ? error.message : TEXTS.failed;
    button.disabled = false;
  }
  reportHeight();
});

const offerUndo = (item, said, button, path, id, done) => {
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "link";
  undo.textContent = "Отменить";
  said.replaceChildren(`${done} `, undo);
  item.dataset.done = path;
  undo.focus();
  undo.addEventListener("click", async () => {
    try {
      await send("DELETE", `${path}/${id}`);
      delete item.dataset.done;
      button.disabled = false;
      said.textContent = "Отменено.";
      button.focus();
    } catch (error) {
      said.textContent = error instanceof Told ? error.message : TEXTS.failed;
    }
    reportHeight();
  });
};

// --- the portal's colour, as far as words in it can be read ---
const LEAST_CONTRAST = 4.5;
const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
const luminance = (rgb) => {
  const [r, g, b] = rgb.map((value) => value / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};
const paint = () => {
  const accent = root.dataset.accent;
  if (!accent) return;
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const ground = isDark ? [27, 30, 34] : [255, 255, 255];
  const towards = isDark ? 255 : 0;
  let colour = channels(accent);
  for (let step = 0; step < 40 && contrast(colour, ground) < LEAST_CONTRAST; step++) {
    colour = colour.map((value) => Math.round(value + (towards - value) * 0.08));
  }
  root.style.setProperty("--accent", `rgb(${colour.join(" ")})`);
  root.style.setProperty("--on-accent", isDark ? "#1b1e22" : "#ffffff");
};
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
paint();

if (parent === window) say(TEXTS.alone, false);
else setTimeout(() => token === null && words.textContent === TEXTS.waiting && say(TEXTS.silent, true), PATIENCE_MS);
