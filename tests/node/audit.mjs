// Lighthouse on the phone profile: `node audit.mjs <address of the site> <report folder> <page>...`
// Prints one line of JSON for each page: its scores, the audits that cost points, and requests to
// other places than the site. CHROME_PATH names the browser.
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
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

function found(page, lhr) {
  const scores = Object.fromEntries(categories.map((id) => [id, Math.round((lhr.categories[id].score ?? 0) * 100)]));
  const costs = [];
  for (const id of categories) {
    for (const ref of lhr.categories[id].auditRefs) {
      const audit = lhr.audits[ref.id];
      if (ref.weight > 0 && audit.score !== null && audit.score < 0.995) costs.push(`${ref.id} ${Math.round(audit.score * 100)}: ${audit.displayValue || audit.title}`);
    }
  }
  const requests = lhr.audits["network-requests"]?.details?.items ?? [];
  const outside = requests.map((one) => one.url).filter((url) => !url.startsWith(site) && !/^(data|blob):/.test(url));
  return { page, scores, costs, outside, runtimeError: lhr.runtimeError?.message };
}

mkdirSync(folder, { recursive: true });
const profile = mkdtempSync(join(tmpdir(), "audit-"));
const chrome = await launch({ chromeFlags: flags, userDataDir: profile, chromePath: process.env.CHROME_PATH });
try {
  for (const page of pages) {
    const { lhr, report } = await lighthouse(site + page, { port: chrome.port, output: "html", onlyCategories: categories, locale: "zh", logLevel: "error" });
    const name = page.replace(/[^\w-]+/g, "-").replace(/^-|-$/g, "") || "home";
    writeFileSync(join(folder, `${name}.html`), report);
    console.log(JSON.stringify(found(page, lhr)));
  }
} finally {
  await chrome.kill();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
