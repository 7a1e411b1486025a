/* /checks/: the findings by check, kind, year, region and result. What is chosen stands in the
   address; the plain list of the page gives way when something is chosen. */
(() => {
  "use strict";
  const PAGE = 50;
  const LEFT = { page: "1" };

  async function start(place) {
    await gongkai.use("common");
    new Filter(place, JSON.parse(place.querySelector("[data-settings]").textContent)).begin();
  }

  class Filter {
    constructor(place, settings) {
      this.place = place;
      this.form = place.querySelector("form");
      this.result = place.querySelector(".app-result");
      this.settings = settings;
      this.titles = new Map(settings.checks.map((check) => [check.id, check]));
      const last = Math.max(...settings.years, ...settings.explainedYears, ...settings.openYears);
      this.defaults = { year: String(last), result: "differ", check: "", kind: "", region: "", page: "1" };
      this.now = { ...this.defaults };
      for (const [key, value] of Object.entries(gongkai.state.read())) {
        const control = this.form.elements[key];
        const isKnown = key === "page" || key === "region" || [...(control?.options || [])].some((one) => one.value === value);
        if (key in this.defaults && isKnown) this.now[key] = value;
      }
      // What a reader chose before this script had come.
      for (const select of this.form.querySelectorAll("select")) {
        const first = [...select.options].find((option) => option.defaultSelected) || select.options[0];
        if (select.value !== first.value) this.now[select.name] = select.value;
      }
    }

    async begin() {
      const isAsked = Object.keys(this.defaults).some((key) => this.now[key] !== this.defaults[key] || key in gongkai.state.read());
      this.put();
      this.form.addEventListener("input", () => this.changed());
      this.form.addEventListener("submit", (event) => { event.preventDefault(); this.changed(); });
      if (isAsked) await this.show();
      else await this.prepare();
    }

    /* The state of the address into the controls. */
    put() {
      for (const key of Object.keys(this.defaults)) if (this.form.elements[key]) this.form.elements[key].value = this.now[key];
    }

    changed() {
      for (const element of this.form.elements) if (element.name) this.now[element.name] = element.value;
      this.now.page = "1";
      this.show();
    }

    chosenFiles() {
      const { result } = this.now;
      const kind = result === "open" || result === "explained" ? result : "";
      const years = this.settings[kind ? `${kind}Years` : "years"];
      const chosen = this.now.year === "all" ? [...years].reverse() : years.filter((year) => String(year) === this.now.year);
      return chosen.map((year) => ({ year, key: `checks/${gongkai.lang ? `${gongkai.lang}/` : ""}${kind ? `${kind}-` : ""}${year}` }));
    }

    /* Loads what is chosen and offers its regions. */
    async prepare() {
      const files = this.chosenFiles();
      const loaded = await Promise.all(files.map((file) => gongkai.load(file.key)));
      this.parts = loaded.map((data, n) => ({ year: files[n].year, ...data }));
      this.regions = Object.assign({}, ...this.parts.map((part) => part.g));
      this.offerRegions();
    }

    offerRegions() {
      const { h } = gongkai;
      const select = this.form.elements.region;
      const depth = (code) => (this.regions[code]?.[1] ? 1 + depth(this.regions[code][1]) : 0);
      const options = Object.keys(this.regions).sort().map((code) => h("option", { value: code }, "　".repeat(depth(code)) + this.regions[code][0]));
      if (this.now.region && !(this.now.region in this.regions)) options.push(h("option", { value: this.now.region }, this.now.region));
      select.replaceChildren(h("option", { value: "" }, "全部"), ...options);
      select.value = this.now.region;
    }

    /* An answer that comes too late is dropped. */
    async show() {
      const turn = (this.turn = (this.turn || 0) + 1);
      gongkai.state.write(this.now, LEFT);
      try {
        await this.prepare();
      } catch {
        if (turn !== this.turn) return;
        this.result.hidden = false;
        this.result.replaceChildren(gongkai.h("p.app-note", { role: "alert" }, "数据没有载入，请检查网络后再试。"));
        return;
      }
      if (turn !== this.turn) return;
      this.rows = this.parts.flatMap((part) => part.f.filter((row) => this.passes(part, row)).map((row) => ({ part, row })));
      this.draw();
    }

    passes(part, row) {
      const { now } = this;
      const [agency, check] = row;
      const answer = row.length > 4;
      const id = part.c[check];
      if (now.check && id !== now.check) return false;
      if (now.kind && this.titles.get(id)?.kind !== now.kind) return false;
      if (now.result === "answered" && !answer) return false;
      if (now.result === "unanswered" && answer) return false;
      return !now.region || this.isWithin(part.a[agency][2], now.region);
    }

    isWithin(code, wanted) {
      for (let at = code; at; at = this.regions[at]?.[1]) if (at === wanted) return true;
      return false;
    }

    draw() {
      const { h } = gongkai;
      const pages = Math.max(1, Math.ceil(this.rows.length / PAGE));
      const page = Math.min(Math.max(1, Number(this.now.page) || 1), pages);
      this.now.page = String(page);
      const shown = this.rows.slice((page - 1) * PAGE, page * PAGE);
      const count = gongkai.counted(this.rows.length, "1 项", " 项");
      this.result.replaceChildren(
        h("h2", { id: "result" }, count),
        shown.length ? h("ul.findings", null, shown.map((one) => this.item(one))) : h("p.app-note", null, "没有符合条件的。可以放宽年份、地区或者性质。"),
        this.turner(page, pages) || "",
      );
      this.result.hidden = false;
      for (const element of document.querySelectorAll("#list, .findings, .parts")) element.hidden = !this.place.contains(element);
      this.place.querySelector("[role=status]").textContent = count;
    }

    item({ part, row: [agency, check, ...texts] }) {
      const { h } = gongkai;
      const [anchor, words, answer] = texts.map((text) => part.s[text]);
      const [id, name] = part.a[agency];
      const title = this.titles.get(part.c[check])?.title || part.c[check];
      const address = `agencies/${id}/${part.year}/`;
      return h("li", null,
        h("a", { href: gongkai.link(`${address}#${anchor}`) }, `${name} ${part.year} 年`), " ",
        h("strong", null, title), ` ${words}。`, answer ? ` ${answer}` : "", " ", this.mistake(id, part.year, anchor, words));
    }

    /* A mail or an issue that already names page, place and values. */
    mistake(agency, year, anchor, words) {
      const where = this.settings.mistake;
      if (!where) return "";
      const page = `${this.settings.site ? `${this.settings.site}/` : ""}agencies/${agency}/${year}/#${anchor}`;
      const subject = encodeURIComponent(`更正：${agency} ${year}`);
      const body = encodeURIComponent(`页面：${page}\n现在的数字：${words}\n应为：`);
      const href = where.includes("://") ? `${where}${where.includes("?") ? "&" : "?"}title=${subject}&body=${body}` : `mailto:${where}?subject=${subject}&body=${body}`;
      return gongkai.h("a", { href }, "报告错误");
    }

    turner(page, pages) {
      const { h } = gongkai;
      if (pages < 2) return null;
      const to = (next, label) => h("button", { type: "button", disabled: next < 1 || next > pages, onclick: () => {
        this.now.page = String(next);
        gongkai.state.write(this.now, LEFT);
        this.draw();
        this.result.querySelector("h2").scrollIntoView();
      } }, label);
      return h("nav.app-turner", { "aria-label": "翻页" }, to(page - 1, "上一页"), h("span", null, `第 ${page} 页，共 ${pages} 页`), to(page + 1, "下一页"));
    }
  }

  gongkai.app("checks", start);
})();
