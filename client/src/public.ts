// What a public page gains by script; without it everything still works.
import { readAloud } from "./aloud.ts";
import { switchInPlace } from "./display.ts";
import { focusSummary, sendOnce } from "./form.ts";
import { takeFragment } from "./fragment.ts";
import { enablePasskeys } from "./passkey.ts";
import { enableReceipt } from "./receipt.ts";
import { enhanceUploads } from "./upload.ts";

enhanceUploads(document);
enableReceipt(document);
enablePasskeys(document);
focusSummary(document);
sendOnce();
switchInPlace();
readAloud();
takeFragment();
