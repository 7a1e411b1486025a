/* Finding agencies: name, short name, pinyin, initials, place, in any mixture. */
(() => {
  "use strict";

  /* Whether the letters are used up by syllables from `at` on: each by its whole reading,
     its first letter (or zh, ch, sh), the last also by the beginning of its reading. */
  function fits(letters, syllables, at) {
    if (!letters) return true;
    const syllable = syllables[at];
    if (!syllable || letters[0] !== syllable[0]) return false;
    if (syllable.startsWith(letters)) return true;
    if (letters.startsWith(syllable) && fits(letters.slice(syllable.length), syllables, at + 1)) return true;
    if (/^[zcs]h/.test(letters) && syllable[1] === "h" && fits(letters.slice(2), syllables, at + 1)) return true;
    return fits(letters.slice(1), syllables, at + 1);
  }

  /* Where the letters are heard first; the beginning of the office's own name counts before. */
  function sound(letters, syllables, own) {
    if (fits(letters, syllables, 0)) return 0;
    if (own && fits(letters, syllables, own)) return own;
    for (let at = 1; at < syllables.length; at += 1) if (fits(letters, syllables, at)) return at;
    return -1;
  }

  /* Where the office's own name begins behind its places: 3 in 西夏区民政局. */
  function ownStart(name, where) {
    let at = 0;
    for (const place of where) if (name.startsWith(place, at)) at += place.length;
    return at < name.length ? at : 0;
  }

  function inOrder(word, text) {
    let at = -1;
    for (const character of word) {
      at = text.indexOf(character, at + 1);
      if (at < 0) return false;
    }
    return true;
  }

  function prepare(index, agency) {
    agency.names ||= [agency.name, ...agency.other];
    agency.sounds ||= agency.names.map(index.syllables);
    agency.where ||= index.path(agency.region).map((region) => region[1]);
    agency.starts ||= agency.names.map((name) => ownStart(name, agency.where));
    return agency;
  }

  /* How far the agency is from the word: 0 best, Infinity not at all. */
  function distance(index, agency, word) {
    prepare(index, agency);
    let best = Infinity;
    if (/^[a-z0-9-]+$/.test(word)) {
      agency.sounds.forEach((syllables, n) => {
        const own = agency.starts[n];
        const at = sound(word, syllables, own);
        if (at >= 0) best = Math.min(best, (at === 0 ? 1 : at === own ? 1.5 : 3.5) + n * 0.2);
      });
      if (agency.id.includes(word)) best = Math.min(best, agency.id === word ? 0 : 3);
      if (best === Infinity && agency.where.some((name) => sound(word, index.syllables(name)) === 0)) best = 6;
      return best;
    }
    agency.names.forEach((name, n) => {
      if (name === word) best = Math.min(best, n * 0.1);
      else if (name.startsWith(word)) best = Math.min(best, 1 + n * 0.1);
      else if (name.startsWith(word, agency.starts[n])) best = Math.min(best, 1.5 + n * 0.1);
      else if (name.includes(word)) best = Math.min(best, 3.5 + n * 0.1);
    });
    if (best === Infinity && agency.where.join("").includes(word)) best = 5;
    if (best === Infinity && [...word].length > 2 && inOrder(word, agency.where.join("") + agency.name)) best = 8;
    return best;
  }

  /* The best matches for what was typed, best first. */
  function find(index, query, limit) {
    const words = query.normalize("NFKC").toLowerCase().match(/[a-z0-9-]+|[^\sa-z0-9-]+/g) || [];
    if (!words.length) return [];
    const found = [];
    for (const agency of index.list) {
      let total = 0;
      for (const word of words) {
        total += distance(index, agency, word);
        if (total === Infinity) break;
      }
      if (total === Infinity) continue;
      total += agency.name.length * 0.02 + (agency.years.length ? 0 : 0.8) + (agency.until ? 1 : 0);
      if (agency.function >= 0 && index.functions[agency.function][0] === "government") total -= 0.3;
      found.push([total, agency]);
    }
    found.sort((a, b) => a[0] - b[0] || a[1].at - b[1].at);
    return found.slice(0, limit).map((entry) => entry[1]);
  }

  gongkai.find = find;
})();
