// Looks at charts and pages in a browser.
// node browser.mjs TOOLS CHROMIUM FOLDER: FOLDER holds charts (*.mmd) and pages (*.html).
// One line of JSON for each problem: a chart that Mermaid cannot read or that shows markup as markup, a page with a serious violation by
// axe, one wider than a phone, labels that overlap, more than two printed pages.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [tools, executablePath, folder] = process.argv.slice(2);
const require = createRequire(join(tools, "package.json"));
const puppeteer = require("puppeteer-core");
const modules = join(tools, "node_modules");
const problem = (file, what) => console.log(JSON.stringify({ file, what }));
const files = (ending) => readdirSync(folder).filter((name) => name.endsWith(ending)).sort();

// As root, as in a container, Chromium has no sandbox.
const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
const browser = await puppeteer.launch({ executablePath, args, protocolTimeout: 300_000 }).catch((error) => {
  console.error(`${error}`);
  process.exit(3);
});
const page = await browser.newPage();

async function charts() {
  await page.goto("about:blank");
  await page.evaluate(readFileSync(join(modules, "mermaid/dist/mermaid.min.js"), "utf8"));
  for (const name of files(".mmd")) {
    const text = readFileSync(join(folder, name), "utf8");
    const what = await page.evaluate(async (text) => {
      try {
        mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
        await mermaid.parse(text);
        const { svg } = await mermaid.render("chart", text);
        document.body.innerHTML = svg;
        const bad = document.querySelector("script, [onload], [onerror], a, image, foreignObject, iframe");
        if (bad) return `an element ${bad.outerHTML.slice(0, 200)}`;
        // Each task shows the text that its line tells, entities decoded.
        const shown = new Set([...document.querySelectorAll("text")].map((task) => task.textContent.trim()));
        const tasks = text.split("\n").filter((line) => /^ +[^:]+ :[^:]+\d\d:\d\d:\d\d,/.test(line));
        const decoded = tasks.map((line) => line.split(" :")[0].trim().replace(/#(\d+);/g, (_, code) => String.fromCodePoint(code)));
        const missing = decoded.find((task) => !shown.has(task));
        return tasks.length < 2 ? "no tasks" : missing ? `not shown: ${missing}; but ${[...shown].join(" | ")}` : null;
      } catch (error) {
        return `${error}`;
      }
    }, text);
    if (what) problem(name, what);
  }
}

async function accessible(name, scheme) {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.evaluate(readFileSync(join(modules, "axe-core/axe.min.js"), "utf8"));
  const violations = await page.evaluate(async () => (await axe.run()).violations);
  for (const { id, impact, help, nodes } of violations) {
    if (impact === "serious" || impact === "critical") {
      problem(name, `axe (${scheme}): ${id}, ${impact}: ${help}: ${nodes[0].html.slice(0, 200)}`);
    }
  }
}

async function pages() {
  for (const name of files(".html")) {
    await page.setViewport({ width: 1100, height: 800 });
    await page.goto(pathToFileURL(join(folder, name)));
    for (const scheme of ["light", "dark"]) await accessible(name, scheme);
    const overlap = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll("svg g > text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
      for (const [index, [what, a]] of boxes.entries()) {
        for (const [other, b] of boxes.slice(index + 1)) {
          const apart = a.right <= b.left || b.right <= a.left || a.bottom - 2 <= b.top || b.bottom - 2 <= a.top;
          if (!apart) return `${what} / ${other}`;
        }
      }
      return null;
    });
    if (overlap) problem(name, `labels overlap: ${overlap}`);
    await page.setViewport({ width: 320, height: 600 });
    const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
    if (width > 320) problem(name, `${width} pixels wide on a phone of 320`);
    const pdf = Buffer.from(await page.pdf({ format: "A4" })).toString("latin1");
    const printed = (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
    if (printed > 2 && !name.startsWith("long")) problem(name, `${printed} printed pages`);
  }
}

try {
  await charts();
  await pages();
} finally {
  await browser.close();
}
