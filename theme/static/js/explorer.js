/* /explore/: any indicator by agency and year. Everything that is chosen stands in the address. */
(() => {
  "use strict";
  const inAll = (count) => gongkai.counted(count, "1 个机关", " 个机关");
  const PAGE = 50;
  const MOST_COMPARED = 5;
  const LEFT = { page: "1" };
  const FILTERS = { scope: "年报", level: "层级", function: "职能", region: "地区", q: "名称里有", only: "格子" };

  async function start(place) {
    await gongkai.use("common");
    await Promise.all([gongkai.use("rows"), gongkai.use("strip")]);
    const settings = JSON.parse(place.querySelector("[data-settings]").textContent);
    if (!settings.years.length) return;
    new Explorer(place, settings).begin();
  }

  class Explorer {
    constructor(place, settings) {
      this.place = place;
      this.form = place.querySelector("form");
      this.result = place.querySelector(".app-result");
      this.all = gongkai.indicatorsOf(settings);
      this.years = settings.years;
      this.fewCases = settings.few;
      this.forms = settings.forms;
      const asked = gongkai.state.read();
      const last = this.years.at(-1);
      this.ticked = new Set();
      this.defaults = { i: "received", from: String(this.years.at(-3) || this.years[0]), to: String(last), scope: "o", sort: "", dir: "down", page: "1", region: "", level: "", function: "", q: "", only: "" };
      this.now = { ...this.defaults, ...asked };
      if (!this.all.has(this.now.i)) this.now.i = this.defaults.i;
      for (const key of ["from", "to"]) if (!this.years.includes(Number(this.now[key]))) this.now[key] = this.defaults[key];
      // Old links left out what was the default then; a year alone still shows itself.
      const to = this.years.indexOf(Number(this.now.to));
      if (!asked.from && to >= 0) this.now.from = String(this.years[Math.max(0, to - 2)]);
      if (Number(this.now.from) > Number(this.now.to)) this.now.to = String(last);
    }

    async begin() {
      this.index = await gongkai.agencies();
      const isAsked = this.now.region || this.now.function;
      if (isAsked) this.offer();
      this.fill();
      this.form.addEventListener("input", () => this.changed());
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.place.querySelector("[data-save]").addEventListener("click", () => this.save());
      this.place.querySelector("[data-copy]").addEventListener("click", (event) => gongkai.copyAddress(event.target));
      await this.show();
      const more = this.form.querySelector(".app-more");
      if (!isAsked && more.open) setTimeout(() => this.offer());
      else if (!isAsked) more.addEventListener("toggle", () => this.offer(), { once: true });
    }

    /* The regions and functions in use; thousands of them wait until they can be seen. */
    offer() {
      const { h } = gongkai;
      const { regions, functions } = this.index;
      const depth = (region) => (region[2] < 0 ? 0 : 1 + depth(regions[region[2]]));
      const ordered = [...regions].sort((a, b) => (a[0] < b[0] ? -1 : 1));
      this.form.elements.region.append(...ordered.map((region) => h("option", { value: region[0] }, "　".repeat(depth(region)) + region[1])));
      this.form.elements.function.append(...functions.map((one) => h("option", { value: one[0] }, one[1])));
    }

    /* Puts the state of the address into the controls. */
    fill() {
      const isNarrowed = ["region", "level", "function", "q", "scope", "only"].some((key) => this.now[key] !== this.defaults[key]);
      this.form.querySelector(".app-more").open = isNarrowed || matchMedia("(min-width: 48rem)").matches;
      for (const [key, value] of Object.entries(this.now)) if (this.form.elements[key]) this.form.elements[key].value = value;
    }

    changed() {
      for (const element of this.form.elements) if (element.name) this.now[element.name] = element.value;
      if (Number(this.now.from) > Number(this.now.to)) {
        [this.now.from, this.now.to] = [this.now.to, this.now.from];
        this.form.elements.from.value = this.now.from;
        this.form.elements.to.value = this.now.to;
      }
      this.now.page = "1";
      this.show();
    }

    chosenYears() {
      return this.years.filter((year) => year >= Number(this.now.from) && year <= Number(this.now.to));
    }

    /* Loads what is needed, then draws; an answer that comes too late is dropped. */
    async show() {
      const turn = (this.turn = (this.turn || 0) + 1);
      gongkai.state.write(this.now, LEFT);
      const indicator = this.all.get(this.now.i);
      const years = this.chosenYears();
      let columns;
      try {
        columns = await Promise.all(years.map((year) => gongkai.columnOf(indicator, this.all, year, this.forms)));
      } catch {
        this.result.replaceChildren(gongkai.h("p.app-note", { role: "alert" }, "数据没有载入，请检查网络后再试。"));
        return;
      }
      if (turn !== this.turn) return;
      this.indicator = indicator;
      this.shownYears = years;
      this.rows = this.select(years, columns);
      this.sort();
      this.draw();
    }

    /* The agencies that pass the filters, with their cells by year. */
    select(years, columns) {
      this.columns = columns;
      this.coverage = years.map(() => ({ agencies: 0, reports: 0, numbers: 0, small: 0 }));
      return this.passing(this.now).map((agency) => ({ agency, cells: columns.map((column, n) => this.cell(column.get(agency.at), this.coverage[n])) }))
        .filter((row) => row.cells.some(Boolean) && this.fits(row.cells, this.now.only));
    }

    /* Whether an agency's cells are what is asked for: numbers that compare, zeros, or no numbers. */
    fits(cells, only) {
      const isNumber = (cell) => cell && (typeof cell.value === "number" || cell.value === "u");
      if (only === "n") return cells.every(isNumber) && !gongkai.brokenForms(this.indicator, cells.map((cell) => cell.form)).length;
      if (only === "z") return cells.every((cell) => cell && cell.value === 0);
      return only !== "s" || cells.some((cell) => cell && !isNumber(cell));
    }

    passing(now) {
      const { index } = this;
      const words = now.q.trim().split(/\s+/).filter(Boolean);
      return index.list.filter((agency) => (!now.level || agency.level === now.level)
        && (!now.function || (agency.function >= 0 && index.functions[agency.function][0] === now.function))
        && (!now.region || index.isWithin(agency.region, now.region))
        && words.every((word) => agency.name.includes(word) || agency.other.some((name) => name.includes(word))));
    }

    /* How many agencies there would be with another choice. */
    count(now) {
      const cells = (agency) => this.columns.map((column) => column.get(agency.at)).map((cell) => (cell?.scope === now.scope ? cell : null));
      return this.passing(now).map(cells).filter((row) => row.some(Boolean) && this.fits(row, now.only)).length;
    }

    /* Which filter hides everything, and the way to what there is. */
    nothing() {
      const { h } = gongkai;
      const changes = Object.keys(FILTERS).filter((key) => key === "scope" || this.now[key])
        .map((key) => ({ [key]: key === "scope" ? (this.now.scope === "o" ? "a" : "o") : "" }));
      const all = { region: "", level: "", function: "", q: "", only: "" };
      const ways = [...changes, all, { ...all, ...changes[0] }].map((change) => ({ change, count: this.count({ ...this.now, ...change }) })).filter((way) => way.count);
      const label = ({ change }) => {
        const keys = Object.keys(change);
        if (keys.length > 1) return "去掉全部筛选";
        const select = this.form.elements[keys[0]];
        return keys[0] === "scope" ? `年报改为“${[...select.options].find((one) => one.value === change.scope).textContent}”` : `不限${FILTERS[keys[0]]}`;
      };
      return h("div.app-note", null, h("p", null, "没有符合条件的年报。", ways.length ? "改一个条件就有：" : "可以换几个年份。"),
        this.few(ways).map((way) => h("button", { type: "button", onclick: () => {
          Object.assign(this.now, way.change);
          this.fill();
          this.show();
        } }, `${label(way)}：${inAll(way.count)}`)));
    }

    /* Single changes where one helps, else one that takes all filters away. */
    few(ways) {
      const single = ways.filter((way) => Object.keys(way.change).length === 1);
      return single.length ? single : ways.slice(0, 1);
    }

    cell(cell, coverage) {
      coverage.agencies += 1;
      if (!cell || cell.scope !== this.now.scope) return null;
      coverage.reports += 1;
      if (typeof cell.value === "number") coverage.numbers += 1;
      else if (cell.value === "u") coverage.small += 1;
      return cell;
    }

    sortColumn() {
      if (this.now.sort === "name") return -1;
      const at = this.shownYears.indexOf(Number(this.now.sort));
      return at >= 0 ? at : this.shownYears.length - 1;
    }

    sort() {
      const at = this.sortColumn();
      const sign = this.now.dir === "up" ? 1 : -1;
      const value = (row) => (row.cells[at] && typeof row.cells[at].value === "number" ? row.cells[at].value : null);
      this.rows.sort((a, b) => {
        if (at < 0) return -sign * (a.agency.at - b.agency.at);
        const [x, y] = [value(a), value(b)];
        if (x === null || y === null) return (x === null) - (y === null) || a.agency.at - b.agency.at;
        return sign * (x - y) || a.agency.at - b.agency.at;
      });
    }

    draw() {
      const { h } = gongkai;
      const pages = Math.max(1, Math.ceil(this.rows.length / PAGE));
      const page = Math.min(Math.max(1, Number(this.now.page) || 1), pages);
      this.now.page = String(page);
      const shown = this.rows.slice((page - 1) * PAGE, page * PAGE);
      const title = `${this.indicator.zh}（${this.indicator.unit}）`;
      this.result.replaceChildren(
        h("h2", { id: "result" }, title),
        this.about(),
        shown.length ? this.table(shown, title) : this.nothing(),
        ...this.turner(page, pages),
      );
      this.place.querySelector("[data-save]").disabled = !this.rows.length;
      this.offerComparison();
      this.place.classList.add("app-ready");
      document.getElementById("plain")?.setAttribute("hidden", "");
      this.place.querySelector("[role=status]").textContent = `${title}，${inAll(this.rows.length)}`;
    }

    /* Where it is read from, coverage, and what limits the comparison. */
    about() {
      const { h, number } = gongkai;
      const one = this.indicator;
      const lines = this.shownYears.map((year, n) => {
        const c = this.coverage[n];
        const small = c.small ? `，另有 ${number(c.small)} 个件数不足 ${one.minimum}，不算比例` : "";
        return h("li", null, `${year} 年：符合条件的机关 ${number(c.agencies)} 个，有年报的 ${number(c.reports)} 个，这一项是数字的 ${number(c.numbers)} 个${small}`);
      });
      const forms = this.rows.flatMap((row) => row.cells.map((cell) => cell && typeof cell.value === "number" ? cell.form : null));
      const broken = gongkai.brokenForms(one, forms);
      return h("div.app-about", null,
        h("p", null, this.formula()),
        one.note ? h("p.app-note", null, one.note) : null,
        broken.length ? h("p.app-note", null, `所选年份用了 ${broken.join("、")} 年几种格式，这项指标在它们之间口径不同，不能直接相比；表中以竖线隔开。`) : null,
        this.now.scope === "a" ? h("p.app-note", null, "下面是汇总全地区的政府年报，各级之间有包含关系，不能相加。") : this.left(),
        h("details", null, h("summary", null, "覆盖面"), h("ul", null, lines)));
    }

    /* The aggregates that the table leaves out, and the way to them. */
    left() {
      const { h } = gongkai;
      const count = this.count({ ...this.now, scope: "a" });
      if (!count || !this.rows.length) return null;
      return h("p", null, gongkai.counted(count, "有 1 个机关的年报汇总全地区，不在下面的表里。", " 个机关的年报汇总全地区，不在下面的表里。"), " ",
        h("button", { type: "button", "data-aggregates": "", onclick: () => {
          this.now.scope = "a";
          this.now.page = "1";
          this.fill();
          this.show();
        } }, "看汇总全地区的"));
    }

    formula() {
      const one = this.indicator;
      if (one.isRate) {
        return `${this.all.get(one.numerator).zh}占${this.all.get(one.denominator).zh}的比例。后者不到 ${one.minimum} 件时不算比例，只列出两个数。`;
      }
      const byText = new Map();
      for (const [form, text] of Object.entries(one.formula)) byText.set(text, [...(byText.get(text) || []), form]);
      return [...byText].map(([text, forms]) => `取自 ${forms.join("、")} 年格式的“${text}”。`).join("");
    }

    table(rows, title) {
      const { h } = gongkai;
      const at = this.sortColumn();
      const most = Math.max(0, ...this.rows.map((row) => (row.cells[at] && typeof row.cells[at].value === "number" ? row.cells[at].value : 0)));
      const breaks = this.breaks();
      const head = [this.header("机关", "name", at === -1), ...this.shownYears.map((year, n) => this.header(`${year}`, String(year), n === at, breaks[n])), h("th", { scope: "col" }, "历年申请")];
      const body = rows.map((row) => h("tr", null,
        h("th", { scope: "row" }, this.tick(row.agency), h("a", { href: gongkai.link(`agencies/${row.agency.id}/`) }, row.agency.name)),
        row.cells.map((cell, n) => this.show1(cell, row.agency, n, n === at ? most : 0, breaks[n])), h("td", null, gongkai.stripOf(this.index, row.agency))));
      return h("div.table-wrap", { role: "region", tabindex: "0", "aria-label": title },
        h("table.app-table", null, h("caption.unseen", null, `${title}，按${at < 0 ? "机关" : `${this.shownYears[at]} 年`}排序`), h("thead", null, h("tr", null, head)), h("tbody", null, body)));
    }

    /* The box by which an agency is put into the comparison. */
    tick(agency) {
      return gongkai.h("input.app-tick", { type: "checkbox", "aria-label": `比较${agency.name}`, "data-agency": agency.id, checked: this.ticked.has(agency.id), onchange: (event) => {
        if (event.target.checked) this.ticked.add(agency.id);
        else this.ticked.delete(agency.id);
        this.offerComparison();
      } });
    }

    /* The way to the comparison of what is ticked, five at most. */
    offerComparison() {
      const { h } = gongkai;
      const isFull = this.ticked.size >= MOST_COMPARED;
      for (const box of this.result.querySelectorAll(".app-tick")) box.disabled = isFull && !box.checked;
      this.place.querySelector("[data-compare]")?.remove();
      if (!this.ticked.size) return;
      const href = gongkai.link(`compare/?a=${[...this.ticked].join(",")}&year=${this.shownYears.at(-1)}`);
      const words = this.ticked.size < 2 ? "并排比较：再勾选一个机关" : `并排比较勾选的 ${this.ticked.size} 个机关${isFull ? "（最多这些）" : ""}`;
      this.place.querySelector(".app-actions").append(h("a.button", { href, "data-compare": "" }, words));
    }

    header(label, key, isSorted, isBreak) {
      const { h } = gongkai;
      const isUp = this.now.dir === "up";
      return h("th", { scope: "col", class: `${key === "name" ? "" : "n"}${isBreak ? " app-break" : ""}`.trim() || null, "aria-sort": isSorted ? (isUp ? "ascending" : "descending") : null },
        h("button.app-sort", { type: "button", "data-sort": key, onclick: () => this.turnTo(key, isSorted) }, label, h("span", { "aria-hidden": "true" }, isSorted ? (isUp ? " ↑" : " ↓") : "")));
    }

    turnTo(key, isSorted) {
      this.now.dir = isSorted && this.now.dir === "down" ? "up" : "down";
      this.now.sort = key;
      this.now.page = "1";
      gongkai.state.write(this.now, LEFT);
      this.sort();
      this.draw();
      this.result.querySelector(`[data-sort="${key}"]`)?.focus();
    }

    /* Columns before which the meaning changes, because most reports used another form. */
    breaks() {
      const usual = this.shownYears.map((_, n) => {
        const counts = {};
        for (const row of this.rows) if (row.cells[n]) counts[row.cells[n].form] = (counts[row.cells[n].form] || 0) + 1;
        return Object.keys(counts).sort((a, b) => counts[b] - counts[a])[0];
      });
      return usual.map((form, n) => n > 0 && gongkai.brokenForms(this.indicator, [form, usual[n - 1]]).length > 0);
    }

    show1(cell, agency, n, most, isBreak) {
      const { h } = gongkai;
      const mark = isBreak ? " app-break" : "";
      if (!cell) return h("td", { class: `state${mark}` }, "没有年报");
      const href = gongkai.link(`agencies/${agency.id}/${this.shownYears[n]}/`);
      if (cell.value === "u") return h("td", { class: `state${mark}` }, h("a", { href }, gongkai.over(cell)), h("span.app-small", null, cell.whole === 0 ? "一件也没有" : "件数太少"));
      if (typeof cell.value !== "number") return h("td", { class: `state${mark}` }, gongkai.states[cell.value]);
      const td = h("td", { class: `n${mark}` }, h("a", { href }, this.words(cell)));
      if (cell.whole !== undefined) td.append(gongkai.restsOn(cell.part, cell.whole, this.fewCases));
      if (most > 0) {
        const bar = h("span.app-bar", { "aria-hidden": "true" });
        bar.style.inlineSize = `${Math.max(0, (cell.value / most) * 100)}%`;
        td.append(bar);
      }
      return td;
    }

    words(cell) {
      return this.indicator.isRate ? gongkai.percent(cell.value) : gongkai.number(cell.value);
    }

    turner(page, pages) {
      const { h, number } = gongkai;
      if (pages < 2) return [];
      const to = (next, label) => h("button", { type: "button", disabled: next < 1 || next > pages, onclick: () => {
        this.now.page = String(next);
        gongkai.state.write(this.now, LEFT);
        this.draw();
        this.result.querySelector("h2").scrollIntoView();
      } }, label);
      return [h("nav.app-turner", { "aria-label": "翻页" }, to(page - 1, "上一页"), h("span", null, `第 ${number(page)} 页，共 ${number(pages)} 页，${inAll(this.rows.length)}`), to(page + 1, "下一页"))];
    }

    /* Everything that is selected, all pages of it, as CSV. */
    save() {
      const one = this.indicator;
      const years = this.shownYears.flatMap((year) => one.isRate ? [`${year}_rate`, `${year}_${one.numerator}`, `${year}_${one.denominator}`] : [String(year)]);
      const rows = this.rows.map((row) => [
        row.agency.id, row.agency.name, this.index.regions[row.agency.region][0], gongkai.levels[row.agency.level][0],
        ...row.cells.flatMap((cell) => this.exported(cell)),
      ]);
      gongkai.save(`gongkai-${one.id}-${this.shownYears[0]}-${this.shownYears.at(-1)}.csv`, gongkai.csv([["agency", "agency_name", "region", "level", ...years], ...rows]));
    }

    exported(cell) {
      const value = !cell ? "没有年报" : cell.value === "u" ? "件数太少" : typeof cell.value === "number" ? cell.value : gongkai.states[cell.value];
      return this.indicator.isRate ? [value, cell?.part ?? "", cell?.whole ?? ""] : [value];
    }
  }

  gongkai.app("explorer", start);
})();
