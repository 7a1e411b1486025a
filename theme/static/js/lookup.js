/* The engine of the search: which pages have all the words, slice by slice (docs/search.md). */
(() => {
  "use strict";

  const part = (key) => gongkai.load(`search/${key}`);

  const begin = () => part("head");

  /* In which of `count` files a key lies; the same as part_of in postings.py. */
  function partOf(key, count) {
    let value = 0;
    for (const character of key) value = (value * 131 + character.codePointAt(0)) % 4294967296;
    return value % count;
  }

  /* What the files say of each key: a Map from key to value. */
  async function values(keys, prefix, count) {
    const unique = [...new Set(keys)];
    const tables = await Promise.all(unique.map((key) => part(`${prefix}${partOf(key, count)}`)));
    return new Map(unique.map((key, n) => [key, Object.hasOwn(tables[n], key) ? tables[n][key] : null]));
  }

  function positions(packed) {
    const found = [];
    if (!packed) return found;
    const bytes = atob(packed);
    let place = 0;
    let value = 0;
    let weight = 1;
    for (let n = 0; n < bytes.length; n += 1) {
      const byte = bytes.charCodeAt(n);
      value += (byte & 127) * weight;
      if (byte < 128) {
        place += value;
        found.push(place);
        value = 0;
        weight = 1;
      } else weight *= 128;
    }
    return found;
  }

  /* Places p of the first list for which p + step stands in the second; both ascend. */
  function followed(first, second, step) {
    const found = [];
    let at = 0;
    for (const place of first) {
      while (at < second.length && second[at] < place + step) at += 1;
      if (second[at] === place + step) found.push(place);
    }
    return found;
  }

  /* Where a row of units stands in a slice: the places of its first unit. */
  function standing(row, lists) {
    const keys = gongkai.words.keys(row).map(([key, step]) => [lists.get(key), step]);
    keys.sort((a, b) => a[0].length - b[0].length);
    const [rarest, zero] = keys[0];
    return keys.slice(1).reduce((places, [list, step]) => followed(places, list, step - zero), rarest).map((place) => place - zero);
  }

  /* Which slices hold all keys, newest first, and the count of pages when it is known already. */
  async function ask(head, rows) {
    const keys = rows.flatMap((row) => gongkai.words.keys(row).map((one) => one[0]));
    if (head.slices.length) fetchEarly(head.slices[0], keys);
    const table = await values(keys, "top", head.parts);
    const counts = [...table.values()].map((packed) => new Map(positions(packed).map((one) => [one >> 11, one & 2047])));
    const slices = counts.slice(1).reduce((found, one) => found.filter((number) => one.has(number)), [...counts[0].keys()]);
    const total = keys.length === 1 ? [...counts[0].values()].reduce((sum, one) => sum + one, 0) : null;
    return { slices, total, sure: (number) => Math.min(...counts.map((one) => one.get(number) || 0)) };
  }

  /* Most words stand in the newest slice: its files are on the way while the table is. */
  function fetchEarly([name, , parts], keys) {
    for (const key of new Set(keys)) part(`${name}/w${partOf(key, parts)}`).catch(() => {});
    part(`${name}/pages`).catch(() => {});
  }

  /* The pages of one slice that have every row: {slice, page, count, inTitle}, best first. */
  async function inSlice(head, number, rows, chosen) {
    const [name, , parts] = head.slices[number];
    const keys = rows.flatMap((row) => gongkai.words.keys(row).map((one) => one[0]));
    const isOpen = Object.keys(chosen).some((label) => label !== "year");
    const [pages, packed, facets] = await Promise.all([part(`${name}/pages`), values(keys, `${name}/w`, parts), isOpen ? part(`${name}/facets`) : null]);
    const starts = sums(pages);
    const lists = new Map([...packed].map(([key, value]) => [key, positions(value)]));
    let hits = null;
    for (const row of rows) {
      const now = new Map();
      let page = 0;
      for (const place of standing(row, lists)) {
        while (page + 1 < starts.length && starts[page + 1] <= place) page += 1;
        const hit = now.get(page) || { slice: number, page, count: 0, inTitle: 0 };
        hit.count += 1;
        if (place <= starts[page] + pages.titles[page]) hit.inTitle = 1;
        now.set(page, hit);
      }
      hits = hits ? new Map([...hits].filter(([page]) => now.has(page)).map(([page, hit]) => [page, { ...hit, count: Math.min(hit.count, now.get(page).count), inTitle: hit.inTitle + now.get(page).inTitle }])) : now;
    }
    return [...hits.values()].filter((hit) => fits(facets, hit.page, chosen)).sort(better);
  }

  function sums(pages) {
    if (!pages.places) {
      let place = 0;
      pages.places = pages.starts.map((step) => (place += step));
    }
    return pages.places;
  }

  /* Whether the page has every value chosen; without facets nothing but a year is chosen. */
  function fits(facets, page, chosen) {
    return !facets || Object.entries(chosen).every(([label, value]) => label === "year" || (Object.hasOwn(facets, label) && facets[label].pages[page].includes(facets[label].values.indexOf(value))));
  }

  const better = (a, b) => b.inTitle - a.inTitle || b.count - a.count || a.slice - b.slice || a.page - b.page;

  /* The text of a page: {url, name, year, title, blocks}. */
  async function text(head, hit) {
    const name = head.slices[hit.slice][0];
    const { packs } = await part(`${name}/pages`);
    const pack = packs.findLastIndex((first) => first <= hit.page);
    const rows = await part(`${name}/t${pack}`);
    const [url, agency, year, title, blocks] = rows[hit.page - packs[pack]];
    return { url, name: agency, year, title, blocks };
  }

  gongkai.lookup = { begin, ask, inSlice, text, better };
})();
