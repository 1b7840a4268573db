import { FileUpload } from "govuk-frontend/dist/govuk/components/file-upload/file-upload.mjs";

// The bare file button speaks the browser's language; the texts of the page replace it.
export function enhanceUploads(part: ParentNode): void {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  for (const root of part.querySelectorAll<HTMLElement>("[data-upload]")) {
    const text = (name: string): string => root.dataset[name] ?? "";
    const many = text("many").replace("{count}", "%{count}");
    delete root.dataset["upload"];
    new FileUpload(root, {
      i18n: {
        chooseFilesButton: text("choose"),
        dropInstruction: text("drop"),
        noFileChosen: text("none"),
        multipleFilesChosen: { one: many, other: many },
        enteredDropZone: text("entered"),
        leftDropZone: text("left"),
      },
    });
    // A comma that one hears but does not see would part the name from the words on the button.
    for (const comma of root.querySelectorAll('[id$="-comma"]')) {
      comma.textContent = " ";
      comma.before(" ");
    }
  }
}
