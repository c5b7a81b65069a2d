// A field edited where it stands: the form that came in takes the focus, Escape gives back what was there.
const firstInput = (form) => form.querySelector("[aria-invalid='true']")
  ?? form.querySelector("input:not([type='hidden']), textarea, select");

document.addEventListener("htmx:after:swap", () => {
  const form = document.querySelector(".placed.editing form:not([data-open])");
  if (!form) return;
  form.dataset.open = "";
  firstInput(form)?.focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.target.closest?.(".placed.editing")?.querySelector(".cancel")?.click();
});
