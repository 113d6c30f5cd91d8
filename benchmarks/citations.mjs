// Renew tests/citations/citeproc.json: the sources beside it, as citeproc-js renders them with the official styles.
//
//   node benchmarks/citations.mjs CITEPROC STYLES LOCALES
//
// CITEPROC is a folder of the npm package "citeproc", STYLES and LOCALES are copies of the repositories of those
// names of citation-style-language. Nothing is fetched.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [citeproc, styles, locales] = process.argv.slice(2).map((folder) => resolve(folder));
const CSL = createRequire(import.meta.url)(join(citeproc, "citeproc_commonjs.js"));
const version = JSON.parse(readFileSync(join(citeproc, "package.json"), "utf-8")).version;

const NAMES = {
  apa: "apa",
  mla: "modern-language-association",
  chicago: "chicago-author-date",
  "chicago-notes": "chicago-notes-bibliography",
};
const folder = new URL("../tests/citations/", import.meta.url);
const items = JSON.parse(readFileSync(new URL("sources.json", folder), "utf-8"));
const byId = Object.fromEntries(items.map((item) => [item.id, item]));
const locale = readFileSync(join(locales, "locales-en-US.xml"), "utf-8");

const dates = {};
const renderings = Object.fromEntries(items.map((item) => [item.id, {}]));
for (const [name, file] of Object.entries(NAMES)) {
  const style = readFileSync(join(styles, `${file}.csl`), "utf-8");
  dates[name] = style.match(/<updated>(\d{4}-\d\d-\d\d)/)[1];
  const system = { retrieveLocale: () => locale, retrieveItem: (id) => structuredClone(byId[id]) };
  const engine = new CSL.Engine(system, style, "en-US", true);
  for (const item of items) {
    // Each alone, so that none is told apart from another.
    engine.updateItems([item.id]);
    const cited = [{ id: item.id, locator: "7", label: "paragraph" }];
    renderings[item.id][name] = {
      reference: engine.makeBibliography()[1].join("").replace(/<\/?div[^>]*>/g, "").trim(),
      in_text: engine.previewCitationCluster({ citationItems: cited, properties: { noteIndex: 1 } }, [], [], "html"),
    };
  }
}
const frozen = { citeproc: version, styles: dates, renderings };
writeFileSync(new URL("citeproc.json", folder), `${JSON.stringify(frozen, null, 1)}\n`);
