// A form is sent once: a second press while the first is under way does nothing.
export function sendOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset["once"] === undefined) return;
    if (form.dataset["sending"] !== undefined) event.preventDefault();
    else form.dataset["sending"] = "";
  });
  const ready = (): void => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sending]")) {
      delete form.dataset["sending"];
    }
  };
  window.addEventListener("pageshow", ready);
  document.addEventListener("htmx:afterRequest", ready);
}

// The summary of errors takes the focus, so that it is read first.
export function focusSummary(part: ParentNode): void {
  part.querySelector<HTMLElement>("[data-error-summary]")?.focus();
}
