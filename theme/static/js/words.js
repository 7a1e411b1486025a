/* One spelling for what is typed and what is printed, and its units: the same steps as
   generator/pages/search/folding.py, so that both sides mean the same words. */
(() => {
  "use strict";
  const LETTER = /[\p{L}\p{N}]/u;
  const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
  const POINT = "\ue000";
  const simple = new Map();

  /* The table of traditional characters: [those, their simplified forms]. */
  function learn([old, now]) {
    const after = [...now];
    [...old].forEach((character, n) => simple.set(character, after[n]));
    spelling.clear();
  }

  const spelling = new Map();
  function foldOne(character) {
    let found = spelling.get(character);
    if (found === undefined) {
      found = [...character.normalize("NFKC").toLowerCase()].map((one) => simple.get(one) || one);
      spelling.set(character, found);
    }
    return found;
  }

  function fold(text) {
    let found = "";
    for (const character of text) {
      const signs = foldOne(character);
      found += signs.length === 1 ? signs[0] : signs.join("");
    }
    return found;
  }

  const isDigit = (one) => one >= "0" && one <= "9";
  const isAscii = (one) => isDigit(one) || (one >= "a" && one <= "z");
  const isBlank = (one) => one === " " || one === "\t";

  /* The units of a text: {text, run, at, from, to}; `at` counts units and gaps, `from` and `to`
     are places in the text as given. */
  function units(raw) {
    const signs = [];
    const places = [];
    let place = 0;
    for (const character of raw) {
      for (const one of foldOne(character)) {
        signs.push(one);
        places.push([place, place + character.length]);
      }
      place += character.length;
    }
    const found = [];
    let at = 0;
    let before = "gap";
    for (let n = 0; n < signs.length; n += 1) {
      let sign = signs[n];
      const previous = signs[n - 1] || "";
      const next = signs[n + 1] || "";
      if (isBlank(sign)) {
        let end = n;
        while (isBlank(signs[end + 1] || "")) end += 1;
        if (isAscii(previous) && isAscii(signs[end + 1] || "")) before = "apart";
        n = end;
        continue;
      }
      if (sign === "," && isDigit(previous) && [1, 2, 3].every((step) => isDigit(signs[n + step] || "")) && !isDigit(signs[n + 4] || "")) continue;
      if (sign === "." && isDigit(previous) && isDigit(next)) sign = POINT;
      const kind = isDigit(sign) || sign === POINT ? "digit" : isAscii(sign) ? "letter" : sign > "\x7f" && LETTER.test(sign) ? "one" : "gap";
      if (kind === "gap") {
        if (before !== "gap") at += 1;
      } else if (kind !== "one" && kind === before) {
        const last = found.at(-1);
        last.text += sign;
        last.to = places[n][1];
      } else {
        at += 1;
        found.push({ text: sign, run: kind !== "one", at, from: places[n][0], to: places[n][1] });
      }
      before = kind;
    }
    return found;
  }

  /* What was typed as words, each a row of units that must stand so: pieces between blanks and
     signs, and what stands in quotes as it is. */
  const QUOTED = /["“”„「」『』]([^"“”„「」『』]+)["“”„「」『』]/g;
  function parse(typed) {
    const text = typed.replace(UNSEEN, " ");
    const quoted = [...text.matchAll(QUOTED)].map((found) => units(found[1]));
    const loose = text.replace(QUOTED, " ").split(/\s+/).flatMap((piece) => {
      const rows = [];
      for (const unit of units(piece)) {
        const row = rows.at(-1);
        if (row && row.at(-1).at === unit.at - 1) row.push(unit);
        else rows.push([unit]);
      }
      return rows;
    });
    const seen = new Set();
    return [...quoted, ...loose].filter((row) => {
      const key = spoken(row);
      return row.length && !seen.has(key) && seen.add(key);
    });
  }

  const spoken = (row) => row.map((unit, n) => (n && row[n - 1].at !== unit.at - 1 ? " " : "") + unit.text).join("").replaceAll(POINT, ".");

  /* The keys of the index that together say the row, each with its step from the first unit. */
  function keys(row) {
    const found = [];
    const zero = row[0].at;
    for (let n = 0; n < row.length; n += 1) {
      const [before, unit, next] = [row[n - 1], row[n], row[n + 1]];
      if (unit.run) found.push([unit.text, unit.at - zero]);
      else if (next && next.at === unit.at + 1) {
        found.push([unit.text + (next.run ? "0" : next.text), unit.at - zero]);
        if (!next.run) n += 1;
      } else if (before && before.at === unit.at - 1) found.push([(before.run ? "0" : before.text) + unit.text, before.at - zero]);
      else found.push([unit.text, unit.at - zero]);
    }
    return found;
  }

  /* Where the row stands in a text: [[from, to], …]. */
  function places(row, among) {
    const found = [];
    for (let n = 0; n + row.length <= among.length; n += 1) {
      if (row.every((unit, step) => among[n + step].text === unit.text && among[n + step].at - among[n].at === unit.at - row[0].at)) {
        found.push([among[n].from, among[n + row.length - 1].to]);
      }
    }
    return found;
  }

  /* Whether the row may stand in the text: sure when false, and much quicker than `places`. */
  function mayStand(row, text) {
    const isPlain = row.every((unit, n) => !unit.run && unit.at - row[0].at === n);
    return !isPlain || fold(text).replace(/[ \t]/g, "").includes(row.map((unit) => unit.text).join(""));
  }

  /* The table of traditional characters, learned once. */
  let learning;
  function learned() {
    learning ||= gongkai.load("fold").then(learn);
    learning.catch(() => { learning = undefined; });
    return learning;
  }

  gongkai.learned = learned;
  gongkai.words = { learn, fold, units, parse, keys, mayStand, places, spoken };
})();
