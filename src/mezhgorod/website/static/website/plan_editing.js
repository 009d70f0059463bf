// The rows of a plan: moved by buttons, by keyboard and by dragging, ticked for a step together.
// Without this script every button still works: it sends its form and the page comes anew.
(() => {
  const EDGE = 60;
  const STEP = 14;
  const list = document.querySelector("[data-editing]");
  const moves = document.getElementById("moves");
  if (!list || !moves) return;
  document.documentElement.classList.add("has-script");

  // The same words twice are not spoken again, so the region is emptied first.
  const say = (words) => {
    const region = document.getElementById("editing-said");
    region.textContent = "";
    setTimeout(() => { region.textContent = words; }, 60);
  };
  const show = (words) => {
    const box = document.getElementById("messages");
    const told = document.createElement("p");
    told.className = "message error";
    told.textContent = words;
    box.replaceChildren(told);
  };
  const rowsOf = (section) => [...section.querySelectorAll(":scope > li[data-row]")];

  const recount = () => list.querySelectorAll(".edit-section").forEach((one) => {
    const count = one.querySelector("[data-count]");
    const rows = one.querySelector(".edit-rows");
    if (!one.dataset.hidden) one.dataset.hidden = String(Number(count.textContent.replace(/\D/g, "")) - Number(rows.dataset.drawn));
    count.textContent = String(Number(one.dataset.hidden) + rowsOf(rows).length);
    const empty = one.querySelector(".no-rows");
    if (empty) empty.hidden = rowsOf(rows).length > 0;
  });
  list.querySelectorAll(".edit-rows").forEach((one) => { one.dataset.drawn = String(rowsOf(one).length); });
  // Numbers that run through the whole plan follow a row from one section into the next.
  const renumber = () => {
    const all = [...list.querySelectorAll(".edit-rows:not(.unnumbered)")];
    all.forEach((one, index) => {
      const before = all[index - 1];
      if (before && one.dataset.runs === "yes") one.start = before.start + rowsOf(before).length;
    });
  };
  [...list.querySelectorAll(".edit-rows:not(.unnumbered)")].forEach((one, index, all) => {
    const before = all[index - 1];
    one.dataset.runs = before && one.start === before.start + rowsOf(before).length && one.start > 1 ? "yes" : "no";
  });

  const send = async (fields) => {
    const body = new FormData(moves);
    Object.entries(fields).forEach(([name, value]) => body.set(name, value));
    const answer = await fetch(moves.action, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(told.message || "Сервер не ответил. Строка осталась на месте.");
    return told;
  };
  const remember = (told) => {
    const form = document.querySelector("#undo-bar form");
    if (!form) return;
    form.hidden = !told.batch;
    form.elements.batch.value = told.batch;
    form.querySelector("[data-undo-words]").textContent = told.undo;
  };
  // A row that has left the page takes the person along: its address opens the page it stands on.
  const goAlong = (row) => { location.assign(`${location.pathname}?row=${row.dataset.row}#${row.id}`); };
  const put = (row, told) => {
    const section = document.getElementById(`rows-${told.section}`);
    if (list.hasAttribute("data-filtered")) { location.reload(); return false; }
    if (!section) { goAlong(row); return false; }
    const others = rowsOf(section).filter((one) => one !== row);
    const place = told.position - 1 - Number(section.dataset.offset);
    const isCut = Number(section.dataset.offset) + others.length < Number(section.dataset.total) - (section === row.parentElement ? 1 : 0);
    if (place < 0 || (place >= others.length && isCut)) { goAlong(row); return false; }
    section.insertBefore(row, others[place] || null);
    return true;
  };

  moves.addEventListener("submit", async (event) => {
    const button = event.submitter;
    const row = button && button.closest("li[data-row]");
    if (!row) return;
    event.preventDefault();
    if (row.dataset.busy) return;
    row.dataset.busy = "yes";
    try {
      const told = await send({ [button.name]: button.value });
      if (!put(row, told)) return;
      recount();
      renumber();
      remember(told);
      say(told.message);
      row.scrollIntoView({ block: "nearest" });
      button.focus();
    } catch (problem) {
      say(problem.message);
      show(problem.message);
    }
    delete row.dataset.busy;
  });

  // Dragging: the row follows the pointer through the list; Escape puts it back.
  let drag = null;
  const over = (x, y) => {
    const below = document.elementFromPoint(x, y);
    return below && (below.closest(".edit-rows > li[data-row]") || below.closest(".edit-section"));
  };
  const follow = (y) => {
    const target = over(drag.x, y);
    if (!target || target === drag.row) return;
    if (target.matches("li")) {
      const box = target.getBoundingClientRect();
      target.parentElement.insertBefore(drag.row, y < box.top + box.height / 2 ? target : target.nextSibling);
    } else if (!target.contains(drag.row)) {
      target.querySelector(".edit-rows").append(drag.row);
    }
    renumber();
  };
  const scroll = () => {
    if (!drag) return;
    if (drag.y < EDGE) window.scrollBy(0, -STEP);
    if (drag.y > window.innerHeight - EDGE) window.scrollBy(0, STEP);
    drag.frame = requestAnimationFrame(scroll);
  };
  const back = () => { drag.parent.insertBefore(drag.row, drag.next); renumber(); recount(); };
  const stop = () => {
    cancelAnimationFrame(drag.frame);
    drag.row.classList.remove("is-moving");
    document.body.classList.remove("is-dragging");
  };
  list.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button !== 0) return;
    event.preventDefault();
    const row = grip.closest("li[data-row]");
    drag = { row, parent: row.parentElement, next: row.nextElementSibling, x: 0, y: event.clientY, pointer: event.pointerId };
    const box = row.getBoundingClientRect();
    drag.x = box.left + box.width / 2;
    grip.setPointerCapture(event.pointerId);
    row.classList.add("is-moving");
    document.body.classList.add("is-dragging");
    drag.frame = requestAnimationFrame(scroll);
  });
  list.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    drag.y = event.clientY;
    follow(event.clientY);
  });
  list.addEventListener("pointerup", async (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    stop();
    const ended = drag;
    drag = null;
    const section = ended.row.parentElement;
    if (section === ended.parent && ended.row.nextElementSibling === ended.next) return;
    const offset = Number(section.dataset.offset || 0);
    const position = offset + rowsOf(section).indexOf(ended.row) + 1;
    recount();
    try {
      const told = await send({ item: ended.row.dataset.row, section: section.dataset.section, position });
      remember(told);
      say(told.message);
    } catch (problem) {
      drag = ended;
      back();
      drag = null;
      say(problem.message);
      show(problem.message);
    }
  });
  const cancel = () => { if (!drag) return; stop(); back(); drag = null; };
  list.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") cancel(); });
  const grips = (root) => root.querySelectorAll("[data-grip]").forEach((one) => { one.hidden = list.hasAttribute("data-filtered"); });
  grips(document);

  // Ticked rows: how many there are, and what can be done with them, stays in sight.
  const bar = document.querySelector("[data-many]");
  const count = () => {
    const ticked = list.querySelectorAll(".tick:checked").length;
    bar.classList.toggle("is-needed", ticked > 0);
    bar.querySelector("[data-many-count]").textContent = ticked ? ` (${ticked})` : "";
  };
  list.addEventListener("change", (event) => { if (event.target.matches(".tick")) count(); });
  count();

  // An opened row takes the focus; a closed one gives it back to its title.
  let pending = null;
  document.addEventListener("htmx:before:request", () => { pending = document.activeElement?.closest("li[data-row]")?.id || pending; });
  const settled = () => {
    grips(document);
    if (!pending) return;
    const row = document.getElementById(pending);
    pending = null;
    if (!row) return;
    const place = row.querySelector(".errorlist, textarea, .row-both input:checked, [data-opens]");
    if (place && place.matches(".errorlist")) row.querySelector("[aria-invalid], textarea")?.focus();
    else place?.focus();
  };
  document.addEventListener("htmx:after:swap", settled);
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || drag) return;
    const opened = event.target.closest("li.is-open");
    opened?.querySelector('.buttons a[hx-get]')?.click();
  });
})();
