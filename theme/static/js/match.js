/* Finding agencies: name, short name, pinyin, initials, place, year, matter, in any mixture. */
(() => {
  "use strict";

  /* The last characters of a place's or an office's name, which initials may leave out. */
  const ENDINGS = /[省市县区州盟旗局委厅]/;

  /* What is typed beside a name and names nothing: kinds of document, kinds of number. */
  const BESIDE = /政府信息公开(工作)?(年度)?(报告|年报)?|政务公开(工作)?(要点)?|(工作)?年度报告|工作年报|年报|年度工作报告|工作要点|办公电话|联系电话|联系方式|电话号码|电话|传真|地址|邮箱|邮编|官网|网站|的/g;
  const YEAR = /((?:19|20)\d\d)(年度?)?/;
  const FILLERS = new Set(["bureau", "department", "office", "commission", "of", "the", "and", "government", "city", "district", "county", "province", "municipal", "people's", "peoples", "people"]);

  /* Whether the letters are used up by syllables from `at` on: each by its whole reading,
     its first letter (or zh, ch, sh), the last also by the beginning of its reading; syllables
     that `may` be left out need no letter. */
  function fits(letters, syllables, at, may) {
    if (!letters) return true;
    const syllable = syllables[at];
    if (!syllable) return false;
    if (letters[0] === syllable[0]) {
      if (syllable.startsWith(letters)) return true;
      if (letters.startsWith(syllable) && fits(letters.slice(syllable.length), syllables, at + 1, may)) return true;
      if (/^[zcs]h/.test(letters) && syllable[1] === "h" && fits(letters.slice(2), syllables, at + 1, may)) return true;
      if (fits(letters.slice(1), syllables, at + 1, may)) return true;
    }
    return Boolean(may && may[at] && fits(letters, syllables, at + 1, may));
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

  /* Whether the word is beginnings of places, then of the office: 西夏 + 民政, 银川 + 西夏 + 民政. */
  function isShort(word, where, own) {
    if (own && word.length > 1 && own.startsWith(word)) return true;
    return where.some((place, n) => {
      for (let length = Math.min(place.length, word.length); length > 1; length -= 1) {
        if (word.startsWith(place.slice(0, length)) && isShort(word.slice(length), where.slice(n + 1), own)) return true;
      }
      return false;
    });
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
    agency.names ||= [agency.name, ...agency.other].map((name) => gongkai.words.fold(name));
    agency.where ||= index.path(agency.region).map((region) => gongkai.words.fold(region[1]));
    agency.starts ||= agency.names.map((name) => ownStart(name, agency.where));
    agency.may ||= agency.names.map((name) => [...name].map((one) => ENDINGS.test(one)));
    return agency;
  }

  /* The syllables of each name, found out when letters are typed. */
  function sounds(index, agency) {
    agency.sounds ||= [agency.name, ...agency.other].map(index.syllables);
    return agency.sounds;
  }

  /* How far the agency is from the word: 0 best, Infinity not at all. */
  function distance(index, agency, word) {
    prepare(index, agency);
    let best = Infinity;
    if (/^[a-z0-9-]+$/.test(word)) {
      sounds(index, agency).forEach((syllables, n) => {
        const own = agency.starts[n];
        const at = sound(word, syllables, own);
        if (at >= 0) best = Math.min(best, (at === 0 ? 1 : at === own ? 1.5 : 3.5) + n * 0.2);
        else if (fits(word, syllables, 0, agency.may[n])) best = Math.min(best, 1.7 + n * 0.2);
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
      else if (isShort(word, agency.where, name.slice(agency.starts[n]))) best = Math.min(best, 2 + n * 0.1);
    });
    if (best === Infinity && agency.where.join("").includes(word)) best = 5;
    if (best === Infinity && [...word].length > 2 && inOrder(word, agency.where.join("") + agency.names[0])) best = 8;
    return best;
  }

  /* The fewest signs to change so that the word stands somewhere in the text. */
  function mistakes(word, text, most) {
    let row = new Array(text.length + 1).fill(0);
    for (let n = 1; n <= word.length; n += 1) {
      const next = [n];
      let least = n;
      for (let at = 1; at <= text.length; at += 1) {
        next[at] = Math.min(row[at - 1] + (word[n - 1] === text[at - 1] ? 0 : 1), row[at] + 1, next[at - 1] + 1);
        least = Math.min(least, next[at]);
      }
      if (least > most) return Infinity;
      row = next;
    }
    return Math.min(...row);
  }

  /* The same for a word that nothing fits: a wrong letter or two, a wrong character. */
  function roughly(index, agency, word) {
    const isSound = /^[a-z]+$/.test(word);
    const most = isSound ? (word.length < 6 ? 0 : word.length < 12 ? 1 : 2) : [...word].length < 3 || /[a-z0-9]/.test(word) ? 0 : 1;
    if (!most) return Infinity;
    const own = agency.names.map((name, n) => (isSound ? sounds(index, agency)[n].join("") : name));
    const places = agency.where.map((name) => (isSound ? index.syllables(name).join("") : name)).join("");
    return Math.min(...own.map((text) => mistakes(word, places + text, most)), ...own.map((text) => mistakes(word, text, most))) + 9;
  }

  const split = (text) => gongkai.words.fold(text.replace(/\s+/g, "\n")).match(/[a-z0-9-]+|[\p{L}]+/gu)?.flatMap((piece) => piece.match(/[a-z0-9-]+|[^a-z0-9-]+/g)) || [];

  /* The agencies that every word fits, best first. */
  function ranked(index, words, limit, among, measure) {
    const found = [];
    for (const agency of index.list) {
      prepare(index, agency);
      if (among && !(agency.function >= 0 && among.has(index.functions[agency.function][0]))) continue;
      let total = 0;
      for (const word of words) {
        total += measure(index, agency, word);
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

  /* A function's English name in the query, and the words that are left for the place. */
  function english(hints, words) {
    const rest = new Set(words);
    for (const [id, name] of Object.entries(hints.english)) {
      const own = name.split(" ").filter((word) => !FILLERS.has(word));
      if (own.length && own.every((word) => rest.has(word))) {
        return { among: new Set([id]), words: words.filter((word) => !own.includes(word) && !FILLERS.has(word)) };
      }
    }
    return null;
  }

  /* The longest matter in the query that an office sees to. */
  function topicIn(hints, text) {
    const found = Object.values(hints.offices).flat().filter((word) => text.includes(word));
    return found.sort((a, b) => b.length - a.length)[0];
  }

  /* Where what was typed leads: {agencies, isNear, year, topic, offices, terms}. */
  function leads(index, hints, query, limit) {
    const text = gongkai.words.fold(query.replace(/[\p{Cc}\p{Cf}]/gu, " "));
    const year = YEAR.exec(text);
    const bare = query.replace(/[\p{Cc}\p{Cf}]/gu, " ").normalize("NFKC");
    const name = gongkai.words.fold(bare.replace(/\s+/g, "\n")).replace(BESIDE, "\n").replace(YEAR, "\n");
    let words = split(name);
    if (!words.length) words = split(bare);
    const inEnglish = english(hints, words);
    let agencies = inEnglish ? ranked(index, inEnglish.words, limit, inEnglish.among, distance) : words.length ? ranked(index, words, limit, null, distance) : [];
    let isNear = false;
    const topic = topicIn(hints, text);
    let offices = [];
    if (topic && !agencies.some((agency) => agency.names[0].includes(topic))) {
      const places = words.flatMap((word) => word.split(topic)).filter(Boolean);
      const among = new Set(Object.keys(hints.offices).filter((id) => hints.offices[id].includes(topic)));
      offices = ranked(index, places, limit, among, distance);
      if (!offices.length) offices = ranked(index, [], limit, among, distance);
    }
    if (!agencies.length && !offices.length && words.length) {
      agencies = ranked(index, words, limit, null, (one, agency, word) => Math.min(distance(one, agency, word), roughly(one, agency, word)));
      isNear = agencies.length > 0;
    }
    return { agencies, isNear, year: year ? Number(year[1]) : null, topic, offices, terms: termsIn(hints, text) };
  }

  /* The parts of the index, those first that hold the places in the query, and how many they are. */
  function partsFor(head, query) {
    const text = gongkai.words.fold(query);
    const isNamed = (name) => name.length > 1 && text.includes(name);
    const within = [];
    head.regions.forEach(([, name, above], n) => { within[n] = within[above] || isNamed(gongkai.words.fold(name).replace(/[省市县区州盟旗]$/, "")); });
    const codes = head.regions.filter((region, n) => within[n]).map((region) => region[0]);
    const all = [...Array(head.parts).keys()];
    const named = all.filter((part) => codes.some((code) => head.spans[part][0] <= code && code <= head.spans[part][1]));
    return [[...named, ...all.filter((part) => !named.includes(part))], named.length];
  }

  /* The same as `leads`, from no more of the index than it takes: parts with the places in the
     query, where they have what is asked for; else twice as many until the list is full. {index, found} */
  async function leadsNear(query, hints, limit) {
    const [parts, named] = partsFor(await gongkai.load("agencies"), query);
    for (let count = named || 1; ; count *= 2) {
      const index = await gongkai.agenciesIn(parts.slice(0, count).sort((a, b) => a - b));
      const found = leads(index, hints, query, limit);
      const enough = count === named ? 1 : limit;
      const isFull = !found.isNear && Math.max(found.agencies.length, found.offices.length) >= enough;
      if (isFull || count >= parts.length) return { index, found };
    }
  }

  /* The two longest terms in the query, each with its addresses: [[word, address], …]. */
  function termsIn(hints, text) {
    const found = Object.entries(hints.terms).flatMap(([address, words]) => words.filter((word) => text.includes(word) && [...word].length > 1).map((word) => [word, address]));
    const longest = [...new Set(found.map(([word]) => word))].sort((a, b) => b.length - a.length).slice(0, 2);
    return longest.flatMap((word) => found.filter((one) => one[0] === word));
  }

  Object.assign(gongkai, { leads, leadsNear });
})();
