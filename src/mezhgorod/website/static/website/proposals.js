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

  // A button beside a row leaves the page where it was, with the focus on the same button.
  const place = `mezhgorod:place:${location.pathname}`;
  const remember = (value) => { try { sessionStorage.setItem(place, JSON.stringify(value)); } catch { /* the page begins at its anchor */ } };
  const recall = () => {
    try {
      const value = JSON.parse(sessionStorage.getItem(place));
      sessionStorage.removeItem(place);
      return value;
    } catch { return null; }
  };
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    const row = button?.closest(".prow");
    if (row && !/^remove/.test(button.value)) remember({ y: window.scrollY, row: row.id, words: button.textContent.trim() });
  });
  const was = recall();
  const shown = was && document.getElementById(was.row);
  if (shown) {
    requestAnimationFrame(() => {
      window.scrollTo(0, was.y);
      [...shown.querySelectorAll("button")].find((one) => one.textContent.trim() === was.words)?.focus({ preventScroll: true });
    });
  } else if (location.hash) {
    const fields = [...(document.getElementById(location.hash.slice(1))?.querySelectorAll("textarea") ?? [])];
    if (fields.length && fields.every((one) => one.value === "")) fields[0].focus();
  }

  // What a row still lacks follows what was saved.
  document.addEventListener("row:saved", (event) => {
    const place = event.target.closest(".prow")?.querySelector("[data-advice]");
    place?.replaceChildren(...(event.detail.advice ?? []).map((words) => {
      const said = document.createElement("p");
      said.className = "finding hint";
      said.textContent = words;
      return said;
    }));
  });

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
