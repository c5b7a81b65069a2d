// The picture of a chain to move and to zoom; without scripts the page shows the same as a still drawing.
const picture = JSON.parse(document.getElementById("chain-picture").textContent);
const still = document.getElementById("chain-still");
const tools = document.getElementById("chain-tools");
const stage = document.getElementById("chain-stage");
const EDGE = 12; // free pixels around the graph
const SMALLEST = 0.6; // zoom at which labels can still be read
const SHAPES = {
  filled: { shape: "rectangle" },
  single_source: { shape: "round-rectangle", "corner-radius": 14 },
  open: { shape: "cut-rectangle", "corner-radius": 12 },
  project: { shape: "round-rectangle", "corner-radius": 22, "font-weight": "bold" },
  consumer: { shape: "ellipse" },
};

// colours are those that the still drawing has now, on a light or on a dark screen
function drawnLook(selector) {
  const element = still.querySelector(selector);
  return element ? getComputedStyle(element) : {};
}

function stateStyle([state, shape]) {
  const drawn = drawnLook(`.node.${state} path`);
  return {
    selector: `node[state = "${state}"]`,
    style: {
      ...shape,
      "background-color": drawn.fill,
      "border-color": drawn.stroke,
      "border-width": parseFloat(drawn.strokeWidth),
      "border-style": drawn.strokeDasharray === "none" ? "solid" : "dashed",
    },
  };
}

function styles() {
  const ink = drawnLook(".heading text").fill;
  const line = drawnLook(".link path").stroke;
  const paper = drawnLook(".paper").fill;
  return [
    { selector: "node", style: {
      label: "data(label)", width: "data(width)", height: "data(height)", color: ink,
      "font-family": "DejaVu Sans, Verdana, Arial, sans-serif", "font-size": 12, "line-height": 1.2,
      "text-wrap": "wrap", "text-max-width": 1000, "text-valign": "center", "text-halign": "center",
    } },
    ...Object.entries(SHAPES).filter(([state]) => still.querySelector(`.node.${state}`)).map(stateStyle),
    { selector: 'node[state = "candidates"]', style: {
      shape: "rectangle", "font-size": 11, "background-color": paper, "border-width": 1, "border-color": line,
      "border-style": "dotted",
    } },
    { selector: "edge", style: {
      width: 1.2, "line-color": line, "target-arrow-color": line, "target-arrow-shape": "triangle",
      "arrow-scale": 0.8, "curve-style": "straight",
    } },
    { selector: "edge[weights]", style: {
      "curve-style": "unbundled-bezier", "edge-distances": "node-position",
      "control-point-weights": "data(weights)", "control-point-distances": "data(distances)",
    } },
    { selector: "edge.candidates", style: { "line-style": "dashed" } },
  ];
}

function start() {
  for (const element of [tools, stage]) element.hidden = false;
  fitHeight();
  const cy = cytoscape({
    container: stage, elements: picture.elements, style: styles(), layout: { name: "preset", fit: false },
    minZoom: 0.1, maxZoom: 3, autoungrabify: true, autounselectify: true, boxSelectionEnabled: false,
  });
  still.hidden = true;
  fitWidth(cy, -Infinity);
  connect(cy);
}

function fitHeight() {
  const share = matchMedia("(pointer: coarse)").matches ? 0.6 : 0.8; // a finger needs room to scroll the page
  const height = picture.height * zoomFor(picture.width);
  stage.style.height = `${Math.min(height + 2 * EDGE, innerHeight * share)}px`;
}

function zoomFor(width) {
  return Math.max(SMALLEST, Math.min(1, (stage.clientWidth - 2 * EDGE) / width));
}

// as wide as the page, but not too small to read; `top` is the first row that should be seen
function fitWidth(cy, top) {
  const box = cy.elements().boundingBox();
  const zoom = zoomFor(box.w);
  const left = Math.max(EDGE, (stage.clientWidth - box.w * zoom) / 2);
  cy.viewport({ zoom, pan: { x: left - box.x1 * zoom, y: EDGE - Math.max(top, box.y1) * zoom } });
}

function firstRow(cy) {
  return cy.extent().y1 + EDGE / cy.zoom();
}

function zoomBy(cy, factor) {
  cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: stage.clientWidth / 2, y: stage.clientHeight / 2 } });
}

function connect(cy) {
  const actions = {
    closer: () => zoomBy(cy, 1.25),
    farther: () => zoomBy(cy, 0.8),
    width: () => fitWidth(cy, firstRow(cy)),
    whole: () => cy.fit(undefined, EDGE),
  };
  for (const [name, action] of Object.entries(actions)) {
    tools.querySelector(`[value="${name}"]`).addEventListener("click", action);
  }
  document.getElementById("chain-candidates")?.addEventListener("change", (event) => {
    const top = firstRow(cy);
    if (event.target.checked) cy.add(picture.candidates);
    else cy.elements('[state = "candidates"]').remove(); // with their edges
    fitWidth(cy, top);
  });
  cy.on("tap", "node[?url]", (event) => follow(event.target.data("url")));
  cy.on("mouseover", "node[?url]", () => { stage.style.cursor = "pointer"; });
  cy.on("mouseout", "node", () => { stage.style.cursor = ""; });
  // the wheel alone scrolls the page, as everywhere else; caught above the stage, before cytoscape.js hears of it
  stage.parentElement.addEventListener("wheel", (event) => { if (!event.ctrlKey) event.stopPropagation(); }, { capture: true });
  new ResizeObserver(() => refit(cy)).observe(stage.parentElement);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(styles()));
}

// a phone was turned; that its page grew longer is no reason to move what somebody looks at
function refit(cy) {
  if (cy.width() === stage.clientWidth) return;
  const top = firstRow(cy);
  fitHeight();
  cy.resize();
  fitWidth(cy, top);
}

function follow(url) {
  if (!url.startsWith("#")) return location.assign(url);
  const row = document.getElementById(url.slice(1));
  for (let fold = row?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  location.hash = url;
}

if (window.cytoscape) start();
