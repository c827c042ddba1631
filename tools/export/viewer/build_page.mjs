// Puts the viewer's page together and writes it as C++: the page with everything inlined, the
// places for title and data left open, and a content security policy that names each script and
// style by its hash.
//
//   node build_page.mjs SOURCE_FOLDER NODE_MODULES OUTPUT.cc

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

const [sourceFolder, modules, outputFile] = process.argv.slice(2);
const read = (...parts) => readFileSync(join(...parts), "utf8");

// "</script" inside a script would end its element.
const inlined = (script) => script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");

const library = inlined(read(modules, "force-graph", "dist", "force-graph.min.js")
  .replace(/^\/\/# sourceMappingURL=.*$/m, "").trim());
const viewer = inlined(read(sourceFolder, "viewer.js").trim());
const style = read(sourceFolder, "viewer.css").trim();

/** The styles that the library adds to the page when it is loaded, to be allowed by hash. */
function stylesAddedBy(script) {
  const styles = [];
  const element = () => ({
    appendChild(child) { if (child && child.text !== undefined) styles.push(child.text); },
    setAttribute() {},
    style: {},
  });
  const document = {
    head: element(),
    getElementsByTagName: () => [element()],
    createElement: element,
    createTextNode: (text) => ({ text }),
  };
  const nothing = () => 0;  // No clock runs: only what happens at once matters here.
  runInNewContext(script, {
    document, navigator: {}, window: {}, performance, setTimeout: nothing, setInterval: nothing,
    clearTimeout: nothing, clearInterval: nothing, requestAnimationFrame: nothing,
  });
  return styles;
}

/** Names and licence texts of everything that the library is made of. */
function licences() {
  const folders = readdirSync(modules).filter((name) => !name.startsWith(".")).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(modules, name)).map((part) => join(name, part)) : [name]);
  const byText = new Map();
  for (const folder of folders.sort()) {
    if (!statSync(join(modules, folder)).isDirectory()) continue;
    const description = JSON.parse(read(modules, folder, "package.json"));
    const file = readdirSync(join(modules, folder)).find((name) => /^licen[cs]e/i.test(name));
    const text = file ? read(modules, folder, file).trim() : `Licence: ${description.license}`;
    if (!byText.has(text)) byText.set(text, []);
    byText.get(text).push(`${description.name} ${description.version}`);
  }
  return [...byText].map(([text, names]) => `${names.join(", ")}\n\n${text}`).join("\n\n----\n\n")
    .replaceAll("<", "(").replaceAll(">", ")");
}

const hash = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
const policy = [
  "default-src 'none'",
  `script-src ${hash(library)} ${hash(viewer)}`,
  // A style that the library adds is empty for a moment.
  `style-src ${[style, "", ...stylesAddedBy(library)].map(hash).join(" ")}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const parts = { policy, style, licences: licences(), library, viewer };
const page = read(sourceFolder, "page.html").replace(/@(\w+)@/g, (place, name) => parts[name] ?? place);
const [head, rest] = page.split("@title@");
const [middle, tail] = rest.split("@data@");
if (tail === undefined) throw new Error("page.html lacks @title@ or @data@");

const array = (name, text) => {
  const bytes = [...Buffer.from(text, "utf8")];
  const lines = [];
  for (let index = 0; index < bytes.length; index += 40) lines.push(bytes.slice(index, index + 40).join(","));
  return `const unsigned char ${name}Bytes[] = {\n${lines.join(",\n")}};\n`;
};
const names = ["kHead", "kMiddle", "kTail"];
writeFileSync(outputFile, `// Made by build_page.mjs.
#include "tools/export/viewer/viewer_page.h"

namespace rondo {
namespace {
${names.map((name, index) => array(name, [head, middle, tail][index])).join("")}
template <size_t kSize>
std::string_view Text(const unsigned char (&bytes)[kSize]) {
  return {reinterpret_cast<const char*>(bytes), kSize};
}
}  // namespace

ViewerPage GetViewerPage() { return {${names.map((name) => `Text(${name}Bytes)`).join(", ")}}; }

}  // namespace rondo
`);
