// The builder of a form: rows moved by Alt+arrows, codes put into a formula by one press.
// Without this script every button sends its form and the page comes anew.
(() => {
  document.querySelectorAll("[data-builder-row]").forEach((row) => {
    row.addEventListener("keydown", (event) => {
      const step = { ArrowUp: "up", ArrowDown: "down" }[event.key];
      const button = event.altKey && step && row.querySelector(`button[data-step="${step}"]`);
      if (!button) return;
      event.preventDefault();
      sessionStorage.setItem("builder-focus", "1");
      button.click();
    });
  });
  // After a row was moved by the keyboard, the next press should move it further.
  if (sessionStorage.getItem("builder-focus")) {
    sessionStorage.removeItem("builder-focus");
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const link = row && row.querySelector("a");
    // The browser puts the focus to the target of the address after this.
    if (link) setTimeout(() => link.focus(), 150);
  }
  const formula = document.getElementById("id_formula") || document.getElementById("id_expression");
  if (formula) {
    document.querySelectorAll("[data-code]").forEach((code) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = code.textContent;
      button.addEventListener("click", () => {
        const { selectionStart: start, selectionEnd: end, value } = formula;
        const before = value.slice(0, start);
        const space = before && !/[\s(]$/.test(before) ? " " : "";
        formula.value = `${before}${space}${code.textContent}${value.slice(end)}`;
        formula.focus();
        formula.selectionStart = formula.selectionEnd = before.length + space.length + code.textContent.length;
        formula.dispatchEvent(new Event("input", { bubbles: true }));
      });
      code.replaceChildren(button);
    });
  }
  const panel = document.getElementById("edit");
  if (panel && (location.hash === "#edit" || panel.querySelector(".errorlist"))) {
    const field = panel.querySelector("[aria-invalid='true']") || panel.querySelector("input:not([type='hidden']), select, textarea");
    if (field) setTimeout(() => field.focus(), 150);
  }
})();
