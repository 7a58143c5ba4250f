[#-- The blackboard: what lights up, what is written line by line, what is shown, what is copied. Nothing is loaded, nothing is sent. --]
[#noparse]
'use strict';
(() => {
  const root = document.documentElement;
  const tools = document.getElementById('tools');
  const words = tools.dataset;
  const status = document.getElementById('status');
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const isShown = element => element.getClientRects().length > 0;
  tools.hidden = false;

  // ---- Symbols, numbers, or both.
  const switches = all('input[name="show"]', tools);
  const show = () => { root.dataset.show = switches.find(input => input.checked).value; };
  switches.forEach(input => input.addEventListener('change', show));
  show();

  // ---- Copying formulas as LaTeX.
  const tex = within => (within.matches('math') ? [within] : all('math', within)).filter(isShown)
    .map(math => math.querySelector('annotation').textContent.trim()).join(' ');

  function texOfLine(line) {
    const left = tex(line.querySelector('.lhs'));
    const rows = all('.row', line).map(tex).filter(row => row !== '');
    return rows.length < 2
      ? [left, ...rows].join(' ').trim()
      : '\\begin{aligned}\n' + left + ' & ' + rows.join(' \\\\\n & ') + '\n\\end{aligned}';
  }

  async function copy(text) {
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch {
      const box = document.createElement('textarea');
      const before = document.activeElement;
      box.value = text;
      box.style.position = 'fixed';
      document.body.append(box);
      box.select();
      done = document.execCommand('copy');
      box.remove();
      before?.focus({preventScroll: true});
    }
    say(done ? words.copied : words.uncopied);
  }

  let silence = 0;
  function say(text) {
    clearTimeout(silence);
    status.textContent = '';
    requestAnimationFrame(() => { status.textContent = text; });
    silence = setTimeout(() => { status.textContent = ''; }, 2500);
  }

  function copyButton(formula) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'TeX';
    button.title = words.copy;
    button.setAttribute('aria-label', words.copy);
    button.addEventListener('click', () => copy(formula()));
    return button;
  }

  all('.line').forEach(line => line.append(copyButton(() => texOfLine(line))));

  // One button for all formulas in running text: it comes to the one that is pointed at.
  let pointed = null;
  let leaving = 0;
  const visitor = copyButton(() => tex(pointed.parentElement.matches('.formula') ? pointed.parentElement : pointed));
  visitor.tabIndex = -1;
  function visit(math) {
    clearTimeout(leaving);
    if (math !== pointed) {
      pointed = math;
      document.body.append(visitor);
      const place = math.getBoundingClientRect();
      const left = Math.min(place.right, root.clientWidth - visitor.offsetWidth - 4);
      visitor.style.left = left + scrollX + 'px';
      visitor.style.top = place.top + scrollY - visitor.offsetHeight + 'px';
    }
  }
  function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(() => { visitor.remove(); pointed = null; }, 350);
  }
  document.addEventListener('pointerover', event => {
    const math = event.target.closest?.('main math');
    if (math && !math.closest('.line')) {
      visit(math);
    } else if (event.target === visitor) {
      clearTimeout(leaving);
    } else if (pointed) {
      leave();
    }
  });

  // What is selected and copied as text has its formulas in LaTeX: the keyboard's way to any formula.
  document.addEventListener('copy', event => {
    const selection = getSelection();
    if (selection.isCollapsed || event.target.closest?.('textarea')) {
      return;
    }
    const box = document.createElement('div');
    for (let i = 0; i < selection.rangeCount; i++) {
      box.append(selection.getRangeAt(i).cloneContents());
    }
    const html = box.innerHTML;
    const formulas = all('annotation', box);
    if (formulas.length === 0) {
      return;
    }
    formulas.forEach(formula => (formula.closest('math') ?? formula).replaceWith('$' + formula.textContent.trim() + '$'));
    all('.formula', box).forEach(formula => { formula.textContent = formula.textContent.replace(/\$\$/g, ' '); });
    all('button, svg', box).forEach(part => part.remove());
    all('p, li, h1, h2, h3, h4, tr, .row', box).forEach(block => block.append('\n'));
    event.clipboardData.setData('text/plain', box.textContent.replace(/\u2060/g, '').replace(/\n\s*\n+/g, '\n').trim());
    event.clipboardData.setData('text/html', html);
    event.preventDefault();
  });

  // ---- Lighting up: the pictures' tags are the graph, and paths are looked for in it.
  // The problems of a sheet have names of their own: each is a world by itself, and one is entered at a time.
  const worlds = [];
  const worldOf = new Map();  // the parts of the page
  for (const part of all('main > *')) {
    if (worlds.length === 0 || part.matches('.problem')) {
      worlds.push({parts: []});
    }
    worlds[worlds.length - 1].parts.push(part);
    worldOf.set(part, worlds[worlds.length - 1]);
  }
  const put = (map, key, value) => map.set(key, [...(map.get(key) ?? []), value]);
  function explore(world) {
    world.symbols = null;        // where each symbol stands, found when it is first needed
    world.from = new Map();      // a node's outgoing edges
    world.carried = new Map();   // a quantity's edges
    world.entered = new Set();   // nodes that something leads to
    world.known = new Set();     // nodes
    world.edges = new Map();
    world.shapes = allOf(world, '.picture [data-nodes], .picture [data-edges]').map(element => ({
      element,
      nodes: (element.dataset.nodes ?? '').split(' ').filter(Boolean),
      edges: (element.dataset.edges ?? '').split(' ').filter(Boolean),
    }));
    for (const key of world.shapes.flatMap(shape => shape.edges)) {
      if (!world.edges.has(key)) {
        const [source, target, quantity] = key.split(',');
        const edge = {key, source, target, quantity};
        world.edges.set(key, edge);
        put(world.from, source, edge);
        put(world.carried, quantity || key, edge);
        world.entered.add(target);
        world.known.add(target);
      }
    }
    world.shapes.forEach(shape => shape.nodes.forEach(node => world.known.add(node)));
  }
  const allOf = (world, selector) => world.parts.flatMap(part => all(selector, part));
  worlds.forEach(explore);
  let here = worlds[0];
  const goTo = target => { here = worldOf.get(target.closest?.('main > *')) ?? here; };

  /** Everything on the paths that begin at a weight, a bias or a node. */
  function trace(id) {
    const first = here.carried.get(id) ?? [];
    const nodes = new Set();
    const lit = new Set(first.map(edge => edge.key));
    const waiting = first.length ? first.map(edge => edge.target) : [id];
    while (waiting.length) {
      const node = waiting.pop();
      if (!nodes.has(node)) {
        nodes.add(node);
        for (const edge of here.from.get(node) ?? []) {
          lit.add(edge.key);
          waiting.push(edge.target);
        }
      }
    }
    return {id, nodes, edges: lit, sources: new Set(first.map(edge => edge.source)), first};
  }

  /** The paths in words, the first few of them. */
  function paths(traced) {
    const found = [];
    const walk = (node, path) => {
      const next = here.from.get(node) ?? [];
      if (found.length > 6) {
        return;
      }
      if (next.length === 0) {
        found.push(path.join(' → '));
      }
      next.forEach(edge => walk(edge.target, [...path, edge.target]));
    };
    const starts = traced.first.length ? traced.first.map(edge => edge.target) : [traced.id];
    starts.forEach(node => walk(node, node === traced.id ? [node] : [traced.id, node]));
    return found.length > 6 ? [...found.slice(0, 6), '…'] : found;
  }

  function symbolsByName() {
    if (here.symbols === null) {
      here.symbols = new Map();
      allOf(here, '[data-q]').forEach(element => {
        const key = [element.dataset.q, element.dataset.of ?? '', element.dataset.by ?? ''].join('\u0000');
        if (!here.symbols.has(key)) {
          here.symbols.set(key, []);
        }
        here.symbols.get(key).push(element);
      });
    }
    return here.symbols;
  }

  const inner = id => /\(([^()]+)\)/.exec(id)?.[1] ?? id;  // net(h1), out(h1), exp(net(h1)): h1

  /** Whether a symbol is a factor on the traced paths. */
  function isFactor(traced, name, of, by) {
    const isOnPath = id => id === traced.id || traced.nodes.has(inner(id));
    if (by !== '') {
      return isOnPath(by) && (isOnPath(of) || /^E(#\d+)?$/.test(of));
    }
    if (name.startsWith('net(') || name.startsWith('exp(') || name.startsWith('E(')) {
      return false;
    }
    const onEdge = (here.carried.get(name) ?? []).some(edge => traced.edges.has(edge.key));
    return onEdge || isOnPath(name) || traced.sources.has(inner(name));
  }

  function light(id) {
    all('.lit, .self').forEach(element => element.classList.remove('lit', 'self'));
    all('.tracing').forEach(figure => figure.classList.remove('tracing'));
    all('.trace').forEach(line => { line.textContent = ''; });
    if (id === null) {
      return;
    }
    allOf(here, '.picture').forEach(picture => picture.closest('figure').classList.add('tracing'));
    const traced = trace(id);
    const isNode = node => traced.nodes.has(node) || traced.sources.has(node);
    for (const {element, nodes, edges: own} of here.shapes) {
      const mine = own.some(key => traced.first.some(edge => edge.key === key)) || (nodes.length === 1 && nodes[0] === id);
      element.classList.toggle('self', mine);
      element.classList.toggle('lit', nodes.some(isNode) || own.some(key => traced.edges.has(key)));
    }
    for (const [key, elements] of symbolsByName()) {
      const [name, of, by] = key.split('\u0000');
      const mine = name === id || name === id + '+';
      if (mine || isFactor(traced, name, of, by)) {
        elements.forEach(element => element.classList.add(mine ? 'self' : 'lit'));
      }
    }
    allOf(here, '.trace').forEach(line => { line.textContent = paths(traced).join(', '); });
  }

  let held = null;  // lit until it is let go
  let heldIn = here;
  function lightHeld() {
    here = heldIn;
    light(held);
  }
  function startOf(target) {
    goTo(target);
    const shape = target.closest?.('[data-edges], [data-nodes]');
    if (shape) {
      const [node, ...others] = (shape.dataset.nodes ?? '').split(' ').filter(Boolean);
      const keys = (shape.dataset.edges ?? '').split(' ').filter(Boolean);
      const edge = keys.length === 1 ? here.edges.get(keys[0]) : null;
      return edge ? edge.quantity || edge.key : others.length === 0 ? node ?? null : null;
    }
    for (let symbol = target.closest?.('math [data-q]'); symbol; symbol = symbol.parentElement.closest('[data-q]')) {
      const id = symbol.dataset.q;
      if (here.carried.has(id) || (here.known.has(id) && !here.entered.has(id))) {
        return id;
      }
    }
    return null;
  }
  function point(target) {
    const id = startOf(target);
    if (id === null) {
      lightHeld();
    } else {
      light(id);
    }
  }
  function hold(id) {
    held = held === id && heldIn === here ? null : id;
    heldIn = here;
    all('.picture [aria-pressed]').forEach(stop => stop.setAttribute('aria-pressed', String(startOf(stop) === held && here === heldIn)));
    lightHeld();
  }
  document.addEventListener('pointerover', event => {
    if (startOf(event.target) || startOf(event.relatedTarget ?? root)) {
      point(event.target);
    }
  });
  document.addEventListener('click', event => {
    const id = startOf(event.target);
    if (id !== null && getSelection().isCollapsed) {
      hold(id);
    }
  });

  // Each picture is one stop of the Tab key; within it the arrow keys go from one thing to the next.
  for (const picture of all('.picture')) {
    const stops = [];
    const seen = new Set();
    for (const element of all('[data-edges], [data-nodes]', picture)) {
      const id = startOf(element);
      const isGiven = here.carried.has(id) || !here.entered.has(id);
      if (id !== null && isGiven && !seen.has(id) && element.querySelector('text')) {
        seen.add(id);
        stops.push(element);
      }
    }
    if (stops.length === 0) {
      continue;
    }
    picture.setAttribute('role', 'group');
    const hint = picture.closest('figure').querySelector('.hint');
    if (hint) {
      hint.hidden = false;
    }
    stops.forEach((stop, i) => {
      stop.setAttribute('role', 'button');
      stop.setAttribute('tabindex', i === 0 ? '0' : '-1');
      stop.setAttribute('aria-label', stop.textContent);
      stop.setAttribute('aria-pressed', 'false');
      stop.addEventListener('focus', () => point(stop));
      stop.addEventListener('blur', lightHeld);
      stop.addEventListener('keydown', event => {
        const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
        if (step) {
          const other = stops[(i + step + stops.length) % stops.length];
          stop.setAttribute('tabindex', '-1');
          other.setAttribute('tabindex', '0');
          other.focus();
        } else if (event.key === 'Enter' || event.key === ' ') {
          hold(startOf(stop));
        } else {
          return;
        }
        event.preventDefault();
        event.stopPropagation();
      });
    });
  }

  // ---- The blackboard: steps end with a line, a picture or a table, and begin with the words before it.
  const steps = [];
  let open = [];
  for (const part of all('main > :not(.display), main > .display > .line')) {
    open.push(part);
    if (part.matches('.line, figure, .wide')) {
      steps.push(open);
      open = [];
    }
  }
  if (steps.length === 0) {
    steps.push([]);
  }
  steps[steps.length - 1].push(...open);

  const board = document.getElementById('board');
  const back = document.getElementById('back');
  const next = document.getElementById('next');
  const progress = document.getElementById('progress');
  let current = -1;

  function write(step) {
    const last = steps.length - 1;
    current = Math.max(0, Math.min(step, last));
    steps.forEach((parts, i) => parts.forEach(part => {
      part.classList.toggle('unwritten', i > current);
      part.classList.remove('current');
      part.removeAttribute('aria-current');
    }));
    const stop = steps[current].find(part => part.matches('.line, figure, .wide'));
    stop?.classList.add('current');
    stop?.setAttribute('aria-current', 'step');
    progress.textContent = words.progress.replace('{0}', current + 1).replace('{1}', steps.length);
    back.disabled = current === 0;
    next.disabled = current === last;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    stop?.scrollIntoView({block: 'center', behavior: calm ? 'auto' : 'smooth'});
  }
  function enter() {
    const inView = steps.findIndex(parts => parts.some(part => part.getBoundingClientRect().top > 0));
    root.classList.add('writing');
    board.setAttribute('aria-pressed', 'true');
    write(scrollY < 100 ? 0 : Math.max(0, inView));
  }
  function leaveBoard() {
    root.classList.remove('writing');
    board.setAttribute('aria-pressed', 'false');
    all('.unwritten, .current').forEach(part => {
      part.classList.remove('unwritten', 'current');
      part.removeAttribute('aria-current');
    });
    current = -1;
  }
  const isWriting = () => current >= 0;

  board.addEventListener('click', () => (isWriting() ? leaveBoard() : enter()));
  back.addEventListener('click', () => write(current - 1));
  next.addEventListener('click', () => write(current + 1));
  document.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest('fieldset')) {
      return;
    }
    const moves = {
      ArrowRight: () => write(current + 1),
      ArrowDown: () => write(current + 1),
      ArrowLeft: () => write(current - 1),
      ArrowUp: () => write(current - 1),
      Home: () => write(0),
      End: () => write(steps.length - 1),
    };
    if (event.key === 'Escape') {
      if (held !== null) {
        here = heldIn;
        hold(held);
      } else if (isWriting()) {
        leaveBoard();
      }
    } else if (isWriting() ? moves[event.key] : event.key === 'ArrowRight' && event.target.matches('body, main')) {
      (isWriting() ? moves[event.key] : enter)();
      event.preventDefault();
    }
  });
})();
[/#noparse]
