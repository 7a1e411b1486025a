/* What the applications share: elements, the address, agencies, a combobox. */
(() => {
  "use strict";
  const Z = 1.959963984540054;
  const { load } = gongkai;

  /* An element: h("a.name", {href}, "text", child …). Text is always text. */
  function h(name, attributes, ...children) {
    const [tag, ...classes] = name.split(".");
    const element = document.createElement(tag);
    if (classes.length) element.className = classes.join(" ");
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === false || value === null || value === undefined) continue;
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined).map((child) => marked(element, child)));
    return element;
  }

  /* Chinese words on a page in another language say that they are Chinese. */
  function marked(element, child) {
    if (!gongkai.lang || typeof child !== "string" || !/[\u3400-\u9fff]/.test(child)) return child;
    if (element.matches("option")) {
      element.lang = "zh-CN";
      return child;
    }
    const span = document.createElement("span");
    span.lang = "zh-CN";
    span.textContent = child;
    return span;
  }

  /* Names of fields of work, levels and forms in the language of the page, by their Chinese ones. */
  const names = async () => (gongkai.lang ? load(`names-${gongkai.lang}`) : {});

  const state = {
    read: () => Object.fromEntries(new URLSearchParams(location.search)),
    /* Writes every choice into the address, but what is empty or `left` (which never changes its
       meaning), without a new entry in the history. */
    write(values, left) {
      const query = new URLSearchParams();
      for (const [key, value] of Object.entries(values)) {
        if (value !== "" && value !== undefined && value !== null && String(value) !== String((left || {})[key] ?? "")) {
          query.set(key, value);
        }
      }
      const text = query.toString().replaceAll("%2C", ",");
      history.replaceState(null, "", location.pathname + (text ? `?${text}` : "") + location.hash);
    },
  };

  /* Made when the first number is written: that takes longer than all else here. */
  let plain;
  function number(value) {
    plain ||= new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 6 });
    return plain.format(value);
  }

  /* A number with its words; of one they may be others. */
  const counted = (count, one, many) => (count === 1 ? one : `${number(count)}${many}`);
  /* One decimal at most, rounded as `percent` of generator/pages/parts/words.py does. */
  const percent = (share) => `${number(Math.floor(share * 1000 + 0.5) / 10)}%`;

  /* A share of too few: its two numbers. */
  const over = ({ part, whole }) => `${number(part)} / ${number(whole)}`;

  /* What a share rests on; of few cases with the 95% interval of generator/frames/intervals.py. */
  function restsOn(part, whole, few) {
    const cases = over({ part, whole });
    if (!(whole > 0 && whole < few && part <= whole)) return h("span.app-small", null, cases);
    const [share, scale] = [part / whole, 1 + Z ** 2 / whole];
    const middle = (share + Z ** 2 / (2 * whole)) / scale;
    const half = (Z / scale) * Math.sqrt((share * (1 - share)) / whole + Z ** 2 / (4 * whole ** 2));
    return h("span.app-small", null, `${cases}，95% 区间 ${percent(Math.max(0, middle - half))}–${percent(Math.min(1, middle + half))}`);
  }

  const levels = { n: ["national", "国家级"], p: ["province", "省级"], c: ["prefecture", "市级"], d: ["county", "县级"], t: ["township", "乡级"] };
  const states = { b: "空白", d: "填“/”", n: "填“无”", t: "填了文字", m: "文件中没有", x: "有缺项，不计算", f: "此格式没有这一项" };

  /* The index of agencies: {list, regions, functions, byId}. */
  const agencies = () => load("agencies").then((head) => agenciesIn([...Array(head.parts).keys()]));

  /* The same of some parts alone, in their order; one promise for the same parts. */
  const indexes = new Map();
  function agenciesIn(numbers) {
    const key = numbers.join();
    if (!indexes.has(key)) indexes.set(key, made(numbers));
    indexes.get(key).catch(() => indexes.delete(key));
    return indexes.get(key);
  }

  async function made(numbers) {
    const head = await load("agencies");
    const [words, ...parts] = await Promise.all([names(), ...numbers.map((part) => load(`agencies-${part}`))]);
    const list = parts.flatMap((part, n) => listOf(head, numbers[n], part));
    return build({ ...head, functions: head.functions.map(([id, label]) => [id, words[label] || label]) }, list, parts);
  }

  const lists = new Map();
  function listOf(head, number, part) {
    if (!lists.has(number)) {
      lists.set(number, part.ids.map((id, n) => {
        const region = head.regions[part.region[n]];
        const name = part.names[n].replace("\t", () => region[1]);
        return {
          at: number * head.size + n,
          id: id[0] === "-" ? region[0] + id : id,
          name,
          other: (part.other[n] || []).map((one) => one.replace("\n", () => name)),
          region: part.region[n],
          level: part.level[n],
          function: part.function[n],
          years: yearsOf(part.years[n], head.firstYear),
          until: part.until[n] || null,
        };
      }));
    }
    return lists.get(number);
  }

  function build(head, list, parts) {
    return {
      list,
      regions: head.regions,
      functions: head.functions,
      strips: head.strips,
      byId: new Map(list.map((agency) => [agency.id, agency])),
      syllables: reader(head, parts),
      path(region) {
        const found = [];
        for (let at = region; at >= 0; at = head.regions[at][2]) found.unshift(head.regions[at]);
        return found;
      },
      isWithin(region, code) {
        for (let at = region; at >= 0; at = head.regions[at][2]) if (head.regions[at][0] === code) return true;
        return false;
      },
    };
  }

  function yearsOf(mask, first) {
    const years = [];
    for (let n = 0; mask > 0; n += 1, mask = Math.floor(mask / 2)) if (mask % 2) years.push(first + n);
    return years;
  }

  /* The pinyin of a name from the packed tables; the same steps as readings.py. */
  function reader(head, parts) {
    const single = new Map();
    for (const [reading, characters] of Object.entries(head.readings)) {
      for (const character of characters) single.set(character, reading);
    }
    const exact = new Map(parts.flatMap((part) => Object.entries(part.exact)));
    return (name) => {
      if (exact.has(name)) return exact.get(name);
      const characters = [...name];
      const found = characters.map((one) => single.get(one) || one.toLowerCase());
      for (let n = 0; n + 1 < characters.length; n += 1) {
        const pair = head.pairs[characters[n] + characters[n + 1]];
        if (pair) {
          found[n] = pair[0] || found[n];
          found[n + 1] = pair[1] || found[n + 1];
        }
      }
      return found;
    };
  }

  const place = (index, agency) => index.path(agency.region).map((region) => region[1]).join(" › ");

  /* A combobox after the ARIA pattern: `find(query)` gives [{label, detail, mark, href}] or a promise
     of it; `pick(item)` is called on choice. The list is beside the input. */
  function combobox(input, find, pick) {
    const id = `${input.id || "box"}-list`;
    const list = h("ul.app-options", { id, role: "listbox", "aria-label": "建议", hidden: true });
    const status = h("span.unseen", { role: "status" });
    let items = [];
    let active = -1;
    let asked = 0;
    for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false", autocomplete: "off" })) input.setAttribute(key, value);
    const holder = input.closest(".app-combo") || input.parentElement;
    holder.classList.add("app-combo");
    holder.append(list, status);

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function show(found) {
      items = found;
      active = -1;
      list.replaceChildren(...items.map((item, n) => h("li.app-option", { id: `${id}-${n}`, role: "option", "aria-selected": "false", onpointerdown: (event) => event.preventDefault(), onclick: () => choose(n) },
        item.mark ? h("span.app-option-mark", { "aria-hidden": "true" }, item.mark) : null, h("span.app-option-label", null, item.label), item.detail ? h("span.app-option-detail", null, item.detail) : null)));
      list.hidden = !items.length;
      input.setAttribute("aria-expanded", String(items.length > 0));
      input.removeAttribute("aria-activedescendant");
      status.textContent = input.value.trim() ? (items.length ? counted(items.length, "1 条建议，用上下键选择", " 条建议，用上下键选择") : "没有找到") : "";
    }
    async function update() {
      const turn = (asked += 1);
      const query = input.value.trim();
      if (!query) { show([]); close(); return; }
      const found = await find(query);
      if (turn === asked) show(found);
    }
    function move(to) {
      if (!items.length) return;
      const options = list.children;
      if (active >= 0) options[active].setAttribute("aria-selected", "false");
      active = (to + items.length) % items.length;
      options[active].setAttribute("aria-selected", "true");
      options[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[active].id);
    }
    function choose(n) {
      const item = items[n];
      asked += 1;
      close();
      pick(item);
    }
    input.addEventListener("input", update);
    input.addEventListener("focus", () => { if (input.value.trim() && list.hidden) update(); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown") { if (list.hidden) update(); else move(active + 1); }
      else if (event.key === "ArrowUp") move(active < 0 ? items.length - 1 : active - 1);
      else if (event.key === "Enter" && active >= 0) choose(active);
      else if (event.key === "Escape" && !list.hidden) close();
      else return;
      event.preventDefault();
    });
    if (document.activeElement === input && input.value.trim()) update();
    return { close };
  }

  const save = (name, text) => gongkai.saveAs(name, `\ufeff${text}`, "text/csv");
  /* The rule of generator/spreadsheet.py: no text begins a formula, numbers stay. */
  const isFormula = (text) => /^[' ]*[=+\-@＝＋－＠\t\r\n]/.test(text) && !/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);
  const csv = (rows) => rows.map((row) => row.map((cell) => {
    const plain = String(cell ?? "");
    const text = isFormula(plain) ? `'${plain}` : plain;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }).join(",")).join("\r\n") + "\r\n";

  /* Puts the page's address on the clipboard and says so on the button. */
  async function copyAddress(button) {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = "已复制";
    } catch {
      button.textContent = "请从地址栏复制";
    }
    setTimeout(() => { button.textContent = label; }, 3000);
  }

  Object.assign(gongkai, { copyAddress, names, h, state, number, counted, over, percent, restsOn, levels, states, agencies, agenciesIn, place, combobox, save, csv });
})();
