/* /embed/chart/: the chart that the address names, taken out of the page of its report or agency
   in the language of this page. */
(() => {
  "use strict";
  const source = document.currentScript.src;
  const base = source.slice(0, source.lastIndexOf("theme/js/"));
  const lang = (/\/js\/(\w\w)\/[^/]*$/.exec(source) || [])[1];
  const place = document.querySelector("[data-embedded]");
  const asked = new URLSearchParams(location.search);
  const [report, kind] = [asked.get("report") || "", asked.get("chart") || ""];
  const isFolder = location.protocol === "file:";

  function say(words, href) {
    const line = document.createElement("p");
    line.append(words);
    if (href) line.append(Object.assign(document.createElement("a"), { href, textContent: "打开这份年报", target: "_blank", rel: "noopener" }));
    place.replaceChildren(line);
  }

  async function show() {
    if (!/^[\w-]+(\/\d{4})?$/.test(report) || !/^[a-z]+$/.test(kind)) {
      say("这个地址没有写全是哪份年报的哪张图。请回到年报的页面，重新复制嵌入的代码。");
      return;
    }
    const address = `${base}${lang ? `${lang}/` : ""}agencies/${report}/${isFolder ? "index.html" : ""}`;
    document.querySelector("main > .small a").href = address;
    if (isFolder) {
      say("从文件夹打开时不能单独显示一张图。", address);
      return;
    }
    const answer = await fetch(address);
    if (!answer.ok) {
      say("本站没有这份年报。");
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const figure = page.querySelector(`figure.chart[data-chart^="${kind}-"]`);
    if (!figure) {
      say("这份年报里没有这张图。", address);
      return;
    }
    for (const button of figure.querySelectorAll("button")) button.remove();
    document.querySelector("h1").textContent = page.querySelector("h1").textContent;
    place.replaceChildren(document.adoptNode(figure));
  }

  show().catch(() => say("图没有载入，请检查网络后刷新。"));
})();
