// A field of the palette goes into the text where the cursor stands; without this script its words are copied.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  const text = document.getElementById("id_template");
  if (!button || !text) return;
  text.setRangeText(button.dataset.insert, text.selectionStart, text.selectionEnd, "end");
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
});

// Ticks of events are narrowed while words are typed; «Найти» looks in other years too.
document.addEventListener("input", (event) => {
  if (event.target.id !== "id_find") return;
  const words = event.target.value.trim().toLowerCase();
  for (const line of document.querySelectorAll("#event-ticks > li")) {
    const tick = line.querySelector("input");
    line.hidden = !tick?.checked && !line.textContent.toLowerCase().includes(words);
  }
});
