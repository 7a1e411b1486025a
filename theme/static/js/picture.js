/* Charts and tables as pictures: SVG with every colour written into it, PNG by way of a canvas. */
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "text-anchor", "opacity", "fill-opacity", "stroke-opacity"];
  const SCALE = 2;
  const MOST = 16e6;
  const MARGIN = 16;
  const { title, caption, siteName, address } = gongkai.page;

  function make(name, attributes, words) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (words) made.textContent = words;
    return made;
  }

  /* The picture of a chart for programs that know no style sheet: every colour and letter is
     written into it. */
  function plain(svg) {
    const copy = svg.cloneNode(true);
    const originals = [svg, ...svg.querySelectorAll("*")];
    [copy, ...copy.querySelectorAll("*")].forEach((one, n) => {
      const style = getComputedStyle(originals[n]);
      for (const name of STYLES) if (one.hasAttribute(name) || one.hasAttribute("class") || one === copy) one.setAttribute(name, style.getPropertyValue(name));
      one.removeAttribute("class");
      one.removeAttribute("style");
    });
    return copy;
  }

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const paper = () => make("rect", { width: "100%", height: "100%", fill: colour("--paper") });

  /* On its own ground: the letters of a reader's dark page cannot be read on another's white one. */
  function onPaper(svg) {
    const { drawn } = drawnChart(svg);
    drawn.prepend(paper());
    return drawn;
  }

  /* The chart of a figure, or a table as it stands in the page: {drawn, width, height}. */
  function inside(place) {
    const table = place.matches("figure") ? null : place.querySelector("table");
    if (table) {
      table.classList.add("taken");
      const whole = drawnTable(table);
      table.classList.remove("taken");
      return whole;
    }
    return drawnChart(place.querySelector("svg"));
  }

  /* A picture without a size of its own has bars, as long as they are on the page, with the room at their sides that the style sheet keeps. */
  function drawnChart(svg) {
    const [, , ...size] = (svg.getAttribute("viewBox") || "").split(/[\s,]+/).map(Number);
    if (size.length) return { drawn: plain(svg), width: size[0], height: size[1] };
    const { width, height } = svg.getBoundingClientRect();
    const [left, right] = ["padding-left", "padding-right"].map((side) => parseFloat(getComputedStyle(svg).getPropertyValue(side)));
    const within = plain(svg);
    for (const [key, value] of Object.entries({ x: left, width: width - left - right, height, overflow: "visible" })) within.setAttribute(key, value);
    const drawn = make("svg", { viewBox: `0 0 ${width} ${height}`, width, height });
    drawn.append(within);
    return { drawn, width, height };
  }

  /* Cells with their ground and lower line, and each line of their words where the page has it. */
  function drawnTable(table) {
    const frame = [...table.rows].map((row) => row.getBoundingClientRect());
    const [left, top] = [Math.min(...frame.map((one) => one.left)), frame[0].top];
    const width = Math.max(...frame.map((one) => one.right)) - left;
    const drawn = make("svg", {});
    for (const cell of [...table.rows].flatMap((row) => [...row.cells])) {
      const box = cell.getBoundingClientRect();
      const place = { x: box.left - left, y: box.top - top, width: box.width };
      const ground = getComputedStyle(cell).backgroundColor;
      if (!/, 0\)$/.test(ground)) drawn.append(make("rect", { ...place, height: box.height, fill: ground }));
      drawn.append(make("rect", { ...place, y: Math.round(place.y + box.height) - 1, height: 1, fill: colour("--rule") }));
      const isAtEnd = /end|right/.test(getComputedStyle(cell).textAlign);
      for (const line of lines(cell)) {
        const style = getComputedStyle(line.within);
        const x = (isAtEnd ? line.right : line.left) - left;
        drawn.append(make("text", { x, y: (line.top + line.bottom) / 2 - top, "text-anchor": isAtEnd ? "end" : "start", "dominant-baseline": "central", "font-size": style.fontSize, "font-weight": style.fontWeight, fill: style.color }, line.text));
      }
    }
    return { drawn, width, height: frame.at(-1).bottom - top };
  }

  const isFolded = (node) => Boolean(node.parentElement.closest("details:not([open])")) && !node.parentElement.closest("summary");

  /* The words of a cell that are seen, line by line: {text, within, left, right, top, bottom}. */
  function lines(cell) {
    const found = [];
    const range = document.createRange();
    const nodes = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      const node = nodes.currentNode;
      if (node.parentElement.closest(".unseen, .flag") || isFolded(node)) continue;
      let last = null;
      for (let n = 0; n < node.length; n += 1) {
        range.setStart(node, n);
        range.setEnd(node, n + 1);
        const box = range.getClientRects()[0];
        if (!box || !box.width) continue;
        if (!last || box.top > last.top + 2) found.push(last = { text: "", within: node.parentElement, left: box.left, top: box.top, bottom: box.bottom });
        last.text += node.data[n];
        last.right = box.right;
      }
    }
    return found;
  }

  /* With the page's title above it and its source below: a picture that travels. */
  function picture(place) {
    const { drawn, width, height } = inside(place);
    const family = getComputedStyle(document.body).fontFamily;
    const words = [...wrapped(title(), width, 16), ...wrapped(caption(place), width, 13)];
    const foot = wrapped([document.querySelector(".made-up strong")?.textContent, siteName(), address()].filter(Boolean).join(" "), width, 11);
    const line = 20;
    const top = MARGIN + words.length * line;
    const size = [width + 2 * MARGIN, top + MARGIN / 2 + height + MARGIN / 2 + foot.length * line + MARGIN / 2];
    const whole = make("svg", { xmlns: SVG, viewBox: `0 0 ${size.join(" ")}`, width: size[0], height: size[1], "font-family": family });
    whole.append(paper());
    words.forEach((one, n) => whole.append(make("text", { x: MARGIN, y: MARGIN + n * line + 14, "font-size": one.size, fill: colour("--ink") }, one.text)));
    for (const [key, value] of Object.entries({ x: MARGIN, y: top + MARGIN / 2, width, height })) drawn.setAttribute(key, value);
    whole.append(drawn);
    foot.forEach((one, n) => whole.append(make("text", { x: MARGIN, y: top + height + MARGIN + n * line + 12, "font-size": one.size, fill: colour("--muted") }, one.text)));
    return { text: new XMLSerializer().serializeToString(whole), size };
  }

  /* Lines of a text that fit: a Chinese character is as wide as it is high, a Latin one half. */
  function wrapped(text, width, size) {
    const lines = [""];
    let room = width;
    for (const sign of text) {
      const wide = sign > "\u2e80" ? size : size * 0.6;
      if (room < wide) {
        lines.push("");
        room = width;
      }
      lines[lines.length - 1] += sign;
      room -= wide;
    }
    return lines.filter(Boolean).map((one) => ({ text: one, size }));
  }

  /* As large as every browser draws: some give up above 16 million points. */
  const scaleOf = ([width, height]) => Math.min(SCALE, Math.sqrt(MOST / (width * height)));

  async function png({ text, size }) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    const scale = scaleOf(size);
    [canvas.width, canvas.height] = size.map((one) => Math.ceil(one * scale));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("png"))), "image/png"));
  }

  async function savePicture(place, kind) {
    const made = picture(place);
    const name = gongkai.fileName(place, kind);
    if (kind === "svg") gongkai.saveAs(name, made.text, "image/svg+xml");
    else gongkai.saveAs(name, await png(made), "image/png");
  }

  Object.assign(gongkai, { onPaper, savePicture });
})();
