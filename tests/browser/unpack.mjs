// Unpacks the browser of the npm package: node unpack.mjs FOLDER
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";

const [, , target] = process.argv;
const source = new URL("node_modules/@sparticuz/chromium/bin/", import.meta.url);
await mkdir(target, { recursive: true });
for (const name of ["chromium", "al2023.tar"]) {
  await pipeline(
    createReadStream(new URL(`${name}.br`, source)),
    createBrotliDecompress(),
    createWriteStream(`${target}/${name}`, { mode: 0o755 }),
  );
}
