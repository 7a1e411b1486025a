/* /search/: agencies and numbers by name, the text by the words typed. Nothing is loaded before
   the first use; the text does not wait for the agencies, nor they for it. */
(() => {
  "use strict";
  const { load, use } = gongkai;
  const PAGE = 10;
  const AGENCIES = 5;
  const LONGEST = 200;
  const AT_ONCE = 2;
  const UNASKED = 12;
  const FILTERS = [["year", "年份"], ["region", "地区"], ["level", "层级"], ["function", "职能"], ["form", "格式"], ["kind", "种类"]];
  const ORDERS = [["", "新的在前"], ["best", "最相符的在前"]];

  async function start(place) {
    await Promise.all([use("kit"), use("match"), use("words"), use("lookup"), use("strip")]);
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
        const [index, hints] = await Promise.all([gongkai.agencies(), load("topics"), gongkai.learned()]);
        if (!isNow()) return;
        this.showAgencies(index, gongkai.leads(index, hints, query, AGENCIES));
        await this.showNumbers(index, query, isNow);
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

    /* What comes when the text is shown already takes one line, so that nothing moves. */
    settled(found) {
      const { h } = gongkai;
      const isLate = found.length && document.documentElement.classList.contains("asked") && this.part("texts").querySelector("li");
      return isLate ? [h("details", null, h("summary", null, "名称相符的机关和名词"), found)] : found;
    }

    /* Telephone and document numbers: by their digits, or the end of them. */
    async showNumbers(index, query, isNow) {
      const { h } = gongkai;
      const box = this.part("numbers");
      const digits = query.normalize("NFKC").replace(/\D/g, "").replace(/^(00)?86(?=\d{9})/, "");
      let entries = [];
      if (digits.length >= 3) {
        const head = await load("numbers");
        entries = head.entries || (head.parts.includes(digits.slice(-2)) ? await load(`numbers/${digits.slice(-2)}`) : []);
      }
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
        await new List(this, head, rows, isNow).show(box, query, isCut);
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

  /* The pages that have all the words, newest slice first, and the count as it becomes known. */
  class List {
    constructor(search, head, rows, isNow) {
      Object.assign(this, { search, head, rows, isNow });
      this.chosen = search.chosen();
      this.isBest = search.value("order") === "best";
      this.hits = [];
      this.shown = 0;
    }

    /* The index holds simplified characters alone: what it has needs no table of the others. */
    async ask(query) {
      const answer = await gongkai.lookup.ask(this.head, this.rows);
      if (answer.slices.length) return answer;
      await gongkai.learned();
      this.rows = gongkai.words.parse(query);
      return gongkai.lookup.ask(this.head, this.rows);
    }

    async show(box, query, isCut) {
      const { search } = this;
      const { h } = gongkai;
      const answer = await this.ask(query);
      if (!this.isNow()) return;
      const { year } = this.chosen;
      this.waiting = answer.slices.filter((number) => !year || String(this.head.slices[number][3]) === year).sort((a, b) => a - b);
      this.all = this.waiting.length;
      const isOpen = Object.keys(this.chosen).length > 0;
      this.total = isOpen ? null : answer.total;
      this.title = h("h2", null, "正文");
      this.list = h("ol.app-results");
      this.more = h("button", { type: "button", hidden: true, onclick: () => this.fill(this.shown + PAGE).catch(() => search.lost()) }, "再看一些");
      this.rest = h("button", { type: "button", hidden: true, onclick: () => this.count(Infinity).catch(() => search.lost()) }, "数完更早的年份");
      const note = isCut ? [h("p.app-note", null, `输入太长，只用了前 ${LONGEST} 个字。`)] : [];
      this.begin = () => box.replaceChildren(...note, this.title, this.list);
      if (answer.sure(this.waiting[0]) >= PAGE && !isOpen && !this.isBest) await this.step(1);
      while (this.isBest && this.waiting.length && this.isNow()) await this.step();
      if (this.isBest) this.hits.sort(gongkai.lookup.better);
      await this.fill(PAGE);
      if (!this.isNow()) return;
      if (!this.shown) this.begin();
      box.append(this.more, this.rest, this.nearBox());
      if (this.total === null) await this.count(UNASKED);
      this.tell();
    }

    /* Shows pages until so many are shown, each as soon as it and those before it have come. */
    async fill(goal) {
      while (this.isNow()) {
        const hits = this.hits.slice(this.shown, goal);
        const pages = hits.map((hit) => gongkai.lookup.text(this.head, hit));
        for (const page of pages) page.catch(() => {}); // the first that is lost is said below
        for (const page of pages) {
          const [one] = await Promise.all([page, gongkai.learned()]);
          if (!this.isNow()) return;
          if (!this.shown) this.begin();
          this.shown += 1;
          this.list.append(result(one, this.rows));
          if (this.shown === 1) this.tell();
        }
        this.tell();
        if (this.shown >= goal || !this.waiting.length) return;
        await this.step();
      }
    }

    async step(many = AT_ONCE) {
      const numbers = this.waiting.splice(0, many);
      const found = await Promise.all(numbers.map((number) => gongkai.lookup.inSlice(this.head, number, this.rows, this.chosen)));
      this.hits.push(...found.flat());
    }

    /* Asks what is still to be asked, at most so many slices. */
    async count(most) {
      for (let asked = 0; this.waiting.length && asked < most && this.isNow(); asked += AT_ONCE) await this.step();
      if (this.isNow()) this.tell();
    }

    tell() {
      const isWhole = !this.waiting.length;
      const total = isWhole ? this.hits.length : this.total;
      const words = this.rows.map(gongkai.words.spoken).join("、");
      const text = total === 0 ? `没有一页写到“${words}”，正文里没有找到` : total === null ? `正文：至少 ${this.hits.length} 页（已查 ${this.all - this.waiting.length} / ${this.all} 部分）` : `正文：${total} 页`;
      if (this.title.textContent !== text) this.title.textContent = text;
      this.more.hidden = this.shown >= this.hits.length && isWhole;
      this.rest.hidden = isWhole || total !== null;
      this.search.say(text);
    }

    /* Words near to those typed, behind a click and said to be near. */
    nearBox() {
      const { h } = gongkai;
      const box = h("details.app-near", null, h("summary", null, "也看看相近的词"));
      box.addEventListener("toggle", async () => {
        if (!box.open || box.children.length > 1) return;
        const part = h("div", { "aria-live": "polite" }, "正在找…");
        box.append(part);
        part.replaceChildren(...await this.near().catch(() => [h("p.app-note", { role: "alert" }, "没有载入，请检查网络后再试。")]));
      });
      return box;
    }

    async near() {
      const { h } = gongkai;
      const exact = new Set(this.hits.map((hit) => `${hit.slice} ${hit.page}`));
      const found = [];
      for (const rows of alternatives(this.rows, (await load("topics")).near)) {
        const { slices } = await gongkai.lookup.ask(this.head, rows);
        const hits = [];
        for (const number of slices.sort((a, b) => a - b).slice(0, 4)) hits.push(...await gongkai.lookup.inSlice(this.head, number, rows, this.chosen));
        const others = hits.filter((hit) => !exact.has(`${hit.slice} ${hit.page}`)).slice(0, 5);
        if (!others.length) continue;
        others.forEach((hit) => exact.add(`${hit.slice} ${hit.page}`));
        const pages = await Promise.all(others.map((hit) => gongkai.lookup.text(this.head, hit)));
        found.push(h("h3", null, `相近：写到“${rows.map(gongkai.words.spoken).join("”和“")}”的页面`), h("ol.app-results", null, pages.map((page) => result(page, rows))));
      }
      return found.length ? found : [h("p", null, "也没有找到相近的。")];
    }
  }

  /* Other ways to say it: known near words; all words but one; the parts of a long word. */
  function alternatives(rows, near) {
    const { parse, spoken } = gongkai.words;
    const found = rows.flatMap((row, n) => (Object.hasOwn(near, spoken(row)) ? near[spoken(row)] : []).map((word) => [...rows.slice(0, n), ...parse(word), ...rows.slice(n + 1)]));
    if (rows.length > 1) rows.forEach((_, n) => found.push(rows.filter((row, other) => other !== n)));
    for (const row of rows.length === 1 ? rows : []) {
      if (row.length >= 4) found.push([row.slice(0, row.length >> 1), row.slice(row.length >> 1)]);
      if (row.length >= 3) found.push([row.slice(0, -1)], [row.slice(1)]);
    }
    return found.slice(0, 6);
  }

  /* A page: its title, and of at most three places that have the words the heading and a passage. */
  function result(page, rows) {
    const { h } = gongkai;
    const address = gongkai.link(page.url);
    const { mayStand, places, units } = gongkai.words;
    const find = (text) => {
      const may = rows.map((row) => mayStand(row, text));
      const among = may.includes(true) ? units(text) : [];
      return rows.map((row, n) => (may[n] ? places(row, among) : []));
    };
    const wanted = new Set(rows.keys());
    const blocks = page.blocks.map(([anchor, heading, text]) => {
      const [above, marks] = [find(heading), find(text)];
      return { anchor, heading, text, above: above.flat(), marks, has: rows.map((_, n) => n).filter((n) => above[n].length || marks[n].length) };
    }).sort((a, b) => b.has.length - a.has.length);
    const parts = [];
    for (const block of blocks) {
      if (parts.length === 3 || !block.has.some((n) => wanted.has(n))) continue;
      block.has.forEach((n) => wanted.delete(n));
      parts.push(h("p", null, h("a.app-place", { href: `${address}#${block.anchor}` }, block.heading ? marked(block.heading, block.above, 0, block.heading.length) : "在页面里看"), "　", passage(block)));
    }
    return h("li", null, h("a.app-title", { href: address }, marked(page.title, find(page.title).flat(), 0, page.title.length)), parts);
  }

  /* Some forty characters around the first place of each word. */
  function passage(block) {
    const marks = block.marks.flat().sort((a, b) => a[0] - b[0]);
    const firsts = block.marks.filter((found) => found.length).map((found) => found[0]).sort((a, b) => a[0] - b[0]);
    const pieces = firsts.length ? [] : [[0, Math.min(block.text.length, 80)]];
    for (const [from, to] of firsts) {
      const begin = Math.max(0, from - 40);
      const end = Math.min(block.text.length, to + 40);
      if (pieces.length && begin <= pieces.at(-1)[1]) pieces.at(-1)[1] = end;
      else pieces.push([begin, end]);
    }
    return pieces.flatMap(([begin, end]) => [begin ? "…" : "", ...marked(block.text, marks, begin, end), end < block.text.length ? "…" : ""]);
  }

  /* A piece of a text with its marks; text stays text. */
  function marked(text, marks, begin, end) {
    const found = [];
    let at = begin;
    for (const [from, to] of [...marks].sort((a, b) => a[0] - b[0])) {
      if (from < at || to > end) continue;
      found.push(text.slice(at, from), gongkai.h("mark", null, text.slice(from, to)));
      at = to;
    }
    found.push(text.slice(at, end));
    return found;
  }

  gongkai.app("search", start);
})();
