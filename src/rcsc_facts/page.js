(() => {
  "use strict";
  const form = document.getElementById("_filters");
  const search = document.getElementById("_search");
  const count = document.getElementById("_count");
  const selects = [...form.querySelectorAll("select")];
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const singular = (word) => (word.length > 3 ? word.replace(/s$/, "") : word);
  const claims = [...document.querySelectorAll("article")].map((node) => ({
    node,
    words: fold([...node.querySelectorAll("h3, blockquote, :scope > dl dd:not(:has(a))")].map((part) => part.textContent)
      .concat(node.dataset.words, selects.map((select) => named(select, node))).join(" ")),
  }));

  function named(select, node) {
    const held = node.dataset[select.dataset.facet].split(" ");
    return [...select.options].filter((option) => option.value && held.includes(option.value))
      .map((option) => option.textContent.replace(/ \(\d+\)$/, "")).join(" ");
  }

  function show() {
    const words = (fold(search.value).match(/"[^"]*"?|[^\s"]+/g) || [])
      .map((word) => singular(word.replace(/"/g, "").trim()));
    let shown = 0;
    for (const { node, words: held } of claims) {
      const isShown = words.every((word) => held.includes(word)) && selects.every((select) =>
        !select.value || node.dataset[select.dataset.facet].split(" ").includes(select.value));
      node.hidden = !isShown;
      shown += isShown;
    }
    for (const section of document.querySelectorAll("section.topic")) {
      section.hidden = !section.querySelector("article:not([hidden])");
    }
    count.textContent = `${shown} of ${claims.length} claims`;
  }

  /* A link leads to its claim even where the filters have hidden it. */
  function reveal() {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.hidden) {
      form.reset();
      show();
      target.scrollIntoView();
    }
  }

  async function copy(text, say) {
    try {
      await navigator.clipboard.write([new ClipboardItem({
        "text/plain": new Blob([text.textContent], { type: "text/plain" }),
        "text/html": new Blob([text.innerHTML], { type: "text/html" }),
      })]);
      say("Copied");
    } catch {
      getSelection().selectAllChildren(text);
      say("Selected");
    }
    setTimeout(say, 2000, "Copy");
  }

  for (const text of document.querySelectorAll(".copy")) {
    const button = document.createElement("button");
    const style = text.closest("div").querySelector("dt").textContent;
    const say = (word) => {
      button.textContent = word;
      button.setAttribute("aria-label", `${word}: ${style}`);
    };
    button.type = "button";
    button.addEventListener("click", () => copy(text, say));
    say("Copy");
    text.after(button);
  }
  for (const kind of ["input", "change"]) form.addEventListener(kind, show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  addEventListener("hashchange", reveal);
  form.hidden = false;
  show();
})();
