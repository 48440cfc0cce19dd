// Formats Typst templates: node typstyle.mjs NODE_MODULES [--check] FILE… NODE_MODULES is the folder that holds the package. With --check it
// writes nothing, names the files that have another format and fails.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const PACKAGE = "@typstyle/typstyle-wasm-bundler";
const GLUE = "typstyle_wasm_bg";
// biome-ignore lint/style/useNamingConvention: the tool's names
const STYLE = { max_width: 140, tab_spaces: 2, reorder_import_items: true };

/** The formatter. Its package is made for bundlers, which Node is not: what joins its two halves is done here. */
const formatter = async (home) => {
  const folder = resolve(home, PACKAGE);
  const glue = await import(pathToFileURL(`${folder}/${GLUE}.js`));
  const { instance } = await WebAssembly.instantiate(readFileSync(`${folder}/${GLUE}.wasm`), { [`./${GLUE}.js`]: glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return (text) => glue.format(text, STYLE);
};

const [modules, ...given] = process.argv.slice(2);
const files = given.filter((one) => one !== "--check");
const format = await formatter(modules);
for (const file of files) {
  const text = readFileSync(file, "utf-8");
  const wanted = format(text);
  if (wanted === text) {
    continue;
  }
  if (given.includes("--check")) {
    console.error(`${file}: not in the format (make format)`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, wanted);
  }
}
