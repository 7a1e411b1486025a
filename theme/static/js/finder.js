/* The finder's combobox, on its own page, at home, and as suggestions in the search box. */
(() => {
  "use strict";
  const { load, use } = gongkai;

  function detail(index, agency) {
    const years = agency.years;
    const reports = years.length ? `年报 ${years[0] === years.at(-1) ? years[0] : `${years[0]}—${years.at(-1)}`}` : "没有年报";
    return [gongkai.place(index, agency), reports, agency.until ? "已撤并或更名" : ""].filter(Boolean).join(" · ");
  }

  async function start(form) {
    await Promise.all([use("common"), use("match"), use("words"), use("strip")]);
    const input = form.querySelector("input[name=q]");
    const limit = form.dataset.app === "finder" ? 12 : 6;
    gongkai.combobox(input, async (query) => {
      const [hints] = await Promise.all([load("topics"), gongkai.learned(), load("agencies")]);
      const { index, found } = await gongkai.leadsNear(query, hints, limit);
      const item = (note) => (agency) => ({
        label: agency.name,
        detail: [note, detail(index, agency)].filter(Boolean).join(" · "),
        mark: gongkai.stripOf(index, agency),
        href: gongkai.link(`agencies/${agency.id}/${found.year && agency.years.includes(found.year) ? `${found.year}/` : ""}`),
      });
      return [
        ...found.agencies.map(item(found.isNear ? "名称相近" : "")),
        ...found.offices.slice(0, 3).map(item(`“${found.topic}”通常归它管`)),
        ...found.terms.slice(0, 1).map(([word, address]) => ({ label: `${word}是什么意思`, detail: "名词和指南", href: gongkai.link(address) })),
        { label: `在全文里搜索“${query}”`, detail: "", href: gongkai.link(`search/?q=${encodeURIComponent(query)}`) },
      ];
    }, (item) => { location.href = item.href; });
    if (input.value) input.dispatchEvent(new Event("input"));
  }

  gongkai.app("finder", start);
  gongkai.app("suggest", start);
})();
