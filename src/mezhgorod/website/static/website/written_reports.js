// A field of the palette goes into the text where the cursor stands; without this script its words are copied.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  const text = document.getElementById("id_template");
  if (!button || !text) return;
  text.setRangeText(button.dataset.insert, text.selectionStart, text.selectionEnd, "end");
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
});
