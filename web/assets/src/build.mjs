// Rebuilds ../dist from the sources here: one stylesheet, one script, two fonts, one sprite, a few small images. Every file carries the
// hash of its content in its name and lies beside its .br and .gz, so that the server computes nothing. Run through `make assets`.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import * as sass from "sass";

const here = import.meta.dirname;
const uswds = join(here, "node_modules/@uswds/uswds");
const dist = join(here, "../dist");

const fonts = {
  "public-sans-regular.woff2": "PublicSans-Regular.woff2",
  "public-sans-semibold.woff2": "PublicSans-SemiBold.woff2",
};

// Our name of an icon: the USWDS icon it is made of. Those that USWDS lacks are drawn in icons/.
const icons = {
  search: "search", check: "check", "check-circle": "check_circle", warning: "warning", error: "error", info: "info", close: "close",
  expand: "expand_more", person: "person", group: "groups", lock: "lock", "arrow-forward": "arrow_forward", "arrow-back": "arrow_back",
  print: "print", launch: "launch", menu: "menu", edit: "edit", attach: "attach_file", link: "link", history: "history",
  list: "list", quote: "format_quote", add: "add", copy: "content_copy", place: "location_on", calendar: "calendar_today",
  notifications: "notifications",
};

// Type and whether it gains from compression are told by the ending; woff2 is compressed already.
const compressible = /\.(css|js|svg)$/;

// Nothing is written before everything compiled: a mistake in a source leaves the dist that works.
const outputs = new Map();

function emit(name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const hashed = name.replace(/(\.[a-z0-9]+)$/, `-${hash}$1`);
  outputs.set(hashed, bytes);
  if (compressible.test(name)) {
    outputs.set(`${hashed}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    outputs.set(`${hashed}.gz`, gzipSync(bytes, { level: 9 }));
  }
  return hashed;
}

function symbol(name, svg) {
  const [, box] = svg.match(/viewBox="([^"]+)"/);
  const [, shapes] = svg.match(/<svg[^>]*>([\s\S]*)<\/svg>/);
  return `<symbol id="${name}" viewBox="${box}">${shapes.trim()}</symbol>`;
}

// What dist was built from, so that a test can tell without npm whether it is up to date: the names and contents of all sources.
function sources() {
  const hash = createHash("sha256");
  const built = (file) => /\.(scss|js|mjs|json|svg)$/.test(file) && !file.startsWith("node_modules");
  for (const file of readdirSync(here, { recursive: true }).filter(built).sort()) {
    hash.update(`${file}\n`).update(readFileSync(join(here, file)));
  }
  return hash.digest("hex");
}

const symbols = Object.entries(icons).map(([name, file]) => symbol(name, readFileSync(join(uswds, `dist/img/usa-icons/${file}.svg`), "utf8")));
for (const file of readdirSync(join(here, "icons")).filter((file) => file !== "favicon.svg").sort()) {
  symbols.push(symbol(file.replace(".svg", ""), readFileSync(join(here, "icons", file), "utf8")));
}
emit("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
emit("favicon.svg", readFileSync(join(here, "icons/favicon.svg")));

const css = sass.compile(join(here, "concord.scss"), {
  style: "compressed",
  loadPaths: [here, join(uswds, "packages")],
  quietDeps: true,
});
const emitted = new Map();
const linked = css.css.replace(/url\("?([^")]+)"?\)/g, (_, path) => {
  const name = path.split("/").pop();
  if (!emitted.has(path)) {
    const source = path.startsWith("fonts/") ? `dist/fonts/public-sans/${fonts[name]}` : `dist/${path}`;
    emitted.set(path, emit(name, readFileSync(join(uswds, source))));
  }
  return `url(${emitted.get(path)})`;
});
emit("concord.css", linked);

const script = await build({ entryPoints: [join(here, "js/concord.js")], bundle: true, minify: true, format: "esm", target: "es2022", write: false });
emit("concord.js", script.outputFiles[0].contents);

outputs.set("SOURCES", Buffer.from(`${sources()}\n`));

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
for (const [name, bytes] of [...outputs].sort()) {
  writeFileSync(join(dist, name), bytes);
  console.log(String(bytes.length).padStart(7), name);
}
