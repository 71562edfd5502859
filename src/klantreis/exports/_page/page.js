(() => {
  "use strict";
  const map = document.querySelector(".map");
  const panel = document.getElementById("panel");
  if (!map || !panel) return;
  const start = panel.querySelector(".start");
  const shown = panel.querySelector(".shown");
  const cells = [...map.querySelectorAll(".sheet > .ground .cell")];
  const steps = [...new Set(cells.map((cell) => cell.dataset.step))];
  const lanes = [...new Set(cells.map((cell) => cell.dataset.lane))];
  const at = (step, lane) => cells.find((c) => c.dataset.step === steps[step] && c.dataset.lane === lanes[lane]);
  let current = null;
  let pinned = false;
  let quiet = false;

  const copy = (id, into) => {
    const found = document.getElementById(id);
    if (found) for (const child of found.childNodes) into.append(child.cloneNode(true));
  };
  const text = (id) => (document.getElementById(id) || {}).textContent || "";

  function show(cell) {
    if (current) current.classList.remove("on");
    current = cell;
    cell.classList.add("on");
    const { step, lane } = cell.dataset;
    shown.querySelector("h2").textContent = text(`step:${step}`);
    shown.querySelector(".lane").textContent = text(`lane:${lane}`);
    const said = shown.querySelector(".said-here");
    const evidence = shown.querySelector(".evidence");
    said.replaceChildren();
    evidence.replaceChildren();
    if (lane !== "numbers") copy(`cell:${step}:${lane}`, said);
    copy(`evidence:${step}`, evidence);
    start.hidden = true;
    shown.hidden = false;
    panel.classList.add("open");
    panel.scrollTop = 0;
  }

  function reveal(cell) {
    const head = map.querySelector(".sheet > .head").getBoundingClientRect().height;
    const rail = map.querySelector(".sheet > .rail").getBoundingClientRect().width;
    let room = map.getBoundingClientRect();
    if (room.top < 0 || room.bottom > window.innerHeight) {
      map.scrollIntoView({ block: "start", behavior: "instant" });
      room = map.getBoundingClientRect();
    }
    const covered = getComputedStyle(panel).position === "fixed" ? panel.getBoundingClientRect().top : window.innerHeight;
    const bottom = Math.min(room.bottom, covered);
    const box = cell.getBoundingClientRect();
    const lane = cell.dataset.lane;
    let dx = 0, dy = 0;
    if (box.left < room.left + rail) dx = box.left - room.left - rail;
    else if (box.right > room.right) dx = box.right - room.right;
    if (lane !== "step" && box.top < room.top + head) dy = box.top - room.top - head;
    else if (lane !== "step" && box.bottom > bottom) dy = Math.min(box.bottom - bottom, box.top - room.top - head);
    map.scrollBy(dx, dy);
  }

  function go(cell) {
    if (!cell) return;
    for (const other of cells) other.setAttribute("tabindex", "-1");
    cell.setAttribute("tabindex", "0");
    cell.focus({ preventScroll: true });
    reveal(cell);
  }

  function close() {
    const last = current;
    if (last) last.classList.remove("on");
    current = null;
    pinned = false;
    shown.hidden = true;
    start.hidden = false;
    panel.classList.remove("open");
    quiet = true;
    if (last && panel.contains(document.activeElement)) last.focus({ preventScroll: true });
    quiet = false;
  }

  cells.forEach((cell, index) => {
    cell.setAttribute("tabindex", index ? "-1" : "0");
    cell.setAttribute("role", "button");
    cell.setAttribute("aria-controls", "panel");
    cell.setAttribute("aria-label", `${text(`step:${cell.dataset.step}`)}, ${text(`lane:${cell.dataset.lane}`)}`);
    cell.addEventListener("focus", () => { if (!quiet) { pinned = false; show(cell); } });
    cell.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse" && !pinned) show(cell); });
    cell.addEventListener("click", () => { go(cell); pinned = true; show(cell); });
  });

  map.addEventListener("keydown", (event) => {
    const cell = event.target.closest(".cell");
    if (!cell) return;
    const step = steps.indexOf(cell.dataset.step), lane = lanes.indexOf(cell.dataset.lane);
    const moves = {
      ArrowRight: () => at(step + 1, lane), ArrowLeft: () => at(step - 1, lane),
      ArrowDown: () => at(step, lane + 1), ArrowUp: () => at(step, lane - 1),
      Home: () => at(0, lane), End: () => at(steps.length - 1, lane),
    };
    if (moves[event.key]) { event.preventDefault(); go(moves[event.key]()); }
    else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pinned = true; show(cell); panel.focus(); }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  panel.querySelector(".close").addEventListener("click", close);
})();
