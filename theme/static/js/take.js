/* Taking a chart or a table along: as a file, as code for another page, as a citation. */
(() => {
  "use strict";
  const { title, caption, siteName, address } = gongkai.page;

  /* An iframe where the chart has a page of its own; else the thing itself as HTML. */
  function code(place) {
    const kind = (place.dataset.chart || "").split("-")[0];
    const alone = kind && document.querySelector(`main a[href*="embed/agencies/"][href*="/${kind}/"], main a[href*="embed/chart/"][href$="=${kind}"]`);
    if (alone && address()) return `<iframe src="${escaped(alone.href)}" title="${escaped(title())}" width="100%" height="420" loading="lazy"></iframe>`;
    const source = address() ? `<a href="${escaped(address())}">${escaped(siteName())}</a>` : escaped(siteName());
    const words = `${escaped([title(), caption(place)].filter(Boolean).join("："))}（${source}）`;
    if (place.matches("figure")) return `<figure>${new XMLSerializer().serializeToString(gongkai.onPaper(place.querySelector("svg")))}<figcaption>${words}</figcaption></figure>`;
    const rows = gongkai.tableRows(place).map((row, n) => `<tr>${row.map((cell) => (n ? `<td>${escaped(cell)}</td>` : `<th>${escaped(cell)}</th>`)).join("")}</tr>`);
    return `<table><caption>${words}</caption>${rows.join("")}</table>`;
  }
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

  /* A report's page copies what an agency published, some are compiled from reports, and the
     guide, the glossary and the like are the site's own. */
  const COMPILED = ["agency", "region", "year", "checks", "compare", "explore", "page"].map((kind) => `.kind-${kind}`).join();
  function provenance() {
    if (document.querySelector(".made-up")) return "，虚构示例";
    if (document.body.matches(".kind-report")) return "，照录机关公布的年度报告";
    return document.body.matches(COMPILED) ? "，据机关公布的年度报告整理" : "";
  }

  function citation(place) {
    const day = new Intl.DateTimeFormat("zh-CN", { dateStyle: "long" }).format(new Date());
    const what = [title(), caption(place)].filter(Boolean).join("：");
    return `${what}。${siteName()}${provenance()}${address() ? `，${address()}` : ""}，${day}取得。`;
  }

  /* Puts text on the clipboard and shows it, so that it can be taken by hand as well. */
  async function hand(bar, text) {
    let box = bar.querySelector("textarea");
    if (!box) {
      box = document.createElement("textarea");
      box.readOnly = true;
      box.rows = 3;
      bar.append(box);
    }
    box.value = text;
    try {
      await navigator.clipboard.writeText(text);
      box.setAttribute("aria-label", "已复制");
      bar.querySelector("[role=status]").textContent = "已复制：";
    } catch {
      box.setAttribute("aria-label", "请复制");
      bar.querySelector("[role=status]").textContent = "请复制下面的文字：";
      box.select();
    }
  }

  async function take(button) {
    const bar = button.closest(".take");
    const place = bar.closest("figure") || bar.previousElementSibling;
    const what = button.dataset.take;
    try {
      if (what === "csv") gongkai.saveTable(place.matches("figure") ? place.nextElementSibling : place);
      else if (what === "svg" || what === "png") await gongkai.savePicture(place, what);
      else await hand(bar, what === "embed" ? code(place) : citation(place));
    } catch {
      bar.querySelector("[role=status]").textContent = "没有做成，请再试一次。";
    }
  }

  gongkai.app("take", take);
})();
