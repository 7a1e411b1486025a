/* An agency's strip of years for rows made here: the same bytes as generator/dialect/strip.py,
   from the codes that the finder's index keeps beside the agencies. */
(() => {
  "use strict";
  const [WIDTH, GAP, FORM_GAP, HEIGHT, MOST] = [6, 2, 4, 18, 16];
  const PARTS = ["granted", "denied", "other"];

  function cells(code) {
    const [first, rest] = code.split(":");
    const found = [];
    let year = Number(first);
    let left = 0;
    for (const [, sign, text] of rest.matchAll(/([,;]?)([^,;]*)/g)) {
      if (sign) {
        year += 1;
        left += WIDTH + GAP + (sign === ";" ? FORM_GAP : 0);
      }
      if (text) found.push({ year, left, code: text, numbers: /^\d/.test(text) ? text.split("/") : [] });
    }
    return found;
  }

  const count = (code, signs) => [...code].filter((sign) => signs.includes(sign)).length;
  const widthOf = (code) => WIDTH + (WIDTH + GAP) * count(code, ",;") + FORM_GAP * count(code, ";");

  /* [part, height] from the bottom up. */
  function bar(cell, most) {
    const [received, closed, granted, denied] = cell.numbers.map(Number);
    if (!received) return [["zero", 1]];
    const height = Math.max(2, Math.floor((MOST * received) / most + 0.5));
    if (!closed) return [["received", height]];
    const first = Math.min(height, Math.floor((height * granted) / closed + 0.5));
    const second = Math.min(height - first, Math.floor((height * denied) / closed + 0.5));
    return [first, second, height - first - second].map((own, n) => [PARTS[n], own]).filter((one) => one[1]);
  }

  function paths(code) {
    const all = cells(code);
    const most = Math.max(0, ...all.map((cell) => Number(cell.numbers[0] || 0))) || 1;
    const found = {};
    const add = (part, drawn) => { found[part] = (found[part] || "") + drawn; };
    for (const cell of all) {
      if (cell.code === "-") add("no_report", `M${cell.left} ${HEIGHT - WIDTH + 2}l4-4m-4 8l6-6m-2 6l2-2`);
      else if (cell.code === "x") add("no_number", `M${cell.left}.5 ${HEIGHT - WIDTH}.5h5v5h-5z`);
      else {
        let bottom = HEIGHT;
        for (const [part, height] of bar(cell, most)) {
          add(part, `M${cell.left + WIDTH / 2} ${bottom}v-${height}`);
          bottom -= height;
        }
      }
    }
    return Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /* Thousands apart; Intl would take longer than all the strips of a page. */
  const apart = (number) => number.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",");

  function words(code) {
    const all = cells(code);
    const year = (cell) => (cell.numbers.length ? `${cell.year} 年 ${apart(cell.numbers[0])} 件` : `${cell.year} 年没有${cell.code === "-" ? "找到年报" : "这个数"}`);
    const told = all.filter((cell) => cell.numbers.length > 1).at(-1);
    const how = told ? `；${told.year} 年办结 ${apart(told.numbers[1])} 件，公开或部分公开 ${apart(told.numbers[2])} 件，不予公开 ${apart(told.numbers[3])} 件` : "";
    return `历年收到的申请：${all.map(year).join("、")}${how}`;
  }

  function strip(code) {
    const drawn = paths(code).map(([part, d]) => `<path class="${part}" d="${d}"/>`).join("");
    return `<svg class="strip" viewBox="0 0 ${widthOf(code)} ${HEIGHT}" role="img"><title>${words(code)}</title>${drawn}</svg>`;
  }

  /* The place of an agency's strip. It fills by itself; a code that is not loaded leaves it
     empty, for the numbers stand on the agency's page. */
  function stripOf(index, agency) {
    const place = gongkai.h("span.strip-place");
    fillStrip(place, index, agency);
    return place;
  }

  function fillStrip(place, index, agency) {
    if (!index.strips || !agency.years.length) return;
    gongkai.load(`strips/${Math.floor(agency.at / index.strips)}`).then((codes) => {
      const code = codes[agency.at % index.strips];
      if (code) place.innerHTML = strip(code);
    }).catch(() => {});
  }

  Object.assign(gongkai, { fillStrip, strip, stripOf });
})();
