/* /compare/: two to five agencies side by side. The choice stands in the address. */
(() => {
  "use strict";
  const MOST = 5;
  const SCOPES = { o: "own", a: "aggregate" };

  async function start(place) {
    await gongkai.use("common");
    await Promise.all([gongkai.use("match"), gongkai.use("rows"), gongkai.use("words"), gongkai.use("strip")]);
    const settings = JSON.parse(place.querySelector("[data-settings]").textContent);
    new Compare(place, settings).begin();
  }

  const told = (cell) => (!cell ? "没有年报" : cell.value === "u" ? `${cell.part} / ${cell.whole}` : typeof cell.value === "number" ? cell.value : gongkai.states[cell.value]);

  class Compare {
    constructor(place, settings) {
      this.place = place;
      this.settings = settings;
      this.all = gongkai.indicatorsOf({ ...settings, counts: settings.counts.map((one) => ({ ...one, years: settings.years })) });
      this.chosen = place.querySelector(".app-chosen");
      this.result = place.querySelector(".app-result");
      this.input = place.querySelector("input[name=add]");
      this.year = place.querySelector("select[name=year]");
    }

    async begin() {
      [this.index, this.hints] = await Promise.all([gongkai.agencies(), gongkai.load("topics"), gongkai.learned()]);
      const asked = gongkai.state.read();
      this.ids = [...new Set((asked.a || "").split(","))].filter((id) => this.index.byId.has(id)).slice(0, MOST);
      this.wanted = Number(asked.year) || null;
      this.indicator = this.all.get(asked.i) || this.all.values().next().value;
      gongkai.combobox(this.input, (query) => this.suggest(query), (item) => this.add(item.id));
      this.place.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
      this.year.addEventListener("change", () => { this.wanted = Number(this.year.value); this.show(); });
      this.place.querySelector("[data-save]").addEventListener("click", () => this.save());
      this.place.querySelector("[data-copy]").addEventListener("click", (event) => gongkai.copyAddress(event.target));
      await this.show();
    }

    suggest(query) {
      const { agencies, offices } = gongkai.leads(this.index, this.hints, query, 8);
      return [...agencies, ...offices]
        .filter((agency) => agency.years.length && !this.ids.includes(agency.id))
        .map((agency) => ({ id: agency.id, label: agency.name, detail: gongkai.place(this.index, agency), mark: gongkai.stripOf(this.index, agency) }));
    }

    add(id) {
      if (this.ids.length < MOST) this.ids.push(id);
      this.input.value = "";
      this.show();
    }

    remove(id) {
      this.ids = this.ids.filter((one) => one !== id);
      this.show().then(() => this.input.focus());
    }

    async show() {
      const { h } = gongkai;
      const turn = (this.turn = (this.turn || 0) + 1);
      const agencies = this.ids.map((id) => this.index.byId.get(id));
      this.chosen.replaceChildren(...agencies.map((agency) => h("li", null, agency.name, " ",
        h("button.app-remove", { type: "button", "aria-label": `去掉${agency.name}`, onclick: () => this.remove(agency.id) }, "去掉"))));
      this.input.disabled = this.ids.length >= MOST;
      const data = await Promise.all(agencies.map((agency) => agency.years.length ? gongkai.load(`agency/${agency.id}`) : {}));
      if (turn !== this.turn) return;
      const year = this.pick(agencies);
      gongkai.state.write({ a: this.ids.join(","), year: agencies.length ? year : this.wanted || "", i: this.indicator.id });
      this.year.disabled = !agencies.length;
      this.place.querySelector(".app-actions").hidden = !agencies.length;
      this.place.classList.add("app-ready");
      if (!agencies.length) {
        this.result.replaceChildren(h("p.app-note", null, "还没有选机关。在上面输入名称、拼音或者首字母。"));
        return;
      }
      this.result.replaceChildren(h("h2", null, `${year} 年`), ...this.notes(agencies, data, year), this.table(agencies, data, year), ...this.trend(agencies, data));
    }

    /* One indicator through the years, and the control that chooses it. */
    trend(agencies, data) {
      const { h } = gongkai;
      const groups = new Map();
      for (const one of this.all.values()) groups.set(one.group, [...(groups.get(one.group) || []), one]);
      const select = h("select", { name: "i" }, [...groups].map(([group, all]) => h("optgroup", { label: group },
        all.map((one) => h("option", { value: one.id, selected: one === this.indicator }, one.zh)))));
      const place = h("div", null, this.years(agencies, data));
      select.addEventListener("change", () => {
        this.indicator = this.all.get(select.value);
        place.replaceChildren(this.years(agencies, data));
        gongkai.state.write({ ...gongkai.state.read(), i: this.indicator.id });
      });
      return [h("h2", { id: "trend" }, "历年"), h("form.app-controls", { onsubmit: (event) => event.preventDefault() }, h("label", null, "指标", select)), place,
        h("p.app-actions", null, h("button", { type: "button", onclick: () => this.saveYears(agencies) }, "下载历年（CSV）"))];
    }

    /* A row for each year, and a line wherever the numbers before it count otherwise. */
    years(agencies, data) {
      const { h } = gongkai;
      const years = [...new Set(agencies.flatMap((agency) => agency.years))].sort((a, b) => a - b);
      const cells = years.map((year) => data.map((one) => this.of(one[year])));
      const most = Math.max(0, ...cells.flat().map((cell) => (cell && typeof cell.value === "number" ? cell.value : 0)));
      const breaks = this.breaks(years, data);
      const unit = this.indicator.isRate ? "" : `（${this.indicator.unit}）`;
      this.yearLines = years.map((year, n) => [year, ...cells[n].flatMap((cell, at) => [told(cell), SCOPES[data[at][year]?.s] || ""])]);
      const rows = years.flatMap((year, n) => [
        ...breaks[n].map((words) => h("tr.break", null, h("th", { colspan: agencies.length + 1, scope: "rowgroup" }, words))),
        h("tr", null, h("th", { scope: "row" }, String(year)), cells[n].map((cell) => this.cell(this.indicator, cell, most))),
      ]);
      return h("div.table-wrap", { role: "region", tabindex: "0", "aria-label": "历年比较" }, h("table.app-table.app-trend", null,
        h("caption", null, `${this.indicator.zh}${unit}`),
        h("thead", null, h("tr", null, h("th", { scope: "col" }, "年份"), agencies.map((agency) => h("th.n", { scope: "col" }, agency.name)))), h("tbody", null, rows)));
    }

    /* What changes in a year, judged agency by agency against its own last report: the form, or
       whether it reports for itself or for its region. */
    breaks(years, data) {
      const last = data.map(() => null);
      return years.map((year) => {
        const found = new Set();
        data.forEach((one, at) => {
          const now = one[year];
          if (!now) return;
          const before = last[at];
          const used = [before?.f, now.f];
          if (before && used.every(Boolean) && used[0] !== used[1] && gongkai.brokenForms(this.indicator, used).length) found.add("从这里起表格换了，口径不同");
          if (before && before.s !== now.s) found.add("从这里起，有机关在“本机关”和“汇总全地区”之间换了，前后不能相比");
          last[at] = now;
        });
        return [...found];
      });
    }

    /* What a report says of the chosen indicator; null without a report. */
    of(report) {
      if (!report) return null;
      const at = (id) => report.v[this.settings.counts.findIndex((count) => count.id === id)];
      const one = this.indicator;
      return one.isRate ? gongkai.ratio(one, at(one.numerator), at(one.denominator)) : { value: at(one.id) };
    }

    saveYears(agencies) {
      gongkai.save(`gongkai-${this.indicator.id}.csv`, gongkai.csv([["year", ...agencies.flatMap((one) => [one.id, `${one.id}_scope`])], ...this.yearLines]));
    }

    /* The year asked for, else the newest that all have, else the newest of any. */
    pick(agencies) {
      const years = [...new Set(agencies.flatMap((agency) => agency.years))].sort((a, b) => b - a);
      const common = years.filter((year) => agencies.every((agency) => agency.years.includes(year)));
      const year = years.includes(this.wanted) ? this.wanted : common[0] || years[0] || this.settings.years.at(-1);
      this.year.replaceChildren(...(years.length ? years : [year]).map((one) => gongkai.h("option", { value: one, selected: one === year }, `${one} 年`)));
      return year;
    }

    notes(agencies, data, year) {
      const { h } = gongkai;
      const found = [];
      const reports = data.map((one) => one[year]).filter(Boolean);
      if (agencies.length === 1) found.push("再选一个机关就可以比较。");
      if (new Set(reports.map((one) => one.s)).size > 1) found.push("这里既有一个机关自己的年报，也有汇总全地区的政府年报，两者的数字不能相比。");
      if (new Set(agencies.map((one) => one.level)).size > 1) found.push("所选机关的层级不同，办理量往往差别很大。");
      if (new Set(reports.map((one) => one.f)).size > 1) found.push("所选年报用了不同的格式，有些指标口径不同。");
      return found.map((text) => h("p.app-note", null, text));
    }

    /* What the table shows, as CSV: a row for each indicator. */
    save() {
      const year = this.year.value;
      const head = ["indicator", "unit", ...this.ids.map((id) => `${id}_${year}`)];
      gongkai.save(`gongkai-compare-${year}.csv`, gongkai.csv([head, ...this.lines]));
    }

    table(agencies, data, year) {
      const { h } = gongkai;
      const bodies = new Map();
      this.lines = [];
      this.settings.counts.forEach((count, n) => {
        this.row(bodies, count, data.map((one) => one[year] ? { value: one[year].v[n] } : null));
      });
      for (const rate of this.settings.rates) {
        const at = (id) => this.settings.counts.findIndex((count) => count.id === id);
        this.row(bodies, { ...rate, isRate: true, unit: "%" }, data.map((one) => one[year] ? gongkai.ratio(rate, one[year].v[at(rate.numerator)], one[year].v[at(rate.denominator)]) : null));
      }
      const head = agencies.map((agency, n) => h("th.n", { scope: "col" }, h("a", { href: gongkai.link(data[n][year] ? `agencies/${agency.id}/${year}/` : `agencies/${agency.id}/`) }, agency.name),
        data[n][year] ? h("span.app-small", null, data[n][year].s === "a" ? "汇总全地区" : "本机关") : null));
      const groups = [...bodies].map(([group, rows]) => h("tbody", null, h("tr.group", null, h("th", { scope: "rowgroup", colspan: agencies.length + 1 }, group)), rows));
      return h("div.table-wrap", { role: "region", tabindex: "0", "aria-label": `${year} 年比较` },
        h("table.app-table.app-compare", null, h("caption.unseen", null, `${year} 年各机关的指标`), h("thead", null, h("tr", null, h("th", { scope: "col" }, "指标"), head)),
          h("tbody", null, h("tr", null, h("th", { scope: "row" }, "历年收到的申请"), agencies.map((agency) => h("td.n", null, gongkai.stripOf(this.index, agency))))), groups));
    }

    /* A row of an indicator that at least one of the reports asks for. */
    row(bodies, indicator, cells) {
      const { h } = gongkai;
      if (cells.every((cell) => !cell || cell.value === "f")) return;
      this.lines.push([indicator.zh, indicator.isRate ? "" : indicator.unit, ...cells.map(told)]);
      const most = Math.max(0, ...cells.map((cell) => (cell && typeof cell.value === "number" ? cell.value : 0)));
      const row = h("tr", null, h("th", { scope: "row" }, indicator.zh, h("span.app-small", null, indicator.isRate ? `至少 ${indicator.minimum} 件才算` : indicator.unit)),
        cells.map((cell) => this.cell(indicator, cell, most)));
      if (!bodies.has(indicator.group)) bodies.set(indicator.group, []);
      bodies.get(indicator.group).push(row);
    }

    cell(indicator, cell, most) {
      const { h } = gongkai;
      if (!cell) return h("td.state", null, "没有年报");
      if (cell.value === "u") return h("td.state", null, gongkai.over(cell), h("span.app-small", null, cell.whole === 0 ? "一件也没有" : "件数太少"));
      if (typeof cell.value !== "number") return h("td.state", null, gongkai.states[cell.value]);
      const td = h("td.n", null, indicator.isRate ? gongkai.percent(cell.value) : gongkai.number(cell.value));
      if (cell.whole !== undefined) td.append(gongkai.restsOn(cell.part, cell.whole, this.settings.few));
      if (most > 0) {
        const bar = h("span.app-bar", { "aria-hidden": "true" });
        bar.style.inlineSize = `${(cell.value / most) * 100}%`;
        td.append(bar);
      }
      return td;
    }
  }

  gongkai.app("compare", start);
})();
