// Empty fields of a filter stay out of the address; without this script they only make it longer.
document.addEventListener("formdata", (event) => {
  if (!event.target.matches("form[data-filter]")) return;
  for (const [name, value] of [...event.formData.entries()]) {
    if (value === "") event.formData.delete(name);
  }
});

// On a phone the lists of a filter fold away, unless one of them is set; a wide screen shows them.
const narrow = window.matchMedia("(max-width: 47.5rem)");
const fold = () => document.querySelectorAll("details[data-fold]").forEach((one) => {
  one.open = !narrow.matches || one.querySelector(".is-set") !== null;
});
fold();
narrow.addEventListener?.("change", fold);

// Menus and tabs that do not fit a phone are swept sideways: the current entry comes into sight.
document.querySelectorAll(".top-nav [aria-current], .tabs [aria-current]").forEach((one) => {
  const list = one.closest("ul");
  list.scrollLeft = one.offsetLeft - list.offsetLeft - 32;
});

// Screen readers speak of a live region only when it changes: what the page came with is put in anew.
const said = document.getElementById("messages");
if (said && said.children.length) setTimeout(() => said.replaceChildren(...said.childNodes), 300);

// A form marked data-once is sent once: its button rests until the next page comes.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => form.querySelectorAll("button").forEach((one) => { one.disabled = true; }));
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("form[data-once]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("button").forEach((one) => { one.disabled = false; });
  });
});

// A pasted table keeps its cells: the page the clipboard holds goes along as a file. Typing in the
// text afterwards means the words are to be read as they now stand.
document.querySelectorAll("form[data-paste]").forEach((form) => {
  const [text, file] = [form.querySelector("textarea"), form.querySelector('input[type="file"]')];
  const told = form.querySelector("[data-pasted]");
  let [pages, isWhole] = [[], false];
  const keep = (words) => {
    const held = new DataTransfer();
    if (pages.length) held.items.add(new File(pages, "page.html", { type: "text/html" }));
    file.files = held.files;
    told.textContent = words;
  };
  text.addEventListener("paste", (event) => {
    const page = event.clipboardData.getData("text/html");
    const isInstead = text.selectionEnd - text.selectionStart === text.value.length;
    isWhole = /<table/i.test(page) && (isInstead || pages.length > 0);
    if (isWhole) pages = isInstead ? [page] : [...pages, page];
  });
  text.addEventListener("input", () => {
    if (isWhole) {
      const shown = new DOMParser().parseFromString(pages.join(""), "text/html");
      keep(`Таблица вставлена вместе с ячейками, строк: ${shown.querySelectorAll("tr").length}.`);
    } else if (pages.length) {
      pages = [];
      keep("Текст изменён: будет прочитан он, а не скопированные ячейки.");
    }
    isWhole = false;
  });
});
