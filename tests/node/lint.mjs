// Holds Markdown files against markdownlint's default rules, line length aside.
// node lint.mjs TOOLS FILE...: one line of JSON for each rule that is broken.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [tools, ...files] = process.argv.slice(2);
const { lint } = await import(pathToFileURL(join(tools, "node_modules/markdownlint/lib/exports-sync.mjs")));
// A title in the front matter counts as a heading for MD025; sites that use it show one of the two.
const config = { default: true, MD013: false, MD025: { front_matter_title: "" } };
for (const [file, broken] of Object.entries(lint({ files, config }))) {
  for (const rule of broken) {
    const { lineNumber: line, ruleNames: [id], ruleDescription: what } = rule;
    console.log(JSON.stringify({ file, line, id, what: `${what} ${rule.errorDetail ?? ""} ${rule.errorContext ?? ""}` }));
  }
}
