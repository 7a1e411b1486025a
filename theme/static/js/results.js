/* The list of a search: the pages that have the words, with the passages in which they stand. */
(() => {
  "use strict";
  const PAGE = 10;
  const AT_ONCE = 2;
  const UNASKED = 12;
  const REPORT = /^agencies\/([^/]+)\/\d+\/$/;
  const OWN_TEXT = /^(text$|s-)/; // stands on the page in the language of the reports alone

  /* The pages that have all the words, newest slice first, and the count as it becomes known. */
  class Results {
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

    async show(box, query, notes) {
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
      this.begin = () => box.replaceChildren(...notes, this.title, this.list);
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
        const first = hits.slice(0, 1).map((hit) => gongkai.lookup.text(this.head, hit));
        if (!this.shown) await first[0]; // the line is its own until it has come
        const pages = [...first, ...hits.slice(1).map((hit) => gongkai.lookup.text(this.head, hit))];
        for (const page of pages) page.catch(() => {}); // the first that is lost is said below
        for (const page of pages) {
          const item = await this.item(await page);
          if (!this.isNow()) return;
          if (!this.shown) this.begin();
          this.shown += 1;
          this.list.append(item);
          if (this.shown === 1) this.tell();
        }
        this.tell();
        this.search.showStrips();
        if (this.shown >= goal || !this.waiting.length) return;
        await this.step();
      }
    }

    /* A result as soon as it shows every word: only what is printed in traditional characters
       waits for their table. */
    async item(page) {
      const { shown, isWhole } = result(page, this.rows);
      if (isWhole) return shown;
      await gongkai.learned();
      return result(page, this.rows).shown;
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
      const text = total === 0 ? `没有一页写到“${words}”，正文里没有找到` : total === null ? `正文：至少 ${gongkai.number(this.hits.length)} 页（已查 ${this.all - this.waiting.length} / ${this.all} 部分）` : `正文：${gongkai.number(total)} 页`;
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
      for (const rows of alternatives(this.rows, (await gongkai.load("topics")).near)) {
        const { slices } = await gongkai.lookup.ask(this.head, rows);
        const hits = [];
        for (const number of slices.sort((a, b) => a - b).slice(0, 4)) hits.push(...await gongkai.lookup.inSlice(this.head, number, rows, this.chosen));
        const others = hits.filter((hit) => !exact.has(`${hit.slice} ${hit.page}`)).slice(0, 5);
        if (!others.length) continue;
        others.forEach((hit) => exact.add(`${hit.slice} ${hit.page}`));
        const pages = await Promise.all(others.map((hit) => gongkai.lookup.text(this.head, hit)));
        found.push(h("h3", null, `相近：写到“${rows.map(gongkai.words.spoken).join("”和“")}”的页面`), h("ol.app-results", null, pages.map((page) => result(page, rows).shown)));
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

  /* A page: its title, and of at most three places that have the words the heading and a passage;
     and whether every word is among them. */
  function result(page, rows) {
    const { h } = gongkai;
    const address = gongkai.link(page.url);
    const [, agency] = REPORT.exec(page.url) || [];
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
      parts.push(h("p", null, h("a.app-place", { href: `${gongkai.link(page.url, OWN_TEXT.test(block.anchor))}#${block.anchor}` }, block.heading ? marked(block.heading, block.above, 0, block.heading.length) : "在页面里看"), "　", passage(block)));
    }
    const titled = find(page.title);
    titled.forEach((found, n) => found.length && wanted.delete(n));
    const shown = h("li", null, h("a.app-title", { href: address }, marked(page.title, titled.flat(), 0, page.title.length)),
      agency ? h("span.strip-place", { "data-agency": agency }) : null, parts);
    return { shown, isWhole: !wanted.size };
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

  Object.assign(gongkai, { Results });
})();
