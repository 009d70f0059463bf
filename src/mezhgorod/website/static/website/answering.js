// The page of an answer: cells like those of a spreadsheet, saved while people type. Without this
// file the page is a plain form. The server decides everything; the page keeps what is not saved.
"use strict";
(() => {
  const form = document.querySelector("form[data-answer]");
  if (!form || !window.fetch) return;
  const LIMIT = 500;
  const ENDINGS = new Set(["exchange.closed", "exchange.not_editable"]);
  const token = form.querySelector('[name="csrfmiddlewaretoken"]').value;
  const bar = form.querySelector("[data-bar]");
  const state = form.querySelector("[data-state]");
  const doubtsLine = form.querySelector("[data-doubts]");
  const filled = document.querySelector("[data-filled]");
  const cells = new Map();
  form.querySelectorAll("[data-cell]").forEach((input) => {
    const id = input.dataset.cell;
    const row = input.closest("tr");
    cells.set(id, {
      id, input, row, reason: row.querySelector("[data-reason]"),
      comment: row.querySelector("[data-comment]"), notes: row.querySelector("[data-notes]"),
      mark: input.dataset.mark, own: [], doubts: [],
    });
  });
  const words = new Map();
  form.querySelectorAll("[data-question]").forEach((area) => {
    const shown = form.querySelector(`[name="k-q-${CSS.escape(area.dataset.question)}"]`);
    words.set(area.dataset.question, { area, shown, seen: shown.value });
  });
  const names = [...form.querySelectorAll("[data-copy-name]")].map((input) => (
    { input, shown: form.querySelector(`[name="k${CSS.escape(input.name)}"]`) }));
  const isRenamed = (one) => one.input.value.trim() && one.input.value.trim() !== one.shown.value;
  const dirty = new Set();
  const dirtyWords = new Set();
  let [revision, isSending, timer, delay, kind, isStopped, isHeld] = [Number(form.dataset.revision), false, 0, 0, "typed", false, false];
  bar.hidden = false;
  document.documentElement.classList.add("has-cells");

  // ---- what a person sees
  const tell = (text, tone = "") => {
    if (state.textContent !== text) state.textContent = text;
    bar.dataset.tone = tone;
  };
  const note = (text, tone) => {
    const line = document.createElement("p");
    line.className = `finding ${tone}`;
    line.textContent = text;
    return line;
  };
  const drawNotes = (cell) => {
    const lines = [...cell.own, ...cell.doubts.map((one) => {
      const asks = one.s === "warning" && !one.ok && !one.m.includes("поясн") ? " Если всё верно, напишите пояснение." : "";
      return note(one.m + asks, one.s + (one.ok ? " is-explained" : ""));
    })];
    cell.notes.replaceChildren(...lines);
    if (cell.isWrong) cell.input.setAttribute("aria-invalid", "true");
    else cell.input.removeAttribute("aria-invalid");
  };
  const put = (cell, one) => {
    cell.input.value = one.v;
    cell.reason.value = one.r;
    cell.comment.value = one.c;
  };
  const told = (cell) => ({ id: cell.id, v: cell.input.value, r: cell.reason.value, c: cell.comment.value, k: cell.mark });
  const isSame = (a, b) => a.v === b.v && a.r === b.r && a.c === b.c;

  // ---- saving
  const touch = (cell, how = "typed") => {
    dirty.add(cell.id);
    kind = how;
    tell("Ещё не сохранено");
    plan(700);
  };
  // What is not saved outlives a closed tab: it is put back into its fields when the page comes again.
  const keep = () => {
    try {
      if (!isWaiting()) { localStorage.removeItem(form.dataset.draft); return; }
      const texts = Object.fromEntries([...dirtyWords].map((code) => [code, words.get(code).area.value]));
      localStorage.setItem(form.dataset.draft, JSON.stringify({ at: Date.now(), cells: [...dirty].map((id) => told(cells.get(id))), texts }));
    } catch { /* a browser without storage still warns before it closes */ }
  };
  const restore = () => {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(form.dataset.draft)); } catch { return; }
    if (!kept || Date.now() - kept.at > 7 * 24 * 3600 * 1000) return;
    (kept.cells || []).forEach((one) => {
      const cell = cells.get(one.id);
      if (!cell || isSame(told(cell), one)) return;
      put(cell, one);
      cell.mark = one.k;
      dirty.add(one.id);
    });
    Object.entries(kept.texts || {}).forEach(([code, text]) => {
      const one = words.get(code);
      if (!one || one.area.value === text) return;
      one.area.value = text;
      dirtyWords.add(code);
    });
    if (isWaiting()) { tell("Возвращено то, что не успело сохраниться."); plan(200); }
  };
  const plan = (wait) => {
    keep();
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };
  const isWaiting = () => Boolean(dirty.size || dirtyWords.size || names.some(isRenamed));
  const send = async () => {
    clearTimeout(timer);
    if (isSending || isStopped || !isWaiting()) return;
    isSending = true;
    const batch = [...dirty].slice(0, LIMIT).map((id) => told(cells.get(id)));
    const asked = Object.fromEntries([...dirtyWords].map((code) => {
      const one = words.get(code);
      return [code, { t: one.area.value, k: one.seen }];
    }));
    const called = Object.fromEntries(names.filter(isRenamed).flatMap(({ input, shown }) => [
      [input.name, input.value], [shown.name, shown.value]]));
    batch.forEach((one) => dirty.delete(one.id));
    dirtyWords.clear();
    tell("Сохраняется…");
    const again = () => {
      batch.forEach((one) => dirty.add(one.id));
      Object.keys(asked).forEach((code) => dirtyWords.add(code));
    };
    try {
      const answer = await fetch(form.dataset.save, {
        method: "POST", credentials: "same-origin", redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ cells: batch, texts: asked, names: called, kind, revision }),
      });
      const isJson = (answer.headers.get("Content-Type") || "").includes("json");
      if (answer.ok && isJson) {
        delay = 0;
        take(await answer.json(), batch, asked);
        names.forEach(({ input, shown }) => {
          if (!(input.name in called)) return;
          shown.value = called[input.name].trim();
          input.closest("[data-section]").querySelector(".add-copy")?.removeAttribute("hidden");
        });
      } else if (answer.status >= 500) {
        throw new Error("server");
      } else {
        again();
        const said = isJson ? await answer.json() : {
          code: "", message: "Вход закончился. Войдите в соседней вкладке и обновите эту страницу: набранное вернётся." };
        // What the person can mend is tried again after the next key, what is over is not.
        isHeld = true;
        isStopped = answer.status !== 409 || ENDINGS.has(said.code);
        tell(`Не сохранено. ${said.message}`, "bad");
      }
    } catch {
      again();
      delay = Math.min(delay ? delay * 2 : 5, 60);
      tell(`Нет связи. Набранное остаётся на странице, следующая попытка через ${delay} с.`, "bad");
      plan(delay * 1000);
    } finally {
      isSending = false;
      keep();
      if (!isStopped && !isHeld && !delay && isWaiting()) plan(50);
    }
  };
  const take = (said, batch, asked) => {
    revision = said.revision;
    const sent = new Map(batch.map((one) => [one.id, one]));
    said.cells.forEach((one) => {
      const cell = cells.get(one.id);
      if (!cell) return;
      const before = sent.get(one.id);
      const wasChanged = before && !isSame(told(cell), before);
      if (!before && dirty.has(one.id)) return;
      cell.mark = one.k;
      // What is being typed is not taken out of the hands.
      if (!wasChanged && (!before || document.activeElement !== cell.input || cell.reason.value !== one.r)) put(cell, one);
      cell.isWrong = false;
      cell.own = one.remark ? [note(one.remark, "hint")] : [];
      if (one.carried) cell.own.push(note("Взято из прошлого раунда, не подтверждено.", "hint"));
      cell.row.classList.toggle("is-carried", Boolean(one.carried));
    });
    if (said.whole) clearEmptied(said, sent);
    said.errors.forEach((one) => {
      const cell = cells.get(one.id);
      if (!cell) return;
      cell.isWrong = true;
      cell.own = [note(`Не сохранено. ${one.m}`, "error")];
    });
    said.conflicts.forEach((one) => dispute(cells.get(one.id), one));
    showDoubts(said.doubts);
    Object.entries(said.computed).forEach(([id, text]) => { outputs.get(id)?.replaceChildren(text); });
    outputs.forEach((output, id) => { if (!(id in said.computed)) output.textContent = "—"; });
    if (filled) filled.textContent = said.filled;
    if (revision) document.querySelector("[data-not-started]")?.replaceChildren("черновик");
    (said.texts || []).forEach((one) => takeWords(one, asked));
    const open = said.errors.length + said.conflicts.length;
    const rest = dirty.size ? " Сохраняется остальное…" : "";
    if (open) tell(`Сохранено в ${said.saved}, кроме ячеек: ${open}. Они отмечены, набранное в них цело.${rest}`, "bad");
    else tell(`Сохранено в ${said.saved}.${rest}`, "good");
  };
  // Another person has emptied what the answer of the server no longer has.
  const clearEmptied = (said, sent) => {
    const known = new Set(said.cells.map((one) => one.id));
    cells.forEach((cell) => {
      if (known.has(cell.id) || sent.has(cell.id) || dirty.has(cell.id) || cell.mark === "-" || cell.isWrong) return;
      cell.mark = "-";
      put(cell, { v: "", r: "", c: "" });
    });
  };
  const takeWords = (one, asked) => {
    const known = words.get(one.code);
    const place = form.querySelector(`[data-question-note="${CSS.escape(one.code)}"]`);
    known.seen = one.stored;
    known.shown.value = one.stored;
    place.replaceChildren();
    if (!one.disputed) return;
    place.append(note(`Пока вы писали, другой человек ответил: «${one.stored}». Ваш текст стоит в поле и не сохранён.`, "error"));
    place.append(button("Оставить мой", () => { dirtyWords.add(one.code); place.replaceChildren(); send(); }));
    place.append(button("Взять записанный", () => { known.area.value = one.stored; place.replaceChildren(); }));
  };
  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-sm";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };
  const dispute = (cell, one) => {
    if (!cell) return;
    cell.mark = one.k;
    cell.isWrong = true;
    const who = [one.by, one.at].filter(Boolean).join(", ");
    const mine = note(`Пока вы писали, другой человек${who ? ` (${who})` : ""} записал: ${one.theirs}. Ваше стоит в поле и не сохранено.`, "error");
    const settle = () => { cell.isWrong = false; cell.own = []; drawNotes(cell); cell.input.focus(); };
    const choice = document.createElement("p");
    choice.append(
      button("Оставить моё", () => { settle(); touch(cell); send(); }), " ",
      button("Взять записанное", () => { put(cell, one); settle(); }),
    );
    cell.own = [mine, choice];
  };
  const outputs = new Map([...form.querySelectorAll("[data-computed]")].map((one) => [one.dataset.computed, one]));
  const showDoubts = (found) => {
    cells.forEach((cell) => { cell.doubts = []; });
    const others = new Map();
    found.forEach((one) => {
      if (cells.has(one.id)) cells.get(one.id).doubts.push(one);
      else others.set(one.id, [...(others.get(one.id) || []), note(one.m, one.s)]);
    });
    cells.forEach(drawNotes);
    outputs.forEach((output, id) => {
      output.closest("tr").querySelector("[data-notes]")?.replaceChildren(...(others.get(id) || []));
    });
    const open = found.filter((one) => !one.ok && one.s !== "info").length;
    doubtsLine.textContent = open ? `Сомнений без пояснения: ${open}` : "";
  };

  // ---- typing
  form.addEventListener("input", (event) => {
    const target = event.target;
    isHeld = false;
    const id = target.dataset.cell || target.dataset.reason || target.dataset.comment;
    if (id) {
      const cell = cells.get(id);
      if (target === cell.reason && target.value) cell.input.value = "";
      if (target === cell.input && target.value.trim()) cell.reason.value = "";
      if (target === cell.comment && !cell.input.value.trim() && !cell.reason.value) return;
      touch(cell);
    } else if (target.dataset.question) {
      dirtyWords.add(target.dataset.question);
      tell("Ещё не сохранено");
      plan(1500);
    } else if ("copyName" in target.dataset) {
      tell("Ещё не сохранено");
      plan(1500);
    }
  });
  form.addEventListener("change", (event) => {
    if (event.target.closest("[data-row]") && !delay) plan(50);
  });

  // ---- moving
  const columns = ["[data-cell]", "[data-reason]", "[data-comment]"];
  const step = (target, by) => {
    const column = columns.find((one) => target.matches(one));
    const all = [...form.querySelectorAll(column)];
    const next = all[all.indexOf(target) + by];
    if (!next) return false;
    next.focus();
    if (next.select) next.select();
    return true;
  };
  const sideways = (target, by) => {
    const row = [...target.closest("tr").querySelectorAll("[data-cell], [data-reason], [data-comment]")];
    const next = row[row.indexOf(target) + by];
    if (next) next.focus();
    return Boolean(next);
  };
  form.addEventListener("keydown", (event) => {
    const target = event.target;
    if (!target.matches("[data-cell], [data-comment], [data-reason]") || event.isComposing) return;
    const isArea = target.tagName === "TEXTAREA";
    const isSelect = target.tagName === "SELECT";
    if (event.altKey && event.key === "ArrowDown" && target.matches("[data-cell]")) {
      const reason = cells.get(target.dataset.cell).reason;
      reason.focus();
      try { reason.showPicker(); } catch { /* an old browser opens it by the same keys */ }
      event.preventDefault();
    } else if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    } else if (event.key === "Enter" && !(isArea && event.shiftKey)) {
      // The form is sent by its buttons only.
      event.preventDefault();
      if (isSelect) cells.get(target.dataset.reason).input.focus();
      else step(target, event.shiftKey ? -1 : 1);
    } else if (isSelect || isArea) {
      return;
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (step(target, event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    } else if (event.key === "ArrowRight" && target.selectionStart === target.value.length && target.selectionEnd === target.value.length) {
      if (sideways(target, 1)) event.preventDefault();
    } else if (event.key === "ArrowLeft" && target.selectionEnd === 0) {
      if (sideways(target, -1)) event.preventDefault();
    }
  });

  // ---- a block out of Excel
  const rowsOf = (input) => {
    // A repeated section is a table for each copy; ordinary sections follow one another.
    const part = input.closest("[data-section]");
    if ("repeated" in part.dataset) {
      return [...part.querySelectorAll("table")].map((one) => [...one.tBodies[0].rows]);
    }
    return [[...form.querySelectorAll("[data-section]:not([data-repeated]) tbody tr")]];
  };
  const blockOf = (text) => {
    const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
    return lines.map((line) => line.split("\t"));
  };
  form.addEventListener("paste", (event) => {
    const input = event.target;
    if (!input.matches("[data-cell]") || !event.clipboardData) return;
    const text = event.clipboardData.getData("text/plain");
    const block = blockOf(text);
    if (block.length === 1 && block[0].length === 1) return;
    if (input.tagName === "TEXTAREA" && !text.includes("\t")) return;
    event.preventDefault();
    const tables = rowsOf(input);
    const row = input.closest("tr");
    const first = tables.findIndex((rows) => rows.includes(row));
    const top = tables[first].indexOf(row);
    const [left, taken] = [[], []];
    block.forEach((line, down) => line.forEach((raw, across) => {
      const one = raw.trim();
      if (!one) return;
      const target = tables[first + across]?.[top + down];
      const cell = target && cells.get(target.dataset.row);
      if (cell) taken.push([cell, one]);
      else if (!target) left.push(one);
    }));
    taken.forEach(([cell, one]) => {
      cell.input.value = one;
      cell.reason.value = "";
      dirty.add(cell.id);
    });
    kind = "pasted";
    showLeft(left, taken.length, input);
    send();
  });
  const showLeft = (left, count, input) => {
    form.querySelector("[data-left]")?.remove();
    if (!left.length) return;
    const box = document.createElement("div");
    box.className = "verdict warn";
    box.dataset.left = "";
    box.setAttribute("role", "alert");
    const said = document.createElement("p");
    said.textContent = `Вставленный блок больше формы: взято значений ${count}, не поместилось ${left.length}. Они ниже, ничего не потеряно.`;
    const area = document.createElement("textarea");
    area.className = "form-control";
    area.readOnly = true;
    area.rows = 3;
    area.setAttribute("aria-label", "Не поместившиеся значения");
    area.value = left.join("\n");
    box.append(said, area, button("Убрать", () => { box.remove(); input.focus(); }));
    input.closest("table").before(box);
  };

  // ---- leaving, coming back, others
  const syncMarks = () => {
    form.querySelector('[name="marks"]').value = [...cells.values()].map((one) => `${one.id}=${one.mark}`).join(" ");
    words.forEach((one) => { one.shown.value = one.seen; });
  };
  form.addEventListener("submit", (event) => {
    const asked = event.submitter?.dataset.confirm;
    if (asked && !window.confirm(asked)) { event.preventDefault(); return; }
    clearTimeout(timer);
    syncMarks();
    isLeaving = true;
  });
  let isLeaving = false;
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && (isWaiting() || isSending)) event.preventDefault();
  });
  window.addEventListener("online", () => { delay = 0; send(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) isLeaving = false; });
  setInterval(async () => {
    if (document.hidden || isSending || isStopped || isLeaving || dirty.size) return;
    try {
      const answer = await fetch(`${form.dataset.news}?revision=${revision}`, { credentials: "same-origin", redirect: "manual" });
      if (answer.status === 200) {
        const said = await answer.json();
        take(said, [], {});
        tell("Показано то, что записали другие.", "good");
      } else if (answer.status === 409) {
        tell((await answer.json()).message, "bad");
      }
    } catch { /* the next saving tells that there is no connection */ }
  }, 30000);
  form.querySelectorAll("[data-row]").forEach((row) => {
    const cell = cells.get(row.dataset.row);
    if (cell) {
      cell.own = [...cell.notes.children].filter((one) => one.classList.contains("hint"));
      cell.isWrong = cell.input.getAttribute("aria-invalid") === "true";
    }
  });
  tell("Набранное сохраняется само.");
  restore();
})();
