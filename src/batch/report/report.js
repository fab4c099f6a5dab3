
"use strict";
(() => {
  const SIZE = 100;
  const at = (id) => document.getElementById(id);
  const table = at("rows");
  const body = table.tBodies[0];
  const requirements = table.dataset.requirements.split(" ");
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const heads = Array.from(table.tHead.rows[0].cells);
  const rows = Array.from(body.rows, (row, place) => ({
    row, place,
    cells: Array.from(row.cells, (cell) => cell.textContent.trim()),
    text: row.textContent.toLowerCase(),
    state: row.dataset.s,
    marks: row.dataset.r || "",
    flags: row.dataset,
  }));
  const state = { find: "", show: "", lacks: "", sort: "", order: "", page: 1 };

  const fits = {
    ok: (entry) => entry.state === "ok",
    short: (entry) => entry.marks !== "" && !("complete" in entry.flags),
    complete: (entry) => "complete" in entry.flags,
    failed: (entry) => entry.state === "failed",
    open: (entry) => entry.state === "open",
    late: (entry) => "late" in entry.flags,
    other: (entry) => entry.state === "ok" && entry.marks === "",
    same: (entry) => "same" in entry.flags,
  };

  const chosen = () => {
    const words = state.find.toLowerCase().split(/\s+/).filter(Boolean);
    const lacked = requirements.indexOf(state.lacks);
    const show = fits[state.show];
    const found = rows.filter((entry) =>
      words.every((word) => entry.text.includes(word)) &&
      (!show || show(entry)) &&
      (lacked < 0 || (entry.marks !== "" && entry.marks[lacked] !== "+")));
    const column = heads.findIndex((head) => head.dataset.key === state.sort);
    if (column < 0) return found;
    const isNumber = heads[column].classList.contains("number");
    const sign = state.order === "descending" ? -1 : 1;
    const value = (entry) => (isNumber ? parseFloat(entry.cells[column]) : entry.cells[column]);
    const isEmpty = (one) => one === "" || Number.isNaN(one);
    return found.sort((one, other) => {
      const [left, right] = [value(one), value(other)];
      // What is not there comes last, whatever the order.
      if (isEmpty(left) || isEmpty(right)) return isEmpty(left) - isEmpty(right) || one.place - other.place;
      return sign * (isNumber ? left - right : collator.compare(left, right)) || one.place - other.place;
    });
  };

  const draw = () => {
    const found = chosen();
    const pages = Math.max(1, Math.ceil(found.length / SIZE));
    state.page = Math.min(Math.max(1, state.page), pages);
    const first = (state.page - 1) * SIZE;
    const page = found.slice(first, first + SIZE);
    body.replaceChildren(...page.map((entry) => entry.row));
    at("none").hidden = found.length > 0;
    at("shown").textContent = found.length === 0 ? "0 rows" :
      `${first + 1} to ${first + page.length} of ${found.length}` + (found.length < rows.length ? ` (${rows.length} in all)` : "");
    at("previous").disabled = state.page === 1;
    at("next").disabled = state.page === pages;
    for (const head of heads) {
      if (head.dataset.key === state.sort) head.setAttribute("aria-sort", state.order || "ascending");
      else head.removeAttribute("aria-sort");
    }
    for (const id of ["find", "show", "lacks"]) if (at(id).value !== state[id]) at(id).value = state[id];
  };

  // What is shown stands in the address, so that it can be kept and passed on.
  const keep = () => {
    const parts = Object.entries(state).filter(([key, value]) => value !== "" && !(key === "page" && value === 1));
    const hash = parts.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  };
  const change = (changes) => { Object.assign(state, { page: 1 }, changes); draw(); keep(); };
  const restore = () => {
    for (const part of location.hash.slice(1).split("&")) {
      const [key, value] = part.split("=");
      if (!(key in state) || value === undefined) continue;
      try {
        state[key] = key === "page" ? parseInt(value, 10) || 1 : decodeURIComponent(value);
      } catch { /* A broken address shows everything. */ }
    }
  };

  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };
  for (const head of heads) {
    const key = head.dataset.key;
    head.replaceChildren(button(head.textContent, () => {
      const again = state.sort === key;
      if (again && state.order === "descending") change({ sort: "", order: "" });
      else change({ sort: key, order: again ? "descending" : "ascending" });
    }));
  }
  for (const head of document.querySelectorAll(".requirements th[data-id]")) {
    const question = head.querySelector("span");
    question.replaceChildren(button(question.textContent, () => {
      change({ lacks: head.dataset.id });
      at("submissions").scrollIntoView();
      at("lacks").focus({ preventScroll: true });
    }));
  }
  at("find").addEventListener("input", (event) => change({ find: event.target.value }));
  at("show").addEventListener("change", (event) => change({ show: event.target.value }));
  at("lacks").addEventListener("change", (event) => change({ lacks: event.target.value }));
  at("controls").addEventListener("reset", (event) => { event.preventDefault(); change({ find: "", show: "", lacks: "", sort: "", order: "" }); });
  at("controls").addEventListener("submit", (event) => event.preventDefault());
  at("previous").addEventListener("click", () => { state.page -= 1; draw(); keep(); });
  at("next").addEventListener("click", () => { state.page += 1; draw(); keep(); });
  addEventListener("beforeprint", () => body.replaceChildren(...chosen().map((entry) => entry.row)));
  addEventListener("afterprint", draw);
  at("controls").hidden = false;
  at("pages").hidden = false;
  restore();
  draw();
})();
