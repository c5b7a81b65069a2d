// Fields for codes suggest codes while somebody types words: a combobox with a list box
// (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). Without it words lead to a choice when the form is sent.
const PAUSE_MS = 200;
let waiting, asked;

const isField = (element) => element instanceof HTMLInputElement && element.dataset.codes !== undefined;
const listOf = (field) => document.getElementById(`${field.id}-options`);
const options = (field) => [...(listOf(field)?.children ?? [])];
const isOpen = (field) => field.getAttribute("aria-expanded") === "true";

// of several codes the one at the cursor is being typed
function typedPart(field) {
  if (field.dataset.several === undefined) return [0, field.value.length];
  const start = field.value.lastIndexOf(";", field.selectionStart - 1) + 1;
  const end = field.value.indexOf(";", field.selectionStart);
  return [start, end < 0 ? field.value.length : end];
}

function prepare(field) {
  if (listOf(field)) return;
  const list = document.createElement("ul");
  Object.assign(list, { id: `${field.id}-options`, className: "code-options", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Подходящие коды");
  const said = document.createElement("span");
  said.className = "hidden";
  said.setAttribute("role", "status");
  field.after(list, said);
  const attributes = {
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
}

function close(field) {
  clearTimeout(waiting);
  asked?.abort();
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
  if (listOf(field)) listOf(field).hidden = true;
}

function select(field, option) {
  for (const one of options(field)) one.setAttribute("aria-selected", String(one === option));
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function take(field, option) {
  const [start, end] = typedPart(field);
  const lead = start ? " " : "";
  field.value = field.value.slice(0, start) + lead + option.dataset.code + field.value.slice(end);
  const cursor = start + lead.length + option.dataset.code.length;
  field.setSelectionRange(cursor, cursor);
  const told = field.parentElement.querySelector("[data-told]");
  if (told) told.textContent = option.dataset.name;
  field.removeAttribute("aria-invalid");
  close(field);
}

async function suggest(field) {
  const typed = field.value.slice(...typedPart(field)).trim();
  if (typed.length < 2) return close(field);
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(`${field.dataset.codes}?q=${encodeURIComponent(typed.slice(0, 300))}`,
      { signal: asked.signal, headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected || answer.headers.has("HX-Redirect")) return close(field);
    show(field, await answer.text());
  } catch (error) {
    if (error.name !== "AbortError") close(field);
  }
}

function show(field, html) {
  const list = listOf(field);
  list.innerHTML = html;
  options(field).forEach((option, at) => { option.id = `${list.id}-${at}`; });
  const count = list.children.length;
  list.nextElementSibling.textContent = count ? `Подходящих кодов: ${count}` : "Подходящих кодов нет";
  list.hidden = !count;
  field.setAttribute("aria-expanded", String(count > 0));
  field.removeAttribute("aria-activedescendant");
}

document.addEventListener("focusin", ({ target }) => { if (isField(target)) prepare(target); });

document.addEventListener("input", ({ target }) => {
  if (!isField(target)) return;
  const told = target.parentElement.querySelector("[data-told]");
  if (told) told.textContent = told.dataset.hint;
  clearTimeout(waiting);
  waiting = setTimeout(() => suggest(target), PAUSE_MS);
});

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!isField(field) || !isOpen(field)) return;
  const all = options(field);
  const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown") select(field, all[(at + 1) % all.length]);
  else if (event.key === "ArrowUp") select(field, all.at(at <= 0 ? -1 : at - 1));
  else if (event.key === "Enter" && at >= 0) take(field, all[at]);
  else if (event.key === "Escape") close(field);
  else return;
  event.preventDefault();
});

// the field keeps the focus while an option is pressed, so that leaving it means leaving
document.addEventListener("mousedown", (event) => {
  const list = event.target.closest(".code-options");
  if (!list) return;
  event.preventDefault();
  const option = event.target.closest("[role=option]");
  if (option) take(list.parentElement.querySelector("input[data-codes]"), option);
});

document.addEventListener("focusout", ({ target }) => { if (isField(target) && listOf(target)) close(target); });
