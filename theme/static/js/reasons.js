/* /reasons/: why information was not given, by year, field of work, region, level and kind of
   report. Everything that is chosen stands in the address; the words come with the page. */
(() => {
  "use strict";
  const SHOWN = 50;
  const BY = ["function", "region", "agency", "year"];
  const LEFT = {};

  async function start(place) {
    await gongkai.use("common");
    new Reasons(place, JSON.parse(place.querySelector("[data-settings]").textContent)).begin();
  }

  const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

  class Reasons {
    constructor(place, settings) {
      this.place = place;
      this.form = place.querySelector("form");
      this.result = place.querySelector(".app-result");
      this.settings = settings;
      this.names = new Map(settings.reasons.map(([id, name]) => [id, name]));
      this.defaults = { year: String(settings.year), function: "", region: "", level: "", scope: "o", r: "", by: BY[0] };
      this.now = { ...this.defaults };
      for (const [key, value] of Object.entries(gongkai.state.read())) if (key in this.defaults) this.now[key] = value;
      if (!settings.years.includes(Number(this.now.year))) this.now.year = this.defaults.year;
      if (!BY.includes(this.now.by)) this.now.by = this.defaults.by;
      if (!this.names.has(this.now.r)) this.now.r = "";
    }

    async begin() {
      try {
        this.index = await gongkai.agencies();
      } catch {
        this.fail();
        return;
      }
      this.offer();
      for (const select of this.form.elements) if (select.name) select.value = this.now[select.name];
      this.form.addEventListener("input", () => {
        for (const select of this.form.elements) if (select.name) this.now[select.name] = select.value;
        this.show();
      });
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.place.querySelector("[data-copy]").addEventListener("click", (event) => gongkai.copyAddress(event.target));
      await this.show();
    }

    offer() {
      const { h } = gongkai;
      const { regions, functions } = this.index;
      const depth = (region) => (region[2] < 0 ? 0 : 1 + depth(regions[region[2]]));
      const ordered = [...regions].sort((a, b) => (a[0] < b[0] ? -1 : 1));
      this.form.elements.region.append(...ordered.map((region) => h("option", { value: region[0] }, "\u3000".repeat(depth(region)) + region[1])));
      this.form.elements.function.append(...functions.map((one) => h("option", { value: one[0] }, one[1])));
      if (!regions.some((one) => one[0] === this.now.region)) this.now.region = "";
      if (!functions.some((one) => one[0] === this.now.function)) this.now.function = "";
    }

    say(name, values) {
      return this.settings.words[name].replaceAll(/\{(\w+)\}/g, (_, key) => (values || {})[key] ?? "");
    }

    fail() {
      this.result.replaceChildren(gongkai.h("p.app-note", { role: "alert" }, this.say("failed")));
    }

    /* The reports of a year on its usual form: {agency, cells}, a cell for each reason asked. */
    async reports(year) {
      const { settings } = this;
      const names = Array.from({ length: settings.parts[year] }, (_, part) => `reasons/${year}-${part}`);
      const [index, ...parts] = await Promise.all([gongkai.load(`explore/reports-${year}`), ...names.map(gongkai.load)]);
      const asked = settings.asked[settings.form[year]];
      const usual = new Set(Object.keys(settings.asked).filter((letter) => String(settings.asked[letter]) === String(asked)));
      const states = parts.map((part) => part.w).join("");
      const cells = settings.reasons.map(() => new Map());
      parts.forEach((part, number) => part.v.forEach((pairs, reason) => {
        let at = number * settings.size;
        for (let n = 0; n < pairs.length; n += 2) cells[reason].set((at += pairs[n]), pairs[n + 1]);
      }));
      const found = [];
      let n = 0;
      for (let run = 0; run < index.i.length; run += 2) {
        for (let at = index.i[run]; at < index.i[run] + index.i[run + 1]; at += 1, n += 1) {
          if (index.s[n] !== this.now.scope || !usual.has(index.f[n])) continue;
          const report = n;
          const cell = (reason) => (states[report] === "." ? cells[reason].get(report) ?? 0 : states[report]);
          found.push({ agency: this.index.list[at], cells: asked.map(cell) });
        }
      }
      return { asked, reports: found.filter((one) => this.passes(one.agency)) };
    }

    passes(agency) {
      const { now, index } = this;
      return (!now.level || agency.level === now.level)
        && (!now.function || (agency.function >= 0 && index.functions[agency.function][0] === now.function))
        && (!now.region || index.isWithin(agency.region, now.region));
    }

    /* Loads what is chosen and draws it; an answer that comes too late is dropped. */
    async show() {
      const turn = (this.turn = (this.turn || 0) + 1);
      gongkai.state.write(this.now, LEFT);
      const years = this.now.r && this.now.by === "year" ? this.settings.years : [Number(this.now.year)];
      let loaded;
      try {
        loaded = await Promise.all(years.map((year) => this.reports(year)));
      } catch {
        if (turn === this.turn) this.fail();
        return;
      }
      if (turn !== this.turn) return;
      this.found = new Map(years.map((year, n) => [year, loaded[n]]));
      this.draw();
    }

    draw() {
      const { h } = gongkai;
      const year = Number(this.now.year);
      const { asked, reports } = this.found.get(year);
      const isStated = (one) => one.cells.every((cell) => typeof cell === "number");
      const stated = reports.filter(isStated);
      const unstated = reports.filter((one) => !isStated(one));
      const title = this.say("heading", { year });
      const total = sum(stated.flatMap((one) => one.cells));
      const parts = [h("h2", { id: "result" }, title)];
      if (!reports.length) parts.push(h("p.app-note", null, this.say("nothing")));
      else if (!stated.length) parts.push(h("p.app-note", null, this.say("no_numbers", { count: gongkai.number(reports.length) })));
      else {
        parts.push(h("p", null, this.say("basis", { reports: gongkai.number(stated.length), total: gongkai.number(total) })));
        if (unstated.length) parts.push(h("p.app-note", null, this.say("unstated", { count: gongkai.number(unstated.length) })));
        parts.push(this.table(title, ["reason", "count", "share", "agencies", "blank"], this.rows(asked, stated, unstated, total)));
        if (asked.some((reason) => this.settings.reasons[reason][0] === this.now.r)) parts.push(...this.parted(stated));
      }
      this.result.replaceChildren(...parts);
      document.getElementById("plain")?.setAttribute("hidden", "");
      this.place.classList.add("app-ready");
      this.place.querySelector("[role=status]").textContent = title;
    }

    /* A row for each group with its sum, then its reasons, the most frequent first. */
    rows(asked, stated, unstated, total) {
      const { h } = gongkai;
      return this.settings.groups.flatMap(([group, label]) => {
        const places = asked.map((reason, place) => [this.settings.reasons[reason], place]).filter(([reason]) => reason[2] === group);
        if (!places.length) return [];
        const all = places.map(([, place]) => place);
        const count = (own) => sum(stated.flatMap((one) => own.map((place) => one.cells[place])));
        const row = (name, own) => [
          name,
          gongkai.number(count(own)),
          total ? gongkai.percent(count(own) / total) : this.say("no_share"),
          gongkai.number(stated.filter((one) => own.some((place) => one.cells[place] > 0)).length),
          gongkai.number(unstated.filter((one) => own.some((place) => typeof one.cells[place] !== "number")).length),
        ];
        const button = ([id, name]) => h("button.app-sort", { type: "button", "aria-pressed": String(id === this.now.r), "data-reason": id, onclick: () => this.choose(id) }, name);
        const own = places.map(([reason, place]) => [reason, place, count([place])]).sort((a, b) => b[2] - a[2]);
        return [row(h("strong", null, label), all), ...own.map(([reason, place]) => row(button(reason), [place]))];
      });
    }

    async choose(id) {
      this.now.r = this.now.r === id ? "" : id;
      await this.show();
      this.result.querySelector(`[data-reason="${id}"]`)?.focus();
    }

    table(title, columns, rows) {
      const { h } = gongkai;
      const head = columns.map((name, n) => h("th", { scope: "col", class: n ? "n" : null }, this.say(name)));
      const body = rows.map(([name, ...cells]) => h("tr", null, h("th", { scope: "row" }, name), cells.map((cell) => h("td.n", null, cell))));
      return h("div.table-wrap", { role: "region", tabindex: "0", "aria-label": title },
        h("table.app-table", null, h("caption.unseen", null, title), h("thead", null, h("tr", null, head)), h("tbody", null, body)));
    }

    /* One reason by field of work, region, agency or year. */
    parted(stated) {
      const { h } = gongkai;
      const name = this.names.get(this.now.r);
      const choice = h("select", { name: "by", id: "by", onchange: (event) => {
        this.now.by = event.target.value;
        this.show().then(() => this.result.querySelector("#by")?.focus());
      } }, BY.map((by) => h("option", { value: by, selected: by === this.now.by }, this.say(`by_${by}`))));
      const rows = this.now.by === "year" ? this.byYear() : this.by(stated);
      const more = rows.length > SHOWN ? [h("p.app-small", null, this.say("more", { shown: SHOWN, count: gongkai.number(rows.length) }))] : [];
      return [h("h3", { id: "parted" }, name), h("p", null, h("label", { for: "by" }, this.say("by"), " "), choice),
        this.table(name, ["name", "count", "part_share", "reports"], rows.slice(0, SHOWN)), ...more];
    }

    by(stated) {
      const groups = new Map();
      for (const one of stated) {
        const [key, label] = this.groupOf(one.agency);
        if (!groups.has(key)) groups.set(key, { label, reports: [] });
        groups.get(key).reports.push(one);
      }
      const place = this.found.get(Number(this.now.year)).asked.findIndex((reason) => this.settings.reasons[reason][0] === this.now.r);
      return [...groups.values()].map(({ label, reports }) => ({ label, ...this.counted(reports, place) }))
        .sort((a, b) => b.count - a.count).map((one) => this.row(one.label, one));
    }

    byYear() {
      const isNumber = (cell) => typeof cell === "number";
      return [...this.found].map(([year, { asked, reports }]) => {
        const place = asked.findIndex((reason) => this.settings.reasons[reason][0] === this.now.r);
        return place < 0 ? null : this.row(String(year), this.counted(reports.filter((one) => one.cells.every(isNumber)), place));
      }).filter(Boolean).reverse();
    }

    counted(reports, place) {
      const all = sum(reports.flatMap((one) => one.cells));
      return { count: sum(reports.map((one) => one.cells[place])), all, n: reports.length };
    }

    row(label, { count, all, n }) {
      return [label, gongkai.number(count), all ? [gongkai.percent(count / all), gongkai.restsOn(count, all, this.settings.few)] : this.say("no_share"), gongkai.number(n)];
    }

    /* What an agency is counted under: key and name. */
    groupOf(agency) {
      const { h } = gongkai;
      const { index, now } = this;
      if (now.by === "agency") return [agency.id, h("a", { href: gongkai.link(`agencies/${agency.id}/${now.year}/`) }, agency.name)];
      if (now.by === "function") return agency.function >= 0 ? index.functions[agency.function] : ["", this.say("other")];
      const path = index.path(agency.region);
      const below = now.region ? path[path.findIndex((one) => one[0] === now.region) + 1] : path[0];
      return below ? [below[0], below[1]] : ["", this.say("own_level")];
    }
  }

  gongkai.app("reasons", start);
})();
