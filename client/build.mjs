// Builds the style sheets and scripts of every page into the folder named on the command line.
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { compileAsync } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2];
if (!target) {
  process.stderr.write("node build.mjs OUT: the folder to write to is missing.\n");
  process.exit(1);
}
const out = resolve(target);
const browsers = ["chrome90", "firefox90", "safari14.1"];

// One sheet: Sass, then small; a picture inside the sheet would break the content policy.
async function sheet(name) {
  const compiled = await compileAsync(join(here, "styles", `${name}.scss`), {
    loadPaths: [join(here, "node_modules")],
    quietDeps: true,
  });
  const small = await transform(compiled.css, { loader: "css", minify: true, target: browsers });
  if (small.code.includes("data:") || small.code.includes("sourceMappingURL")) {
    throw new Error(`${name}.css holds data: or names a source map`);
  }
  await writeFile(join(out, `${name}.css`), small.code);
}

async function scripts() {
  await build({
    entryPoints: ["public", "desk"].map((name) => join(here, "src", `${name}.ts`)),
    outdir: out,
    bundle: true,
    minify: true,
    format: "iife",
    legalComments: "none",
    target: browsers,
  });
  const htmx = join(here, "node_modules", "htmx.org", "dist", "htmx.min.js");
  await copyFile(htmx, join(out, "htmx.js"));
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([sheet("lianxin"), sheet("desk"), scripts()]);
