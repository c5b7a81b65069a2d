// A button beside each text that is there to be copied; without scripts the text can be selected as it stands.
for (const area of document.querySelectorAll("textarea[data-copy]")) {
  const line = document.createElement("div");
  const button = document.createElement("button");
  const said = document.createElement("span");
  line.className = "actions";
  button.type = "button";
  button.className = "small secondary";
  button.textContent = area.dataset.copy;
  button.setAttribute("aria-describedby", area.id);
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    area.select();
    try {
      await navigator.clipboard.writeText(area.value);
      said.textContent = area.dataset.copied;
    } catch {
      // no clipboard without https: the text stands selected, the keys copy it
      said.textContent = document.execCommand("copy") ? area.dataset.copied : "Выделено: Ctrl+C";
    }
  });
  line.append(button, said);
  area.after(line);
}
