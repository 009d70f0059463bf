// Facts of a report from the keyboard: arrows go from fact to fact, Enter confirms, Delete refuses.
(() => {
  const facts = [...document.querySelectorAll("[data-fact]")];
  if (!facts.length) return;
  document.querySelectorAll("[data-keys]").forEach((one) => { one.hidden = false; });

  const near = (fact) => {
    document.querySelectorAll("mark.is-near").forEach((one) => one.classList.remove("is-near"));
    document.querySelectorAll(`[data-words="${fact.dataset.fact}"]`).forEach((one) => one.classList.add("is-near"));
  };
  const go = (fact) => { fact.focus(); near(fact); };
  const press = (fact, verb) => fact.querySelector(`button[value="${verb}"]`)?.click();

  document.addEventListener("focusin", (event) => {
    const fact = event.target.closest("[data-fact]");
    if (fact) near(fact);
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const fact = document.activeElement?.closest("[data-fact]");
    if (!fact) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const next = facts[facts.indexOf(fact) + step];
      if (next) { event.preventDefault(); go(next); }
      return;
    }
    // A button or link in the fact has its own Enter.
    if (document.activeElement !== fact) return;
    const verb = { Enter: "confirm", Delete: "refuse" }[event.key];
    if (verb) { event.preventDefault(); press(fact, verb); }
  });

  const asked = document.getElementById(location.hash.slice(1));
  if (asked?.matches("[data-fact]")) go(asked);
  else facts[0].tabIndex = 0;
})();
