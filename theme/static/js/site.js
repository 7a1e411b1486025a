/* The only script that every page has: it loads the others when they are first used.
   Classic scripts and data in scripts, so that all of it works from a folder too. */
(() => {
  "use strict";
  const source = document.currentScript.src;
  const base = source.slice(0, source.lastIndexOf("theme/js/"));
  /* The language of the page, unless it is the first: its scripts lie in a folder of that name. */
  const lang = (/\/js\/(\w\w)\/[^/]*$/.exec(source) || [])[1];
  const hasTwin = (path) => lang && (!path || path.endsWith("/")) && !/^(embed\/agencies|news)\//.test(path);
  const isFolder = location.protocol === "file:";
  const values = {};
  const scripts = {};
  const apps = {};

  /* A script of the site, once; the promise fails when it cannot be loaded. */
  function script(address) {
    scripts[address] ||= new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = base + address;
      element.onload = resolve;
      element.onerror = () => {
        delete scripts[address];
        reject(new Error(address));
      };
      document.head.append(element);
    });
    return scripts[address];
  }

  const needs = { apply: ["deadlines"], search: ["common", "words", "lookup", "results", "match", "strip"], suggest: ["common", "match", "words"], finder: ["common", "match", "words"] };
  const data = { apply: ["workdays"], search: ["search/head", "fold", "topics", "agencies"], suggest: ["agencies", "fold", "topics"], finder: ["agencies", "fold", "topics"] };
  const files = { suggest: "finder", explorer: "explorer", compare: "compare" };
  const atOnce = { explorer: true, compare: true, reasons: true, calculator: true, apply: true };

  async function take(button) {
    try {
      await Promise.all([script("theme/js/common.js"), script("theme/js/table.js")]);
      await Promise.all([script("theme/js/picture.js"), script("theme/js/take.js")]);
      apps.take(button);
    } catch {
      button.textContent = "没有载入，再试一次";
    }
  }

  window.gongkai = {
    base,
    lang,
    isFolder,
    script,
    put(key, value) { values[key] = value; },
    /* A value; an error when its file is missing or cut, and the next try asks again. */
    load: (key) => script(`static/apps/${key}.js`).then(() => {
      if (key in values) return values[key];
      delete scripts[`static/apps/${key}.js`];
      throw new Error(key);
    }),
    chart: (kind) => script(`static/charts/${kind}.js`).then(() => values[`charts/${kind}`]),
    use: (name) => script(`theme/js/${name}.js`),
    app(name, start) { apps[name] = start; },
    /* Hands text or a blob to the reader as a file. */
    saveAs(name, content, type) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    },
    /* An address in the site: of the page in the language of this one, or in that of the reports. */
    link: (address, isOriginal) => {
      const [, path, rest] = /^([^?#]*)(.*)$/.exec(address);
      return base + (hasTwin(path) && !isOriginal ? `${lang}/` : "") + path + (isFolder && (!path || path.endsWith("/")) ? "index.html" : "") + rest;
    },
  };

  for (const place of document.querySelectorAll("[data-app]")) {
    const name = place.dataset.app;
    let begun = false;
    const begin = () => {
      if (begun) return;
      begun = true;
      for (const key of data[name] || []) script(`static/apps/${key}.js`).catch(() => {});
      for (const other of needs[name] || []) script(`theme/js/${other}.js`).catch(() => {});
      script(`theme/js/${files[name] || name}.js`)
        .then(() => apps[name](place))
        .catch(() => { begun = false; });
    };
    const isAsked = (name === "search" && new URLSearchParams(location.search).get("q")) || (name === "checks" && location.search);
    if (atOnce[name] || isAsked || place.contains(document.activeElement)) begin();
    else place.addEventListener("focusin", begin);
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-chart-view]");
    if (button) script("theme/js/chart.js").then(() => apps.chart(button));
    const taken = event.target.closest("[data-take]");
    if (taken) take(taken);
  });
})();
