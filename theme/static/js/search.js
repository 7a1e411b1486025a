/* /search/: agencies first, then numbers, then the text. Nothing is loaded before the first use. */
(() => {
  "use strict";
  const PAGE = 10;
  const FILTERS = [["year", "年份"], ["region", "地区"], ["level", "层级"], ["form", "格式"], ["kind", "种类"]];
  const AT_FIRST = 3;

  async function start(place) {
    await gongkai.use("kit");
    await gongkai.use("match");
    new Search(place).begin();
  }

  class Search {
    constructor(place) {
      this.place = place;
      this.form = place.querySelector("form");
      this.input = this.form.elements.q;
      this.bundles = null;
      this.loaded = 0;
    }

    begin() {
      const asked = gongkai.state.read();
      if (asked.q && !this.input.value) this.input.value = asked.q;
      this.asked = asked;
      this.form.addEventListener("submit", (event) => { event.preventDefault(); this.run(true); });
      let wait;
      this.input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(() => this.run(), 250); });
      this.form.addEventListener("change", (event) => { if (event.target !== this.input) this.run(); });
      if (this.input.value.trim()) this.run();
      else if (!gongkai.isFolder) this.engine().catch(() => {});
    }

    /* Pagefind with the newest indexes; `all` adds the older ones. */
    async engine(all) {
      this.starting ||= this.open();
      const pagefind = await this.starting;
      while (this.loaded < this.bundles.length && (all || this.loaded < AT_FIRST)) {
        const bundle = this.bundles[this.loaded];
        this.loaded += 1;
        await pagefind.mergeIndex(`${gongkai.base}pagefind/${bundle.path}`, { baseUrl: this.root });
      }
      return pagefind;
    }

    async open() {
      this.root = new URL(gongkai.base).pathname;
      const answer = await fetch(`${gongkai.base}pagefind/bundles.json`);
      if (!answer.ok) throw new Error(String(answer.status));
      this.bundles = (await answer.json()).bundles;
      const pagefind = await import(`${gongkai.base}pagefind/${this.bundles[0].path}pagefind.js`);
      await pagefind.options({ baseUrl: this.root, excerptLength: 40 });
      await pagefind.init();
      this.loaded = 1;
      this.offer(await pagefind.filters());
      return pagefind;
    }

    /* The filters' choices, as they are in the index. */
    offer(filters) {
      const { h } = gongkai;
      const box = this.place.querySelector(".app-filters");
      const shown = FILTERS.filter(([name]) => Object.keys(filters[name] || {}).length > 1);
      box.replaceChildren(...shown.map(([name, label]) => {
        const values = Object.keys(filters[name]).sort((a, b) => (name === "year" ? b.localeCompare(a) : a.localeCompare(b, "zh")));
        return h("label", null, label, h("select", { name }, h("option", { value: "" }, "全部"), values.map((value) => h("option", { value, selected: this.asked[name] === value }, value))));
      }));
    }

    chosen() {
      const found = {};
      for (const [name] of FILTERS) {
        const value = this.form.elements[name] ? this.form.elements[name].value : this.asked[name];
        if (value) found[name] = value;
      }
      return found;
    }

    async run(all) {
      const { h } = gongkai;
      const turn = (this.turn = (this.turn || 0) + 1);
      const query = this.input.value.trim();
      gongkai.state.write({ q: query, ...this.chosen() }, {});
      const [agencies, numbers, texts] = ["agencies", "numbers", "texts"].map((name) => this.place.querySelector(`.app-${name}`));
      if (!query) {
        for (const box of [agencies, numbers, texts]) box.replaceChildren();
        return;
      }
      const index = await gongkai.agencies();
      if (turn !== this.turn) return;
      this.showAgencies(agencies, index, query);
      await this.showNumbers(numbers, index, query);
      if (turn !== this.turn) return;
      if (gongkai.isFolder) {
        texts.replaceChildren(h("p.app-note", null, "从文件夹打开时不能搜索文字；放到网站上以后就可以。"));
        return;
      }
      try {
        const pagefind = await this.engine(all);
        const found = await pagefind.search(query, { filters: this.chosen() });
        if (turn === this.turn) await this.showTexts(texts, query, found.results, turn);
      } catch {
        texts.replaceChildren(h("p.app-note", { role: "alert" }, "全文索引没有载入，请检查网络后再试。"));
      }
    }

    showAgencies(box, index, query) {
      const { h } = gongkai;
      const found = gongkai.find(index, query, 5);
      box.replaceChildren(...(found.length ? [h("h2", null, "机关"), h("ul.app-found", null, found.map((agency) =>
        h("li", null, h("a", { href: gongkai.link(`agencies/${agency.id}/`) }, agency.name), h("span.app-small", null, gongkai.place(index, agency)))))] : []));
    }

    /* Telephone and document numbers: by their digits, or the end of them. */
    async showNumbers(box, index, query) {
      const { h } = gongkai;
      const digits = query.normalize("NFKC").replace(/\D/g, "");
      let entries = [];
      if (digits.length >= 3) {
        const head = await gongkai.load("numbers");
        entries = head.entries || (head.parts.includes(digits.slice(-2)) ? await gongkai.load(`numbers/${digits.slice(-2)}`) : []);
      }
      const kinds = { p: "电话", f: "传真", d: "文号" };
      const isDocument = /[〔[（(【号]/.test(query);
      const found = entries.filter(([label, kind]) => (!isDocument || kind === "d") && label.replace(/\D/g, "").endsWith(digits)
        || (!isDocument && label.replace(/\D/g, "").includes(digits))).slice(0, 10);
      box.replaceChildren(...(found.length ? [h("h2", null, "号码"), h("ul.app-found", null, found.map(([label, kind, at, year, anchor]) => {
        const agency = index.list[at];
        return h("li", null, h("a", { href: gongkai.link(`agencies/${agency.id}/${year}/#${anchor}`) }, `${kinds[kind]} ${label}`), h("span.app-small", null, `${agency.name}，${year} 年年报`));
      }))] : []));
    }

    /* Pages in which the words stand as typed come first; others are shown as near. */
    async showTexts(box, query, results, turn) {
      const { h } = gongkai;
      const words = query.split(/\s+/).filter(Boolean);
      const list = h("ol.app-results");
      const near = h("ol.app-results");
      const nearTitle = h("h3", { hidden: true }, "没有出现完整的词语，可能相关");
      const more = h("button", { type: "button" }, "再看一些");
      const title = h("h2");
      let at = 0;
      const next = async () => {
        const found = await Promise.all(results.slice(at, at + PAGE).map((one) => one.data()));
        if (turn !== this.turn) return;
        at += PAGE;
        for (const page of found) {
          const text = `${page.meta.title || ""}${page.content}`.replace(/\s/g, "");
          const isExact = words.every((word) => text.includes(word));
          (isExact ? list : near).append(this.result(page));
        }
        nearTitle.hidden = !near.children.length;
        more.hidden = at >= results.length;
      };
      more.addEventListener("click", next);
      await next();
      if (turn !== this.turn) return;
      title.textContent = results.length ? `正文：${results.length} 页` : "正文里没有找到";
      this.place.querySelector("[role=status]").textContent = title.textContent;
      const older = this.loaded < this.bundles.length ? h("button", { type: "button", onclick: () => this.run(true) }, "也搜索更早的年份") : null;
      box.replaceChildren(title, list, nearTitle, near, ...[results.length > PAGE ? more : null, older].filter(Boolean));
    }

    result(page) {
      const { h } = gongkai;
      const parts = page.sub_results.filter((part) => part.url.includes("#")).slice(0, 3);
      return h("li", null, h("a.app-title", { href: this.href(page.url) }, page.meta.title || page.url), h("p", null, marked(page.excerpt)),
        parts.length ? h("ul", null, parts.map((part) => h("li", null, h("a", { href: this.href(part.url) }, part.title), h("p", null, marked(part.excerpt))))) : null);
    }

    href(url) {
      return url;
    }
  }

  /* The excerpt as text with <mark> elements; whatever else stands in it stays text. The full
     stops that Pagefind puts behind headings and cells become Chinese ones. */
  function marked(given) {
    const excerpt = given.replace(/([\u4e00-\u9fff）”》])(<\/mark>)?\s*\.(?=\s|$)\s*/g, "$1$2。").replace(/([A-Za-z]|\d{3})\.\s+(?=[\u4e00-\u9fff])/g, "$1。").replace(/^[\s、，。：；！？）]+/, "");
    const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");
    return excerpt.split(/(<mark>.*?<\/mark>)/s).filter(Boolean).map((part) => {
      const found = /^<mark>(.*)<\/mark>$/s.exec(part);
      return found ? gongkai.h("mark", null, plain(found[1])) : plain(part);
    });
  }

  gongkai.app("search", start);
})();
