declare module "govuk-frontend/dist/govuk/components/file-upload/file-upload.mjs" {
  export interface FileUploadTexts {
    chooseFilesButton: string;
    dropInstruction: string;
    noFileChosen: string;
    multipleFilesChosen: { one: string; other: string };
    enteredDropZone: string;
    leftDropZone: string;
  }
  export class FileUpload {
    constructor(root: Element, config: { i18n: FileUploadTexts });
  }
}
