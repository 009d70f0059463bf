// Without this script everything works by buttons; it saves pressing them.
document.querySelectorAll("[data-tick], [data-untick]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const name = button.dataset.tick || button.dataset.untick;
    document.querySelectorAll(`input[type="checkbox"][name="${name}"]`).forEach((box) => {
      box.checked = Boolean(button.dataset.tick);
    });
    count();
  });
});
const told = document.querySelector("[data-ticked]");
const count = () => {
  if (told) told.textContent = `отмечено: ${document.querySelectorAll('input[name="invited"]:checked').length}`;
};
count();
document.addEventListener("change", count);

document.querySelectorAll("[data-copy]").forEach((button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.textContent = "Скопировано";
  });
});

// After a decision the next row is at hand; keys work only inside a row.
const review = document.getElementById("review");
if (review) {
  const rows = [...review.querySelectorAll(".review-row")];
  if (location.hash.startsWith("#row-")) document.getElementById(location.hash.slice(1))?.focus();
  review.addEventListener("keydown", (event) => {
    const row = event.target.closest(".review-row");
    if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.matches("textarea, select")) return;
    const key = event.code;
    if (key === "KeyJ" || key === "KeyK") {
      rows[rows.indexOf(row) + (key === "KeyJ" ? 1 : -1)]?.focus();
    } else if (key === "KeyX") {
      const box = row.querySelector('input[name="row"]');
      if (box) box.checked = !box.checked;
    } else if (key === "KeyA") {
      row.querySelector('[data-key="a"]')?.click();
    } else if (key === "KeyV" || key === "KeyO") {
      const part = row.querySelector(`[data-key="${key === "KeyV" ? "v" : "o"}"]`);
      if (!part) return;
      part.open = true;
      part.querySelector("textarea, select").focus();
    } else return;
    event.preventDefault();
  });
}
