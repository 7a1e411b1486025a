/* Taking a chart or a table along: as a picture, as code for another page, as a citation. */
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "text-anchor", "opacity", "fill-opacity", "stroke-opacity"];
  const SCALE = 2;
  const MARGIN = 16;

  const title = () => document.querySelector("h1").textContent.trim();
  const siteName = () => document.querySelector(".site-name").textContent.trim();
  const address = () => (location.protocol === "file:" ? "" : location.href.replace(/#.*$/, ""));
  const caption = (place) => (place.querySelector("caption, figcaption")?.textContent || "").trim();
  const fileName = (place) => [title(), caption(place)].filter(Boolean).join("-").replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, 80);

  function make(name, attributes, words) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (words) made.textContent = words;
    return made;
  }

  /* The picture of a chart for programs that know no style sheet: every colour and letter is
     written into it. */
  function plain(svg) {
    const copy = svg.cloneNode(true);
    const originals = [svg, ...svg.querySelectorAll("*")];
    [copy, ...copy.querySelectorAll("*")].forEach((one, n) => {
      const style = getComputedStyle(originals[n]);
      for (const name of STYLES) if (one.hasAttribute(name) || one.hasAttribute("class") || one === copy) one.setAttribute(name, style.getPropertyValue(name));
      one.removeAttribute("class");
      one.removeAttribute("style");
    });
    return copy;
  }

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const paper = () => make("rect", { width: "100%", height: "100%", fill: colour("--paper") });

  /* On its own ground: the letters of a reader's dark page cannot be read on another's white one. */
  function onPaper(svg) {
    const copy = plain(svg);
    copy.prepend(paper());
    return copy;
  }

  /* The same with the page's title above it and its source below: a picture that travels. */
  function picture(figure) {
    const svg = figure.querySelector("svg");
    const [, , width, height] = svg.getAttribute("viewBox").split(/[\s,]+/).map(Number);
    const family = getComputedStyle(document.body).fontFamily;
    const words = [...wrapped(title(), width, 16), ...wrapped(caption(figure), width, 13)];
    const foot = wrapped([siteName(), address()].filter(Boolean).join(" "), width, 11);
    const line = 20;
    const top = MARGIN + words.length * line;
    const size = [width + 2 * MARGIN, top + MARGIN / 2 + height + MARGIN / 2 + foot.length * line + MARGIN / 2];
    const whole = make("svg", { xmlns: SVG, viewBox: `0 0 ${size.join(" ")}`, width: size[0], height: size[1], "font-family": family });
    whole.append(paper());
    words.forEach((one, n) => whole.append(make("text", { x: MARGIN, y: MARGIN + n * line + 14, "font-size": one.size, fill: colour("--ink") }, one.text)));
    const inner = plain(svg);
    for (const [key, value] of Object.entries({ x: MARGIN, y: top + MARGIN / 2, width, height })) inner.setAttribute(key, value);
    whole.append(inner);
    foot.forEach((one, n) => whole.append(make("text", { x: MARGIN, y: top + height + MARGIN + n * line + 12, "font-size": one.size, fill: colour("--muted") }, one.text)));
    return { text: new XMLSerializer().serializeToString(whole), size };
  }

  /* Lines of a text that fit: a Chinese character is as wide as it is high, a Latin one half. */
  function wrapped(text, width, size) {
    const lines = [""];
    let room = width;
    for (const sign of text) {
      const wide = sign > "\u2e80" ? size : size * 0.6;
      if (room < wide) {
        lines.push("");
        room = width;
      }
      lines[lines.length - 1] += sign;
      room -= wide;
    }
    return lines.filter(Boolean).map((one) => ({ text: one, size }));
  }

  async function savePng(figure) {
    const { text, size } = picture(figure);
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = size.map((one) => Math.ceil(one * SCALE));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    gongkai.saveAs(`${fileName(figure)}.png`, blob, "image/png");
  }

  /* An iframe where the chart has a page of its own; else the thing itself as HTML. */
  function code(place) {
    const kind = (place.dataset.chart || "").split("-")[0];
    const alone = kind && document.querySelector(`main a[href*="embed/agencies/"][href*="/${kind}/"]`);
    if (alone && address()) return `<iframe src="${escaped(alone.href)}" title="${escaped(title())}" width="100%" height="420" loading="lazy"></iframe>`;
    const source = address() ? `<a href="${escaped(address())}">${escaped(siteName())}</a>` : escaped(siteName());
    const words = `${escaped([title(), caption(place)].filter(Boolean).join("："))}（${source}）`;
    if (place.matches("figure")) return `<figure>${new XMLSerializer().serializeToString(onPaper(place.querySelector("svg")))}<figcaption>${words}</figcaption></figure>`;
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
    await gongkai.use("kit");
    await gongkai.use("table");
    if (what === "csv") gongkai.saveTable(place);
    else if (what === "svg") gongkai.saveAs(`${fileName(place)}.svg`, picture(place).text, "image/svg+xml");
    else if (what === "png") await savePng(place);
    else await hand(bar, what === "embed" ? code(place) : citation(place));
  }

  gongkai.app("take", take);
})();
