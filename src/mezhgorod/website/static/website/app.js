// Empty fields of a filter stay out of the address; without this script they only make it longer.
document.addEventListener("formdata", (event) => {
  if (!event.target.matches("form[data-filter]")) return;
  for (const [name, value] of [...event.formData.entries()]) {
    if (value === "") event.formData.delete(name);
  }
});

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
