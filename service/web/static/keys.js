// Keys that people expect: Escape closes an open menu, Ctrl+Enter sends a text of several lines.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const around = event.target === document.body ? document : event.target.closest?.("details.dropdown[open]")?.parentElement;
  const menu = around?.querySelector("details.dropdown[open]");
  if (!menu) return;
  event.preventDefault();
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
  const { target } = event;
  if (!(target instanceof HTMLTextAreaElement) || target.dataset.sends === undefined) return;
  event.preventDefault();
  target.form.requestSubmit();
});
