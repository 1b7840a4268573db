// A code that a scanned address carries in its fragment goes into the field, and out of the address.
function fill(): void {
  const field = document.querySelector<HTMLInputElement>("[data-from-fragment]");
  const code = /^#(\d+)$/.exec(location.hash)?.[1];
  if (!field || !code) return;
  field.value = code.replace(/(\d{4})(?=\d)/g, "$1 ");
  history.replaceState(null, "", location.pathname + location.search);
  field.form?.querySelector<HTMLElement>("button")?.focus();
}

export function takeFragment(): void {
  fill();
  window.addEventListener("hashchange", fill);
}
