// Lighthouse on the phone profile: `node audit.mjs <address of the site> <report folder> <page>...`
// Prints one line of JSON for each page: its scores, and the audits that cost points.
// CHROME_PATH names the browser.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse from "lighthouse";
import { launch } from "chrome-launcher";

const [site, folder, ...pages] = process.argv.slice(2);
const categories = ["performance", "accessibility", "best-practices", "seo"];
const flags = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

mkdirSync(folder, { recursive: true });
for (const page of pages) {
  const profile = mkdtempSync(join(tmpdir(), "audit-"));
  const chrome = await launch({ chromeFlags: flags, userDataDir: profile, chromePath: process.env.CHROME_PATH });
  try {
    const { lhr, report } = await lighthouse(site + page, { port: chrome.port, output: "html", onlyCategories: categories, locale: "zh", logLevel: "error" });
    const name = page.replace(/[^\w-]+/g, "-").replace(/^-|-$/g, "") || "home";
    writeFileSync(join(folder, `${name}.html`), report);
    const scores = Object.fromEntries(categories.map((id) => [id, Math.round((lhr.categories[id].score ?? 0) * 100)]));
    const costs = [];
    for (const id of categories) {
      for (const ref of lhr.categories[id].auditRefs) {
        const audit = lhr.audits[ref.id];
        if (ref.weight > 0 && audit.score !== null && audit.score < 0.9) costs.push(`${ref.id}: ${audit.displayValue || audit.title}`);
      }
    }
    console.log(JSON.stringify({ page, scores, costs, runtimeError: lhr.runtimeError?.message }));
  } finally {
    await chrome.kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
