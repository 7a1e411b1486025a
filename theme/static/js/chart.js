/* A chart that can be touched: drawn by Vega from the table under the picture, read out row by
   row under pointer, finger or arrow keys. Nothing of it is loaded before it is asked for. */
(() => {
  "use strict";
  const BREAK = "｜";
  const FEWEST = 280;
  const MOST = 736;
  const UNITS = "1e12 万亿,1e8 亿,1e4 万".split(",").map((one) => one.split(" "));

  /* Of a bar chart's table: {rows: [{k, v, t}]}; what is no number has no bar. */
  function bars(table) {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]).map((row) => {
      const text = row.cells[1].textContent.trim();
      const value = numberIn(text);
      const said = value === null ? `（${text}）` : String(value);
      return { k: row.cells[0].textContent.trim(), v: value, said, t: value === null ? said : fitting(value) };
    });
    return { rows, series: [] };
  }

  /* Of the table of years: a row for each year and column of numbers, a gap for a year without
     a report, a break where the form changes; lines end at it only where the forms cannot be
     compared. */
  function years(table) {
    const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
    const found = [];
    let breaks = 0;
    let form = 0;
    let last = null;
    for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
      if (row.classList.contains("break")) {
        form += 1; // a line stops where the form changes
        if (last !== null) found.push({ k: BREAK.repeat((breaks += 1)), cells: [] });
        continue;
      }
      const year = Number(/\d{4}/.exec(row.cells[0].textContent)[0]);
      for (let gap = last + 1; last !== null && gap < year; gap += 1) found.push({ k: String(gap), cells: [] });
      found.push({ k: String(year), form: String(form), cells: [...row.cells].map((cell) => cell.textContent.trim()) });
      last = year;
    }
    const series = names.filter((_, n) => n > 0 && found.some((row) => numberIn(row.cells[n]) !== null));
    const rows = found.flatMap((row) => row.cells.length
      ? series.map((s) => ({ k: row.k, e: row.form, s, v: numberIn(row.cells[names.indexOf(s)]), t: row.cells[names.indexOf(s)] }))
      : [{ k: row.k, e: "", s: series[0], v: null, t: "" }]);
    return { rows, series };
  }

  const numberIn = (text) => (/^-?[\d,]+(\.\d+)?$/.test(text || "") ? Number(text.replaceAll(",", "")) : null);

  /* A number behind its bar: as many digits as there is room for, or about so much. */
  function fitting(value) {
    const grouped = gongkai.number(value);
    if (grouped.length <= 10) return grouped;
    if (String(value).length <= 9) return String(value);
    const unit = UNITS.find(([size]) => size <= value && value < size * 1e4);
    if (!unit) return "见数据表";
    const short = value / unit[0];
    return `约${short.toFixed(Math.max(0, 4 - short.toFixed(0).length))}${unit[1]}`;
  }

  /* About how wide a name is: a Latin letter takes two thirds of a Chinese one. */
  const widthOf = (name) => [...name].reduce((sum, sign) => sum + (sign > "\u2e80" ? 13 : 8), 0);

  class Touch {
    constructor(figure) {
      this.figure = figure;
      this.kind = figure.dataset.chart.split("-")[0];
      this.picture = figure.querySelector("svg");
      this.isFlow = this.kind === "flow";
      const table = figure.nextElementSibling.querySelector("table");
      Object.assign(this, this.isFlow ? years(table) : bars(table));
      this.title = figure.querySelector("figcaption").textContent;
      this.at = "";
      this.hidden = new Set(this.isFlow ? this.series.slice(2) : []);
      const carried = this.series.find((name) => name.startsWith("结转"));
      if (carried) this.hidden.delete(carried);
      this.isSorted = false;
    }

    /* Builds the parts and draws; the picture stays in the page, hidden. */
    async begin(spec) {
      const { h } = gongkai;
      this.stage = h("div.chart-stage", { role: "application", tabindex: "0", "aria-roledescription": "图", "aria-label": `${this.title}，用方向键逐项读数` });
      this.reading = h("p.chart-reading", { role: "status" }, "点一点或者用方向键，读出每一项。");
      this.box = h("div.chart-touch", null, this.tools(), this.stage, this.reading);
      this.picture.before(this.box);
      this.picture.style.display = "none";
      /* Vega counts in pixels of usual type; with larger type all of it is drawn larger. */
      this.unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
      this.stage.style.zoom = this.unit;
      this.width = this.room();
      const { padding } = spec;
      if (!this.isFlow) padding.left = Math.max(padding.left, ...this.rows.map((row) => 10 + widthOf(row.k)));
      this.margin = padding.left + padding.right;
      for (const layer of spec.layer) {
        for (const scale of [layer.encoding.color?.scale, layer.encoding.strokeDash?.scale]) if (scale) scale.domain = this.series;
        if (layer.encoding.strokeDash) layer.encoding.strokeDash.scale.range = [[1, 0], [6, 3], [2, 3], [8, 3, 2, 3], [1, 2], [10, 4]];
      }
      const made = await window.vegaEmbed(this.stage, { ...spec, width: this.width - this.margin, data: { name: "rows", values: this.shown() } }, { mode: "vega-lite", actions: false, renderer: "svg", tooltip: false, hover: false, ast: true, defaultStyle: false });
      this.view = made.view;
      this.stage.querySelector("svg")?.setAttribute("aria-hidden", "true");
      this.listen();
    }

    end() {
      this.observer.disconnect();
      this.view.finalize();
      this.box.remove();
      this.picture.style.display = "";
    }

    room() {
      return Math.min(MOST, Math.max(FEWEST, this.figure.clientWidth / this.unit));
    }

    tools() {
      const { h } = gongkai;
      const save = h("button", { type: "button", onclick: () => this.save() }, "存为图片");
      if (!this.isFlow) {
        const sort = h("input", { type: "checkbox", onchange: () => { this.isSorted = sort.checked; this.redraw(); } });
        return h("div.chart-tools", null, h("label", null, sort, "从多到少"), save);
      }
      const boxes = this.series.map((name, n) => {
        const box = h("input", { type: "checkbox", checked: !this.hidden.has(name), onchange: () => { this.hidden[box.checked ? "delete" : "add"](name); this.redraw(); } });
        const swatch = h("span.swatch", { "aria-hidden": "true" });
        swatch.style.color = `var(--chart-${n + 1})`;
        return h("label", null, box, swatch, name);
      });
      return h("div.chart-tools", { role: "group", "aria-label": "画出哪些数" }, boxes, save);
    }

    /* The rows that are drawn; a hidden series keeps its years. */
    shown() {
      if (!this.isFlow) return this.isSorted ? [...this.rows].sort((a, b) => (b.v ?? -1) - (a.v ?? -1)) : this.rows;
      return this.rows.map((row) => (this.hidden.has(row.s) ? { ...row, v: null } : row));
    }

    keys() {
      return [...new Set(this.shown().map((row) => row.k))].filter((key) => !key.startsWith(BREAK));
    }

    async redraw() {
      this.view.data("rows", this.shown());
      await this.view.runAsync();
      this.choose(this.at);
    }

    listen() {
      this.stage.addEventListener("keydown", (event) => this.step(event));
      for (const kind of ["pointermove", "pointerdown"]) this.stage.addEventListener(kind, (event) => this.point(event));
      this.observer = new ResizeObserver(() => {
        const width = this.room();
        if (Math.abs(width - this.width) < 8) return;
        this.width = width;
        this.view.signal("width", width - this.margin).runAsync();
      });
      this.observer.observe(this.figure);
    }

    step(event) {
      const keys = this.keys();
      const at = keys.indexOf(this.at);
      const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at < 0 ? keys.length - 1 : at - 1, ArrowUp: at < 0 ? keys.length - 1 : at - 1, Home: 0, End: keys.length - 1 }[event.key];
      if (event.key === "Escape") this.choose("");
      else if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      else this.choose(keys[Math.min(keys.length - 1, Math.max(0, to))]);
      event.preventDefault();
    }

    /* The row or year nearest to the pointer. */
    point(event) {
      const frame = this.stage.querySelector("svg").getBoundingClientRect();
      const origin = this.view.origin();
      const scale = this.view.scale(this.isFlow ? "x" : "y");
      const at = this.isFlow ? (event.clientX - frame.left) / this.unit - origin[0] : (event.clientY - frame.top) / this.unit - origin[1];
      const half = scale.bandwidth ? scale.bandwidth() / 2 : 0;
      const keys = this.keys();
      if (keys.length) this.choose(keys.reduce((best, key) => (Math.abs(scale(key) + half - at) < Math.abs(scale(best) + half - at) ? key : best)));
    }

    choose(key) {
      this.at = key;
      this.view.signal("at", key).runAsync();
      this.reading.textContent = key ? this.words(key) : "点一点或者用方向键，读出每一项。";
    }

    words(key) {
      const rows = this.rows.filter((row) => row.k === key);
      if (!this.isFlow) return `${key}：${rows[0].said}`;
      const said = rows.filter((row) => row.t && !this.hidden.has(row.s)).map((row) => `${row.s} ${row.t}`);
      return `${key} 年：${said.join("，") || "没有年报"}`;
    }

    /* The picture as a file, with plain colours for programs that know no CSS variables. */
    async save() {
      const { h } = gongkai;
      const style = getComputedStyle(this.stage);
      const svg = (await this.view.toSVG()).replace(/var\((--[\w-]+),[^)]*\)/g, (_, name) => style.getPropertyValue(name).trim());
      const paper = `<rect width="100%" height="100%" fill="${style.getPropertyValue("--paper").trim()}"/>`;
      const address = URL.createObjectURL(new Blob([svg.replace(/(<svg[^>]*>)/, `$1${paper}`)], { type: "image/svg+xml" }));
      h("a", { href: address, download: `${this.figure.dataset.chart}.svg` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
    }
  }

  const open = new WeakMap();

  async function start(button) {
    const figure = button.closest("figure");
    const label = button.dataset.label || (button.dataset.label = button.textContent);
    if (open.has(button)) {
      open.get(button).end();
      open.delete(button);
      button.textContent = label;
      return;
    }
    if (button.disabled) return;
    button.disabled = true;
    button.textContent = "正在载入……";
    try {
      await gongkai.use("common");
      await gongkai.script("static/charts/vega.js");
      const kind = figure.dataset.chart.split("-")[0];
      const spec = structuredClone(await gongkai.chart(kind));
      const touch = new Touch(figure);
      await touch.begin(spec);
      open.set(button, touch);
      button.textContent = "回到静态的图";
      button.disabled = false;
      touch.stage.focus();
    } catch {
      button.textContent = "没有载入，再试一次";
      button.disabled = false;
    }
  }

  gongkai.app("chart", start);
})();
