/* /search/: agencies and numbers by name, the text by the words typed. Nothing is loaded before
   the first use; the text does not wait for the agencies, nor they for it. */
(() => {
  "use strict";
  const { load, use } = gongkai;
  const AGENCIES = 5;
  const LONGEST = 200;
  const FILTERS = [["year", "年份"], ["region", "地区"], ["level", "层级"], ["function", "职能"], ["form", "格式"], ["kind", "种类"]];
  const ORDERS = [["", "新的在前"], ["best", "最相符的在前"]];

  async function start(place) {
    await Promise.all([use("common"), use("words"), use("lookup"), use("results")]);
    new Search(place).begin();
  }

  class Search {
    constructor(place) {
      this.place = place;
      this.form = place.querySelector("form");
      this.input = this.form.elements.q;
      this.turn = 0;
    }

    begin() {
      this.asked = gongkai.state.read();
      if (this.asked.q && !this.input.value) this.input.value = this.asked.q;
      this.head().catch(() => {});
      gongkai.learned().catch(() => {});
      this.form.addEventListener("submit", (event) => { event.preventDefault(); this.run(); });
      let wait;
      this.input.addEventListener("input", () => {
        clearTimeout(wait);
        document.documentElement.classList.remove("asked");
        wait = setTimeout(() => this.run(), 250);
      });
      this.form.addEventListener("change", (event) => { if (event.target !== this.input) this.run(); });
      this.run();
    }

    /* The head of the index; asked for again when it did not come. */
    async head() {
      const head = await gongkai.lookup.begin();
      if (!this.isOffered) this.offer(head, await gongkai.names());
      this.isOffered = true;
      return head;
    }

    /* The filters' choices, as they are in the index. */
    offer(head, names) {
      const { h } = gongkai;
      const box = this.place.querySelector(".app-filters");
      const choices = { ...head.facets, year: [...new Set(head.slices.map((one) => String(one[3])))] };
      const select = (name, label, options) => h("label", null, label, h("select", { name }, options.map(([value, text]) => h("option", { value, selected: (this.asked[name] || "") === value }, text))));
      const shown = FILTERS.filter(([name]) => (choices[name] || []).length > 1);
      box.replaceChildren(
        ...shown.map(([name, label]) => select(name, label, [["", "全部"], ...choices[name].map((value) => [value, names[value] || value])])),
        select("order", "顺序", ORDERS),
      );
    }

    value(name) {
      const field = this.form.elements[name];
      return (field ? field.value : this.asked[name]) || "";
    }

    chosen() {
      return Object.fromEntries(FILTERS.map(([name]) => [name, this.value(name)]).filter((one) => one[1]));
    }

    part(name) {
      return this.place.querySelector(`.app-${name}`);
    }

    say(text) {
      const status = this.place.querySelector("[role=status]");
      if (status.textContent !== text) status.textContent = text;
    }

    async run() {
      const turn = (this.turn += 1);
      const typed = this.input.value.trim();
      const query = typed.slice(0, LONGEST);
      gongkai.state.write({ q: query, ...this.chosen(), order: this.value("order") }, {});
      if (!query) {
        for (const name of ["agencies", "numbers", "texts"]) this.part(name).replaceChildren();
        this.say("");
        this.place.setAttribute("aria-busy", "false");
        return;
      }
      const isNow = () => turn === this.turn;
      this.place.setAttribute("aria-busy", "true");
      await Promise.all([this.names(query, isNow), this.texts(query, isNow, typed.length > LONGEST)]);
      if (isNow()) this.place.setAttribute("aria-busy", "false");
    }

    /* Agencies, the offices for a matter, the glossary, telephone and document numbers. */
    async names(query, isNow) {
      try {
        const [hints] = await Promise.all([load("topics"), gongkai.learned(), load("agencies"), use("match"), use("strip")]);
        const { index, found } = await gongkai.leadsNear(query, hints, AGENCIES);
        if (!isNow()) return;
        this.index = index;
        this.showAgencies(index, found);
        this.showStrips();
        await this.showNumbers(query, isNow);
      } catch {
        if (isNow()) this.part("agencies").replaceChildren(gongkai.h("p.app-note", { role: "alert" }, "机关名录没有载入，请检查网络后再试。"));
      }
    }

    showAgencies(index, leads) {
      const { h, link } = gongkai;
      const item = (agency) => {
        const year = leads.year && agency.years.includes(leads.year) ? leads.year : null;
        return h("li", null, h("a", { href: link(`agencies/${agency.id}/`) }, agency.name),
          year ? h("a.app-year", { href: link(`agencies/${agency.id}/${year}/`) }, `${year} 年年报`) : null,
          gongkai.stripOf(index, agency), h("span.app-small", null, gongkai.place(index, agency)));
      };
      const found = [];
      if (leads.agencies.length) found.push(h("h2", null, leads.isNear ? "名称相近的机关" : "机关"), h("ul.app-found", null, leads.agencies.map(item)));
      if (leads.offices.length) found.push(h("h2", null, `“${leads.topic}”通常归这些机关管`), h("ul.app-found.app-offices", null, leads.offices.map(item)));
      if (leads.terms.length) {
        found.push(h("p.app-terms", null, "名词和指南：", leads.terms.map(([word, address]) => h("a", { href: link(address) }, address.startsWith("guide") ? `${word}（申请指南）` : `${word}是什么意思`))));
      }
      this.part("agencies").replaceChildren(...this.settled(found));
    }

    /* The strips of the reports in the list, of the agencies that were loaded for their names. */
    showStrips() {
      for (const place of this.index ? this.part("texts").querySelectorAll(".strip-place:empty") : []) {
        const agency = this.index.byId.get(place.dataset.agency);
        if (agency) gongkai.fillStrip(place, this.index, agency);
      }
    }

    /* What comes when the text is shown already takes one line, so that nothing moves. */
    settled(found) {
      const { h } = gongkai;
      const isLate = found.length && document.documentElement.classList.contains("asked") && this.part("texts").querySelector("li");
      return isLate ? [h("details", null, h("summary", null, "名称相符的机关和名词"), found)] : found;
    }

    /* Telephone and document numbers: by their digits, or the end of them. */
    async showNumbers(query, isNow) {
      const { h } = gongkai;
      const box = this.part("numbers");
      const digits = query.normalize("NFKC").replace(/\D/g, "").replace(/^(00)?86(?=\d{9})/, "");
      let entries = [];
      if (digits.length >= 3) {
        const head = await load("numbers");
        entries = head.entries || (head.parts.includes(digits.slice(-2)) ? await load(`numbers/${digits.slice(-2)}`) : []);
      }
      const index = entries.length ? await gongkai.agencies() : null;
      if (!isNow()) return;
      const kinds = { p: "电话", f: "传真", d: "文号" };
      const isDocument = /[〔[（(【号]/.test(query);
      const found = entries.filter(([label, kind]) => (!isDocument || kind === "d") && label.replace(/\D/g, "").endsWith(digits)
        || (!isDocument && label.replace(/\D/g, "").includes(digits))).slice(0, 10);
      box.replaceChildren(...(found.length ? [h("h2", null, "号码"), h("ul.app-found", null, found.map(([label, kind, at, year, anchor]) => {
        const agency = index.list[at];
        return h("li", null, h("a", { href: gongkai.link(`agencies/${agency.id}/${year}/#${anchor}`) }, `${kinds[kind]} ${label}`), h("span.app-small", null, `${agency.name}，${year} 年年报`));
      }))] : []));
    }

    async texts(query, isNow, isCut) {
      const { h } = gongkai;
      const box = this.part("texts");
      try {
        const head = await this.head();
        if (!isNow()) return;
        const rows = gongkai.words.parse(query);
        if (!rows.length) {
          box.replaceChildren(h("p.app-note", null, "这里没有可以搜索的文字：请输入词语、机关名称或者号码。"));
          this.say("没有可以搜索的文字");
          return;
        }
        await new gongkai.Results(this, head, rows, isNow).show(box, query, isCut ? [h("p.app-note", null, `输入太长，只用了前 ${LONGEST} 个字。`)] : []);
      } catch {
        if (isNow()) this.lost();
      }
    }

    /* A file of the index is missing or cut. */
    lost() {
      const { h } = gongkai;
      this.part("texts").replaceChildren(h("p.app-note", { role: "alert" }, "正文索引没有载入完整，请检查网络后再试一次；机关和号码不受影响。"), h("button", { type: "button", onclick: () => this.run() }, "再试一次"));
      this.say("正文索引没有载入");
    }
  }

  gongkai.app("search", start);
})();
