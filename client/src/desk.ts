// What the desk gains by script: keys, focus after a swap, and what public pages have.
import { readAloud } from "./aloud.ts";
import { switchInPlace } from "./display.ts";
import { focusSummary, sendOnce } from "./form.ts";
import { enableKeys } from "./keyboard.ts";
import { enableReceipt } from "./receipt.ts";
import { followSwaps } from "./swap.ts";
import { enhanceUploads } from "./upload.ts";

function prepare(part: ParentNode): void {
  enhanceUploads(part);
  enableReceipt(part);
}

prepare(document);
focusSummary(document);
sendOnce();
switchInPlace();
readAloud();
enableKeys();
followSwaps(prepare);
