// The page around the graph. Everything it shows comes from the JSON in #graph, whose form
// ../writer/html.cc writes; text reaches the page only as text, never as markup.
"use strict";
(() => {
  // ---------------------------------------------------------------- the graph

  const data = JSON.parse(document.getElementById("graph").textContent);
  const element = (id) => document.getElementById(id);
  const dayLength = 86400000;

  /** Properties come flat: [key, value, key, value, ...]. */
  const pairs = (flat) => {
    const list = [];
    for (let index = 0; index < flat.length; index += 2) list.push([flat[index], flat[index + 1]]);
    return list;
  };

  const nodes = data.nodes.map(([caption, labels, x, y, properties], index) => ({
    index, caption, labels, properties: pairs(properties), x, y, fx: x, fy: y, edges: [], radius: 4,
    color: labels.length ? data.labels[labels[0]].color : "#7d8ca3",
  }));
  const edges = data.edges.map(
    ([source, target, type, from, until, confidence, modality, properties, evidence], index) => ({
      index, source: nodes[source], target: nodes[target], type, from, until, confidence, modality,
      properties: pairs(properties), evidence, curve: 0,
    }));
  for (const edge of edges) {
    edge.source.edges.push(edge);
    if (edge.target !== edge.source) edge.target.edges.push(edge);
  }
  for (const node of nodes) node.radius = Math.min(4.5 + Math.sqrt(node.edges.length) * 1.5, 20);
  const byImportance = [...nodes].sort((a, b) => b.edges.length - a.edges.length || a.index - b.index);

  // Edges between the same two nodes bend away from each other.
  const bundles = new Map();
  for (const edge of edges) {
    const low = Math.min(edge.source.index, edge.target.index);
    const key = low * nodes.length + Math.max(edge.source.index, edge.target.index);
    if (!bundles.has(key)) bundles.set(key, []);
    bundles.get(key).push(edge);
  }
  for (const bundle of bundles.values()) {
    bundle.forEach((edge, position) => {
      if (edge.source === edge.target) {
        edge.curve = 0.4 + 0.2 * position;
      } else {
        const side = position - (bundle.length - 1) / 2;
        edge.curve = side * Math.min(0.22, 1.4 / bundle.length) * (edge.source.index < edge.target.index ? 1 : -1);
      }
    });
  }

  // ---------------------------------------------------------------- small builders of page parts

  const make = (tag, properties = {}, ...children) => {
    const part = Object.assign(document.createElement(tag), properties);
    part.append(...children);
    return part;
  };
  const dot = (color) => {
    const part = make("span", { className: "dot" });
    part.style.color = color;
    return part;
  };
  const isoDay = (day) => {
    const date = new Date(day * dayLength);
    return Number.isNaN(date.getTime()) ? String(day) : date.toISOString().slice(0, 10);
  };
  const count = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
  const period = (edge) => {
    const value = (key) => (edge.properties.find(([name]) => name === key) || [])[1];
    const from = value("from") || value("date") || "";
    const until = value("until");
    return until ? `${from}..${until}` : from;
  };
  const typeName = (edge) => data.types[edge.type].name;
  const labelNames = (node) => node.labels.map((label) => data.labels[label].name).join(", ") || "no label";

  // ---------------------------------------------------------------- what is shown

  const state = {
    hiddenLabels: new Set(), hiddenTypes: new Set(), confidence: 0, day: null,
    selected: null, hovered: null, focus: null,
  };
  const nodeShown = (node) => !node.labels.length || node.labels.some((label) => !state.hiddenLabels.has(label));
  const edgeShown = (edge) =>
    !state.hiddenTypes.has(edge.type) &&
    (edge.confidence === null || edge.confidence >= state.confidence) &&
    (state.day === null ||
      ((edge.from === null || edge.from <= state.day) && (edge.until === null || state.day < edge.until))) &&
    nodeShown(edge.source) && nodeShown(edge.target);
  const isNode = (thing) => thing !== null && thing.edges !== undefined;

  /** The nodes and edges that stay bright while something is selected or pointed at; null: all. */
  const brightParts = () => {
    const center = state.hovered || state.selected;
    if (!center) return null;
    const bright = new Set([center]);
    if (!isNode(center)) {
      bright.add(center.source).add(center.target);
      return bright;
    }
    for (const edge of center.edges) {
      if (edgeShown(edge)) bright.add(edge).add(edge.source).add(edge.target);
    }
    return bright;
  };
  let bright = null;

  // ---------------------------------------------------------------- colours

  const colors = {};
  const readColors = () => {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["paper", "ink", "soft", "edge", "accent", "halo"]) {
      colors[name] = style.getPropertyValue(`--${name}`).trim();
    }
    // Ready-made, as the picture asks for them once per edge; many edges are drawn lightly.
    colors.edgeFaded = colors.edge + (edges.length > 2000 ? "1a" : "40");
    colors.edge += edges.length > 2000 ? "59" : edges.length > 600 ? "a6" : "";
  };

  // ---------------------------------------------------------------- the picture

  const picture = element("picture");
  const manyEdges = edges.length > 4000;
  const dashes = { reported: [5, 3], hoped: [5, 3], denied: [1.5, 3], negated: [1.5, 3] };
  readColors();

  /** Nodes never get smaller on the screen than an eye can make out; of many less will do. */
  const crowding = Math.max(0.4, Math.min(1, Math.sqrt(400 / nodes.length)));
  const radiusAt = (node, scale) => Math.max(node.radius, (1.6 + node.radius * 0.25) * crowding / scale);

  const drawNode = (node, context, scale) => {
    const radius = radiusAt(node, scale);
    const faded = bright !== null && !bright.has(node);
    const lonely = state.day !== null && !node.edges.some(edgeShown);
    context.globalAlpha = faded ? 0.16 : lonely ? 0.35 : 1;
    context.beginPath();
    context.arc(node.x, node.y, radius, 0, 2 * Math.PI);
    context.fillStyle = node.color;
    context.fill();
    if (node === state.selected || node === state.focus) {
      context.lineWidth = Math.max(2.5, 2 / scale);
      context.strokeStyle = colors.accent;
      context.beginPath();
      context.arc(node.x, node.y, radius + Math.max(3.5, 3 / scale), 0, 2 * Math.PI);
      context.stroke();
    }
    context.globalAlpha = 1;
  };

  /** Names in order of importance, each only where no other stands yet. */
  const drawCaptions = (context, scale) => {
    const size = Math.min(12.5, Math.max(9.5, 11.5 * Math.sqrt(scale))) / scale;
    const cell = size * 1.5;
    const taken = new Set();
    const view = { from: graph.screen2GraphCoords(0, 0), to: graph.screen2GraphCoords(picture.clientWidth, picture.clientHeight) };
    context.font = `500 ${size}px Inter, system-ui, sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = size / 3.5;
    context.strokeStyle = colors.halo;
    context.fillStyle = colors.ink;
    const place = (node, always) => {
      if (node.x < view.from.x || node.x > view.to.x || node.y < view.from.y || node.y > view.to.y) return;
      const text = node.caption.length > 32 ? node.caption.slice(0, 31) + "…" : node.caption;
      const half = context.measureText(text).width / 2 + size / 3;
      const top = node.y + radiusAt(node, scale) + 2 / scale;
      const row = Math.floor(top / cell);
      const cells = [];
      for (let column = Math.floor((node.x - half) / cell); column <= Math.floor((node.x + half) / cell); ++column) {
        for (const line of [row, row + 1]) cells.push(column * 1e6 + line);
      }
      if (!always && cells.some((key) => taken.has(key))) return;
      cells.forEach((key) => taken.add(key));
      context.strokeText(text, node.x, top);
      context.fillText(text, node.x, top);
    };
    const first = bright === null ? [] : [...bright].filter(isNode);
    for (const node of first) if (nodeShown(node)) place(node, node === state.selected || node === state.hovered);
    if (bright !== null) return;
    let placed = 0;
    for (const node of byImportance) {
      if (placed > 900) break;
      if (nodeShown(node)) {
        place(node, false);
        ++placed;
      }
    }
  };

  /** Where the middle of an edge is drawn. */
  const middleOf = (edge) => {
    const control = edge.__controlPoints;
    const { source, target } = edge;
    if (control && control.length === 2) {
      return { x: (source.x + 2 * control[0] + target.x) / 4, y: (source.y + 2 * control[1] + target.y) / 4 };
    }
    if (control && control.length === 4) {
      return { x: (control[0] + control[2]) / 2 * 0.75 + source.x * 0.25, y: (control[1] + control[3]) / 2 * 0.75 + source.y * 0.25 };
    }
    return { x: (source.x + target.x) / 2, y: (source.y + target.y) / 2 };
  };

  const drawTypes = (context, scale) => {
    const shown = bright === null ? (edges.length <= 250 && scale > 0.9 ? edges : []) : [...bright].filter((part) => !isNode(part));
    if (shown.length > 120 && bright !== null) return;
    const size = 10 / scale;
    context.font = `${size}px Inter, system-ui, sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = size / 3;
    context.strokeStyle = colors.halo;
    context.fillStyle = colors.soft;
    for (const edge of shown) {
      if (!edgeShown(edge)) continue;
      const { source, target } = edge;
      const text = typeName(edge);
      const room = Math.hypot(target.x - source.x, target.y - source.y) - source.radius - target.radius;
      if (source !== target && context.measureText(text).width > room * 1.1) continue;
      let angle = Math.atan2(target.y - source.y, target.x - source.x);
      if (angle > Math.PI / 2) angle -= Math.PI;
      if (angle < -Math.PI / 2) angle += Math.PI;
      const middle = middleOf(edge);
      context.save();
      context.translate(middle.x, middle.y);
      context.rotate(angle);
      context.strokeText(text, 0, 0);
      context.fillText(text, 0, 0);
      context.restore();
    }
  };

  const graph = new ForceGraph(picture)
    .width(picture.clientWidth)
    .height(picture.clientHeight)
    .nodeLabel(null)
    .linkLabel(null)
    .warmupTicks(0)
    .cooldownTicks(0)
    .d3Force("charge", null)
    .d3Force("center", null)
    .d3Force("link", null)
    .minZoom(0.02)
    .maxZoom(20)
    .nodeVisibility(nodeShown)
    .linkVisibility(edgeShown)
    .nodeCanvasObject(drawNode)
    .nodePointerAreaPaint((node, color, context, scale) => {
      context.fillStyle = color;
      context.beginPath();
      context.arc(node.x, node.y, radiusAt(node, scale) + 2 / scale, 0, 2 * Math.PI);
      context.fill();
    })
    .linkCurvature("curve")
    .linkColor((edge) => {
      if (bright === null) return colors.edge;
      return bright.has(edge) ? colors.accent : colors.edgeFaded;
    })
    .linkWidth((edge) => (bright !== null && bright.has(edge) ? 2 : 1.1))
    .linkLineDash((edge) => dashes[edge.modality] || null)
    .linkDirectionalArrowLength((edge) =>
      data.types[edge.type].symmetric || (manyEdges && !(bright !== null && bright.has(edge))) ? 0 : 5)
    .linkDirectionalArrowRelPos(1)
    .linkHoverPrecision(4)
    .onRenderFramePost((context, scale) => {
      if (!performance.getEntriesByName("picture").length) performance.mark("picture");
      drawTypes(context, scale);
      drawCaptions(context, scale);
    })
    .onNodeHover((node) => point(node))
    .onLinkHover((edge) => point(edge))
    .onNodeClick((node) => select(node))
    .onLinkClick((edge) => select(edge))
    .onBackgroundClick(() => select(null))
    .graphData({ nodes, links: edges });

  /** Draws again; setting an accessor is how the picture learns that something changed. */
  const redraw = () => {
    bright = brightParts();
    graph.nodeVisibility(nodeShown).linkVisibility(edgeShown);
  };
  const fit = (duration) => graph.zoomToFit(duration, nodes.length > 1 ? 48 : 120, nodeShown);
  const point = (thing) => {
    state.hovered = thing || null;
    picture.classList.toggle("pointing", Boolean(thing));
    redraw();
  };
  new ResizeObserver(() => graph.width(picture.clientWidth).height(picture.clientHeight)).observe(picture);

  // ---------------------------------------------------------------- details of one thing

  const details = element("details");
  const announce = (text) => { element("announcer").textContent = text; };

  const propertyList = (properties) => {
    const list = make("dl");
    for (const [key, value] of properties) {
      list.append(make("dt", { textContent: key }), make("dd", { textContent: value }));
    }
    return list;
  };

  const goTo = (node) => {
    if (graph.zoom() < 0.6) graph.zoom(1, 300);
    graph.centerAt(node.x, node.y, 300);
    select(node);
  };

  const edgeButton = (edge, node) => {
    const outgoing = edge.source === node;
    const other = outgoing ? edge.target : edge.source;
    const arrow = data.types[edge.type].symmetric ? "–" : outgoing ? "→" : "←";
    const button = make("button", { type: "button", onclick: () => select(edge) },
      make("span", { className: "type", textContent: `${typeName(edge)} ${arrow}` }),
      make("span", { className: "name", textContent: other.caption }),
      make("span", { className: "when", textContent: period(edge) }));
    return make("li", {}, button);
  };

  /** A list that begins with its first part and grows on demand. */
  const growingList = (parent, items, build, step) => {
    let shown = 0;
    const more = make("button", { type: "button", className: "more" });
    const grow = () => {
      parent.append(...items.slice(shown, shown + step).map(build));
      shown = Math.min(shown + step, items.length);
      more.hidden = shown === items.length;
      more.textContent = `Show more (${(items.length - shown).toLocaleString("en")} left)`;
    };
    more.onclick = grow;
    grow();
    return more;
  };

  const nodeDetails = (node) => {
    const shown = node.edges.filter(edgeShown);
    const list = make("ul", { className: "edges" });
    const more = growingList(list, shown, (edge) => edgeButton(edge, node), 60);
    return [
      make("h2", { textContent: node.caption }),
      make("p", { className: "kind" }, dot(node.color), labelNames(node)),
      propertyList(node.properties.filter(([, value]) => value !== node.caption)),
      make("h3", { textContent: count(shown.length, "edge") }), list, more,
    ];
  };

  const quoted = (sentence, quote) => {
    const block = make("blockquote");
    const start = quote ? sentence.indexOf(quote) : -1;
    if (start < 0) {
      block.append(sentence || quote || "");
    } else {
      block.append(sentence.slice(0, start), make("mark", { textContent: quote }), sentence.slice(start + quote.length));
    }
    return block;
  };

  const evidenceItem = (report) => {
    const source = [report.outlet, report.date, report.title || report.article].filter(Boolean).join(" · ");
    const said = [];
    if (report.speaker) said.push(`said by ${report.speaker}`);
    if (report.modality) said.push(report.modality);
    if (typeof report.confidence === "number") said.push(`confidence ${Math.round(report.confidence * 100)} %`);
    return make("li", {}, quoted(report.sentence, report.quote),
      make("p", { textContent: said.join(", ") }), make("p", { textContent: source }));
  };

  const edgeDetails = (edge) => {
    const end = (node) => make("button", { type: "button", onclick: () => goTo(node) }, dot(node.color), node.caption);
    const parts = [
      make("h2", { textContent: typeName(edge) }),
      make("div", { className: "ends" }, end(edge.source), end(edge.target)),
      propertyList(edge.properties),
    ];
    if (edge.evidence.length) {
      const list = make("ul", { className: "evidence" });
      const more = growingList(list, edge.evidence, evidenceItem, 20);
      parts.push(make("h3", { textContent: `Evidence: ${count(edge.evidence.length, "report")}` }), list, more);
    }
    return parts;
  };

  const select = (thing) => {
    state.selected = thing;
    state.focus = isNode(thing) ? thing : state.focus;
    details.hidden = thing === null;
    if (thing !== null) {
      const close = make("button", {
        type: "button", className: "close", textContent: "✕", onclick: () => { select(null); picture.focus(); },
      });
      close.setAttribute("aria-label", "Close details");
      details.replaceChildren(close, ...(isNode(thing) ? nodeDetails(thing) : edgeDetails(thing)));
      details.scrollTop = 0;
      announce(isNode(thing)
        ? `${thing.caption}, ${labelNames(thing)}, ${count(thing.edges.filter(edgeShown).length, "edge")}`
        : `${thing.source.caption} ${typeName(thing)} ${thing.target.caption}`);
    }
    redraw();
  };

  // ---------------------------------------------------------------- filter

  const updateCounts = () => {
    const shownNodes = nodes.filter(nodeShown).length;
    const shownEdges = edges.filter(edgeShown).length;
    const all = shownNodes === nodes.length && shownEdges === edges.length;
    element("counts").textContent = all
      ? `${count(nodes.length, "node")}, ${count(edges.length, "edge")}`
      : `${shownNodes.toLocaleString("en")} of ${count(nodes.length, "node")}, ${shownEdges.toLocaleString("en")} of ${count(edges.length, "edge")}`;
  };
  const filterChanged = () => {
    updateCounts();
    if (state.selected) select(state.selected);
    redraw();
    if (!element("table").hidden) fillTable();
  };

  const checkList = (parent, entries, hidden) => {
    for (const entry of entries.sort((a, b) => b.count - a.count)) {
      const box = make("input", { type: "checkbox", checked: true });
      box.onchange = () => {
        if (box.checked) hidden.delete(entry.index); else hidden.add(entry.index);
        filterChanged();
      };
      parent.append(make("label", { title: entry.name }, box, ...(entry.color ? [dot(entry.color)] : []),
        make("span", { textContent: entry.name }), make("small", { textContent: entry.count.toLocaleString("en") })));
    }
  };
  checkList(element("labels"),
    data.labels.map((label, index) => ({ ...label, index, count: nodes.filter((node) => node.labels.includes(index)).length })),
    state.hiddenLabels);
  checkList(element("types"),
    data.types.map((type, index) => ({ name: type.name, index, count: edges.filter((edge) => edge.type === index).length })),
    state.hiddenTypes);

  if (edges.some((edge) => edge.confidence !== null)) {
    element("confidence-field").hidden = false;
    element("confidence").oninput = (event) => {
      state.confidence = Number(event.target.value) / 100;
      element("confidence-value").textContent = `${event.target.value} %`;
      filterChanged();
    };
  }
  const setFilterOpen = (open) => {
    element("filter").hidden = !open;
    element("filter-button").setAttribute("aria-expanded", String(open));
  };
  element("filter-button").onclick = () => setFilterOpen(element("filter").hidden);
  setFilterOpen(window.innerWidth > 900);

  // ---------------------------------------------------------------- time

  const days = edges.flatMap((edge) => [edge.from, edge.until]).filter((day) => day !== null);
  const setUpTime = () => {
    const first = days.reduce((a, b) => Math.min(a, b));
    const last = Math.max(days.reduce((a, b) => Math.max(a, b)), first + 1);
    const slider = element("time-day");
    const play = element("time-play");
    let timer = null;
    slider.min = first;
    slider.max = last;
    slider.value = last;
    element("time").hidden = false;

    const show = () => {
      state.day = element("time-on").checked ? Number(slider.value) : null;
      element("time").classList.toggle("at-day", state.day !== null);
      element("time-value").textContent = state.day === null ? "all time" : isoDay(state.day);
      slider.setAttribute("aria-valuetext", isoDay(Number(slider.value)));
      filterChanged();
    };
    const stop = () => {
      clearInterval(timer);
      timer = null;
      play.textContent = "Play";
      play.setAttribute("aria-pressed", "false");
    };
    element("time-on").onchange = () => { stop(); show(); };
    slider.oninput = () => { element("time-on").checked = true; show(); };
    play.onclick = () => {
      if (timer !== null) return stop();
      element("time-on").checked = true;
      if (Number(slider.value) >= last) slider.value = first;
      play.textContent = "Pause";
      play.setAttribute("aria-pressed", "true");
      const stride = Math.max(1, Math.round((last - first) / 240));
      timer = setInterval(() => {
        slider.value = Math.min(last, Number(slider.value) + stride);
        show();
        if (Number(slider.value) >= last) stop();
      }, 50);
    };

    /** How many dated edges held, day by day. */
    const drawChart = () => {
      const chart = element("time-chart");
      const width = chart.clientWidth;
      const height = chart.clientHeight;
      if (width === 0) return;
      const ratio = window.devicePixelRatio || 1;
      chart.width = width * ratio;
      chart.height = height * ratio;
      const steps = new Float64Array(width + 2);
      const column = (day) => Math.round((day - first) / (last - first) * width);
      for (const edge of edges) {
        if (edge.from === null && edge.until === null) continue;
        steps[edge.from === null ? 0 : column(edge.from)] += 1;
        if (edge.until !== null) steps[column(edge.until)] -= 1;
      }
      let held = 0;
      const heights = Array.from({ length: width }, (_, x) => (held += steps[x]));
      const most = heights.reduce((a, b) => Math.max(a, b), 1);
      const context = chart.getContext("2d");
      context.scale(ratio, ratio);
      context.fillStyle = colors.accent;
      context.globalAlpha = 0.22;
      heights.forEach((value, x) => context.fillRect(x, height * (1 - value / most), 1, height * value / most));
    };
    new ResizeObserver(drawChart).observe(element("time-chart"));
    recolored.push(drawChart);
    show();
  };

  // ---------------------------------------------------------------- search

  const search = element("search");
  const hits = element("hits");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let haystack = null;
  let found = [];
  let chosen = 0;

  const searchable = () => haystack || (haystack = nodes.map((node) => ({
    node, name: fold(node.caption), rest: node.properties.map(([key, value]) => [key, value, fold(value)]),
  })));

  const findHits = (wanted) => {
    const ranked = [];
    for (const { node, name, rest } of searchable()) {
      if (!nodeShown(node)) continue;
      const at = name.indexOf(wanted);
      const match = at < 0 ? rest.find(([, , folded]) => folded.includes(wanted)) : null;
      if (at >= 0) {
        const wordStart = at === 0 || name[at - 1] === " ";
        ranked.push({ node, where: labelNames(node), rank: at === 0 ? 0 : wordStart ? 1 : 2 });
      } else if (match) {
        ranked.push({ node, where: `${match[0]}: ${match[1]}`, rank: 3 });
      }
    }
    ranked.sort((a, b) => a.rank - b.rank || b.node.edges.length - a.node.edges.length);
    return ranked.slice(0, 20);
  };

  const showHits = () => {
    const wanted = fold(search.value.trim());
    found = wanted ? findHits(wanted) : [];
    chosen = 0;
    hits.hidden = !wanted;
    search.setAttribute("aria-expanded", String(Boolean(wanted)));
    hits.replaceChildren(...found.map(({ node, where }, index) => {
      const item = make("li", { id: `hit-${index}` }, dot(node.color), make("span", { textContent: node.caption }),
        make("span", { className: "where", textContent: where }));
      item.setAttribute("role", "option");
      item.onpointerdown = (event) => { event.preventDefault(); take(index); };
      return item;
    }));
    if (wanted && !found.length) hits.append(make("li", { textContent: "Nothing found" }));
    choose(0);
  };
  const choose = (index) => {
    chosen = Math.max(0, Math.min(index, found.length - 1));
    [...hits.children].forEach((item, position) => item.setAttribute("aria-selected", String(found.length > 0 && position === chosen)));
    if (found.length) {
      search.setAttribute("aria-activedescendant", `hit-${chosen}`);
      hits.children[chosen].scrollIntoView({ block: "nearest" });
    } else {
      search.removeAttribute("aria-activedescendant");
    }
  };
  const closeHits = () => {
    hits.hidden = true;
    search.setAttribute("aria-expanded", "false");
  };
  const take = (index) => {
    if (!found[index]) return;
    showTable(false);
    goTo(found[index].node);
    closeHits();
  };
  search.oninput = showHits;
  search.onfocus = () => { if (search.value) showHits(); };
  search.onblur = closeHits;
  search.onkeydown = (event) => {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter") take(chosen);
    else if (event.key === "Escape") { search.value = ""; closeHits(); picture.focus(); }
    else return;
    event.preventDefault();
  };

  // ---------------------------------------------------------------- keyboard on the picture

  const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  /** The nearest node that way, neighbours before others. */
  const nodeTowards = (from, [dx, dy]) => {
    let best = null;
    let bestCost = Infinity;
    const neighbours = new Set(from.edges.filter(edgeShown).flatMap((edge) => [edge.source, edge.target]));
    for (const node of nodes) {
      if (node === from || !nodeShown(node)) continue;
      const along = (node.x - from.x) * dx + (node.y - from.y) * dy;
      const aside = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
      const cost = (along + 2 * aside) * (neighbours.has(node) ? 1 : 3);
      if (along > 0 && cost < bestCost) [best, bestCost] = [node, cost];
    }
    return best;
  };
  const walk = (direction) => {
    const next = state.focus ? nodeTowards(state.focus, direction) : byImportance.find(nodeShown);
    if (!next) return;
    state.focus = next;
    announce(`${next.caption}, ${labelNames(next)}, ${count(next.edges.filter(edgeShown).length, "edge")}`);
    graph.centerAt(next.x, next.y, 150);
    point(next);
  };
  picture.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (directions[event.key]) walk(directions[event.key]);
    else if (event.key === "Enter" && state.focus) { select(state.focus); details.focus(); }
    else if (event.key === "+" || event.key === "=") graph.zoom(graph.zoom() * 1.4, 150);
    else if (event.key === "-") graph.zoom(graph.zoom() / 1.4, 150);
    else if (event.key === "0") fit(250);
    else return;
    event.preventDefault();
  };
  details.onkeydown = (event) => {
    if (event.key === "Escape") { select(null); picture.focus(); }
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });

  // ---------------------------------------------------------------- tables

  const table = element("table");
  const buildTable = (caption, columns, items, cells) => {
    const body = make("tbody");
    const head = make("tr", {}, ...columns.map((name) => make("th", { textContent: name, scope: "col" })));
    const more = growingList(body, items, (item) => make("tr", {}, ...cells(item).map((text) => make("td", { textContent: text }))), 300);
    return [make("table", {}, make("caption", { textContent: caption }), make("thead", {}, head), body), more];
  };
  const propertiesText = (properties) => properties.map(([key, value]) => `${key}: ${value}`).join("; ");
  const fillTable = () => {
    const shownNodes = nodes.filter(nodeShown);
    const shownEdges = edges.filter(edgeShown);
    table.replaceChildren(
      ...buildTable(count(shownEdges.length, "edge"), ["From", "Type", "To", "When", "Properties"], shownEdges,
        (edge) => [edge.source.caption, typeName(edge), edge.target.caption, period(edge), propertiesText(edge.properties)]),
      ...buildTable(count(shownNodes.length, "node"), ["Name", "Labels", "Properties"], shownNodes,
        (node) => [node.caption, labelNames(node), propertiesText(node.properties)]));
  };
  const showTable = (show) => {
    table.hidden = !show;
    element("table-button").setAttribute("aria-pressed", String(show));
    if (show) fillTable(); else table.replaceChildren();
    setFilterOpen(!show && window.innerWidth > 900);
  };
  element("table-button").onclick = () => showTable(table.hidden);
  element("skip").onclick = (event) => { event.preventDefault(); showTable(true); table.focus(); };

  // ---------------------------------------------------------------- light and dark

  const recolored = [];
  const recolor = () => {
    readColors();
    redraw();
    recolored.forEach((draw) => draw());
  };
  const darkSystem = matchMedia("(prefers-color-scheme: dark)");
  darkSystem.addEventListener("change", recolor);
  element("theme").onclick = () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : darkSystem.matches;
    root.dataset.theme = dark ? "light" : "dark";
    recolor();
  };

  // ---------------------------------------------------------------- begin

  element("heading").textContent = data.title || "Graph";
  element("fit").onclick = () => fit(250);
  updateCounts();
  if (days.length) setUpTime();
  fit(0);
})();
