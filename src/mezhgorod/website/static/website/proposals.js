// Helpers of the page of a party: a dropped file, marks of pasted rows, an address to copy.
(() => {
  const all = document.querySelector("[data-check-all]");
  if (all) {
    all.hidden = false;
    all.addEventListener("click", (event) => {
      const button = event.target.closest("[data-check]");
      if (!button) return;
      document.querySelectorAll('input[name="row"], input[name="rest"]').forEach((one) => { one.checked = button.dataset.check === "yes"; });
    });
  }

  document.querySelectorAll("[data-copied]").forEach((one) => one.addEventListener("focus", () => one.select()));

  // A file may be dropped anywhere on the page: it goes to the form that shows what is inside.
  const form = document.querySelector("form.paste-form");
  const file = form?.querySelector('input[name="document"]');
  if (!file) return;
  const hasFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    form.closest("details").open = true;
    form.classList.add("is-dropping");
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("is-dropping"); });
  document.addEventListener("drop", (event) => {
    if (!hasFile(event) || event.target === file) return;
    event.preventDefault();
    form.classList.remove("is-dropping");
    file.files = event.dataTransfer.files;
    form.requestSubmit();
  });
})();
