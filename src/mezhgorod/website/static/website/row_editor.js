// Rows of plans while they are typed: what was read is spoken, words are saved by themselves, kept in
// the browser while there is no connection, and set beside what somebody else has saved.
(() => {
  const WAIT_MS = 800;
  const FIRST_RETRY_MS = 2000;
  const LONGEST_RETRY_MS = 60000;
  const KEPT = "mezhgorod:row:";
  const rows = new Map();

  const make = (tag, words, attributes = {}) => {
    const one = document.createElement(tag);
    one.textContent = words;
    Object.entries(attributes).forEach(([name, value]) => one.setAttribute(name, value));
    return one;
  };
  const clock = () => new Date().toLocaleTimeString("ru-RU", { hour: "2-digit", minute: "2-digit" });

  // A browser may forbid keeping anything: then only the fields hold the words.
  const kept = {
    read(url) { try { return JSON.parse(localStorage.getItem(KEPT + url)); } catch { return null; } },
    write(url, value) { try { localStorage.setItem(KEPT + url, JSON.stringify(value)); return true; } catch { return false; } },
    drop(url) { try { localStorage.removeItem(KEPT + url); } catch { /* nothing was kept */ } },
  };

  class Row {
    constructor(element) {
      this.element = element;
      this.url = element.dataset.saveUrl;
      this.fields = [...element.querySelectorAll("textarea[name], select[name]")];
      this.state = element.querySelector("[data-state]");
      this.version = element.querySelector("[data-version]");
      this.box = element.querySelector("[data-conflict]");
      this.isUnsaved = false;
      this.isStopped = false;
      this.isDisputed = false;
      this.sending = null;
      this.retryMs = FIRST_RETRY_MS;
      this.fields.forEach((one) => one.addEventListener("input", () => this.typed()));
      this.restore();
    }

    words() { return Object.fromEntries(this.fields.map((one) => [one.name, one.value])); }

    put(words) {
      this.fields.forEach((one) => {
        if (!(one.name in words) || one.value === words[one.name]) return;
        one.value = words[one.name];
        one.dispatchEvent(new Event("input", { bubbles: true }));
      });
    }

    say(words, look = "") {
      this.state.className = `row-state ${look}`;
      if (this.state.textContent !== words) this.state.textContent = words;
    }

    typed() {
      this.isUnsaved = true;
      kept.write(this.url, { version: this.version.value, words: this.words() });
      clearTimeout(this.timer);
      if (this.isDisputed) return;
      this.isStopped = false;
      this.timer = setTimeout(() => this.save(), WAIT_MS);
    }

    // Words of a page that was closed without a connection come back; nothing is put over newer ones.
    restore() {
      const found = kept.read(this.url);
      if (!found || !found.words) return;
      const now = this.words();
      const isSame = this.fields.every((one) => !(one.name in found.words) || found.words[one.name] === now[one.name]);
      if (isSame) { kept.drop(this.url); return; }
      if (found.version === this.version.value) {
        this.put(found.words);
        this.say("Возвращён текст, который не успел сохраниться.", "is-waiting");
        return;
      }
      const current = this.version.value;
      this.version.value = found.version;
      this.isDisputed = true;
      this.put(found.words);
      this.conflict({ version: current, cells: now,
        message: "Пока ваш текст ждал в этом браузере, строку сохранил другой человек." });
    }

    async save() {
      clearTimeout(this.timer);
      if (this.sending || this.isStopped || !this.isUnsaved) return this.sending;
      this.sending = this.send();
      await this.sending;
      this.sending = null;
      return null;
    }

    async send() {
      const words = this.words();
      const body = new FormData();
      Object.entries(words).forEach(([name, value]) => body.append(name, value));
      body.append("version", this.version.value);
      body.append("csrfmiddlewaretoken", document.querySelector("#row-setting [name=csrfmiddlewaretoken]").value);
      this.say("Сохраняется…", "is-waiting");
      let answer;
      try {
        answer = await fetch(this.url, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" });
      } catch {
        this.later();
        return;
      }
      const told = await answer.json().catch(() => ({}));
      if (answer.ok && told.version) this.saved(told, words);
      else if (answer.status === 409 && told.cells) this.conflict(told);
      else if (answer.status >= 500 || answer.status === 429) this.later("Сервер сейчас не отвечает");
      else this.refused(told.message);
    }

    saved(told, words) {
      this.version.value = told.version;
      this.retryMs = FIRST_RETRY_MS;
      this.fields.forEach((one) => one.removeAttribute("aria-invalid"));
      const isSame = this.fields.every((one) => one.value === words[one.name]);
      if (!isSame) {
        kept.write(this.url, { version: this.version.value, words: this.words() });
        this.timer = setTimeout(() => this.save(), WAIT_MS);
        return;
      }
      this.isUnsaved = false;
      kept.drop(this.url);
      this.say(`сохранено ${told.saved || clock()}`);
      this.element.dispatchEvent(new CustomEvent("row:saved", { bubbles: true, detail: told }));
    }

    later(cause = "Нет связи") {
      const isKept = kept.write(this.url, { version: this.version.value, words: this.words() });
      this.say(isKept
        ? `${cause}. Текст хранится в этом браузере и будет отправлен, когда связь появится.`
        : `${cause}. Не закрывайте страницу: текст будет отправлен, когда связь появится.`, "is-bad");
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), this.retryMs);
      this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS);
    }

    refused(message) {
      this.isStopped = true;
      this.say(`Не сохранено. ${message || "Обновите страницу: текст хранится в этом браузере."}`, "is-bad");
    }

    // Both texts stand side by side until a person chooses; the one not chosen can be taken back.
    conflict(told) {
      this.isStopped = true;
      this.isDisputed = true;
      const theirs = told.cells;
      const box = make("div", "", { class: "row-conflict", role: "group", tabindex: "-1" });
      box.append(make("h3", "Строку сохранил другой человек"), make("p", told.message || ""));
      this.fields.filter((one) => one.name in theirs && theirs[one.name] !== one.value).forEach((one) => {
        const label = this.element.querySelector(`label[for="${CSS.escape(one.id)}"]`);
        const pair = make("div", "", { class: "pair" });
        [["ваш текст", one.value], ["сохранено другим", theirs[one.name]]].forEach(([head, words]) => {
          const side = make("div", "");
          side.append(make("b", `${label ? label.textContent : ""}: ${head}`), make("pre", words || "пусто"));
          pair.append(side);
        });
        box.append(pair);
      });
      const choices = make("p", "", { class: "choices" });
      const own = make("button", "Сохранить мой текст", { type: "button", class: "btn btn-primary" });
      const other = make("button", "Взять сохранённое", { type: "button", class: "btn" });
      own.addEventListener("click", () => this.choose(told.version, this.words(), theirs, "Вернуть текст другого"));
      other.addEventListener("click", () => this.choose(told.version, theirs, this.words(), "Вернуть мой текст"));
      choices.append(own, other);
      box.append(choices);
      this.box.replaceChildren(box);
      this.say("Не сохранено: выберите, какой текст оставить.", "is-bad");
    }

    choose(version, chosen, left, words) {
      this.version.value = version;
      this.isDisputed = false;
      const back = make("button", words, { type: "button", class: "btn btn-sm" });
      back.addEventListener("click", () => {
        this.put(left);
        this.box.replaceChildren();
        this.fields[0].focus();
      });
      const line = make("p", "", { class: "choices" });
      line.append(back);
      this.box.replaceChildren(line);
      this.put(chosen);
      this.typed();
      this.save();
      back.focus();
    }
  }

  const speak = (region) => {
    const words = region.querySelector("[data-say]")?.dataset.say ?? "";
    const spoken = region.closest(".row-editor")?.querySelector("[data-spoken]");
    if (spoken && spoken.textContent !== words) spoken.textContent = words;
    region.querySelectorAll("[data-repair]").forEach((one) => { one.hidden = false; });
  };

  const start = (root) => {
    root.querySelectorAll("[data-row-editor]").forEach((element) => {
      if (rows.has(element)) return;
      element.querySelectorAll("[data-show]").forEach((one) => { one.hidden = true; });
      const region = element.querySelector("[data-understood]");
      if (region) {
        region.querySelectorAll("[data-repair]").forEach((one) => { one.hidden = false; });
        new MutationObserver(() => speak(region)).observe(region, { childList: true });
      }
      rows.set(element, element.dataset.saveUrl ? new Row(element) : null);
    });
  };
  const saving = () => [...rows.values()].filter((one) => one && document.contains(one.element));

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-repair]");
    if (!button) return;
    const { role, before, after } = button.dataset;
    const field = [...button.closest(".row-editor").querySelectorAll("textarea")]
      .find((one) => one.dataset.role === role && one.value.includes(before));
    if (!field) return;
    field.value = field.value.replace(before, () => after);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });

  // Before the page is left by a button, what is typed is saved: the button comes after that.
  let isLeaving = false;
  let isFlushed = false;
  document.addEventListener("submit", (event) => {
    const waiting = saving().filter((one) => one.sending || (one.isUnsaved && !one.isStopped));
    if (waiting.length && !isFlushed) {
      event.preventDefault();
      event.stopImmediatePropagation();
      isFlushed = true;
      Promise.all(waiting.map(async (one) => { await one.save(); await one.save(); }))
        .then(() => event.target.requestSubmit(event.submitter))
        .finally(() => { isFlushed = false; });
      return;
    }
    saving().forEach((one) => clearTimeout(one.timer));
    isLeaving = true;
  }, true);
  window.addEventListener("pageshow", () => { isLeaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && saving().some((one) => one.isUnsaved)) event.preventDefault();
  });
  window.addEventListener("online", () => saving().forEach((one) => { one.retryMs = FIRST_RETRY_MS; one.save(); }));
  document.addEventListener("htmx:after:swap", () => start(document));
  start(document);
})();
