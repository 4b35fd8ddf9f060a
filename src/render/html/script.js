'use strict';
// The page is complete without this script: it adds filters, search, tabs and details to what is there. It writes no
// HTML, so that nothing that the data say can become code.
(() => {
  const root = document.documentElement;
  const editions = [...document.querySelectorAll('.edition')];
  const choices = [...document.querySelectorAll('.choice, .board-choice')];
  const facets = ['category', 'stage', 'kind', 'evidence'];
  const state = { category: '', stage: '', kind: '', evidence: '', text: '' };
  const shown = () => editions.find((edition) => edition.classList.contains('shown'));

  root.classList.add('scripted');

  // Languages and boards: both editions number their parts alike, so that a place in one is a place in the other.
  const place = (edition, id) => document.getElementById(edition.lang + id.slice(2));
  const title = new Map(editions.map((edition) => [edition, edition.dataset.title]));
  const mark = () => {
    for (const choice of choices) {
      const chosen = document.getElementById(choice.hash.slice(1))?.classList.contains('shown');
      if (chosen) choice.setAttribute('aria-current', 'true'); else choice.removeAttribute('aria-current');
    }
    hidePanel();
    stops();
  };
  const choose = (edition) => {
    for (const other of editions) other.classList.toggle('shown', other === edition);
    root.lang = edition.dataset.tag;
    document.title = title.get(edition);
    mark();
  };
  // Today or the proposal, in both languages.
  const board = (name) => {
    for (const other of document.querySelectorAll('.board')) other.classList.toggle('shown', other.classList.contains(name));
    mark();
    filter();
  };
  // A long list that is far away has not the height of what is in it, which then seems to stand beyond its end.
  const isPassed = (part) => part !== null && part.getBoundingClientRect().bottom <= 150;
  const topmost = () => [...shown().querySelectorAll('section[id], figure[id], .entry[id]')]
    .find((part) => part.getClientRects().length > 0 && !isPassed(part) && !isPassed(part.closest('.group')));
  const change = (edition) => {
    const before = topmost();
    choose(edition);
    if (before && window.scrollY > 0) place(edition, before.id)?.scrollIntoView({ behavior: 'instant', block: 'start' });
  };
  for (const choice of document.querySelectorAll('.choice')) {
    choice.addEventListener('click', (event) => {
      event.preventDefault();
      change(document.getElementById(choice.hash.slice(1)));
    });
  }
  for (const choice of document.querySelectorAll('.board-choice')) {
    choice.addEventListener('click', (event) => {
      event.preventDefault();
      board(choice.hash.slice(4));
    });
  }
  for (const button of document.querySelectorAll('.other')) {
    button.addEventListener('click', () => {
      change(editions.find((edition) => edition !== shown()));
      shown().querySelector('.other').focus({ preventScroll: true });
    });
  }

  // Wide and narrow forms of a character are the same to who looks for it.
  function plain(text) { return text.normalize('NFKC').toLowerCase(); }

  // Filters: an entry that does not say something, such as a stage, is not of the one that is asked for.
  // A sentence is found by the ids of the records that it names, too.
  const ids = new Map([...document.querySelectorAll('.entry code')].map((code) => [`#${code.closest('.entry').id}`, code.textContent]));
  const idsOf = (element) => [...element.querySelectorAll('a.record')].map((link) => ids.get(link.getAttribute('href')) ?? '');
  const entries = [...document.querySelectorAll('.entry')].map((element) => ({
    element,
    edition: element.closest('.edition'),
    words: new Map(facets.map((facet) => [facet, (element.dataset[facet] ?? '').split(' ')])),
    text: plain([element.textContent, ...idsOf(element)].join(' ')),
  }));
  // Each of several words must be there; an id counts as a word.
  const matches = (entry, words) =>
    facets.every((facet) => state[facet] === '' || entry.words.get(facet).includes(state[facet]))
    && words.every((word) => entry.text.includes(word));
  const isOnBoard = (entry) => entry.element.closest('.board')?.classList.contains('shown') ?? true;
  const hits = () => entries.filter((entry) =>
    entry.edition === shown() && isOnBoard(entry) && !entry.element.classList.contains('filtered-out'));
  function filter() {
    // On paper stands all that was asked for.
    root.classList.toggle('narrowed', Object.values(state).some((value) => value !== ''));
    const count = new Map(editions.map((edition) => [edition, 0]));
    const words = plain(state.text).split(/\s+/u).filter((word) => word !== '');
    for (const entry of entries) {
      const match = matches(entry, words);
      entry.element.classList.toggle('filtered-out', !match);
      if (match && isOnBoard(entry)) count.set(entry.edition, count.get(entry.edition) + 1);
    }
    for (const group of document.querySelectorAll('.group')) {
      group.classList.toggle('filtered-out', !group.querySelector('.entry:not(.filtered-out)'));
    }
    for (const edition of editions) {
      const all = entries.filter((entry) => entry.edition === edition && isOnBoard(entry)).length;
      const said = edition.querySelector('.count');
      said.textContent = said.dataset.words.replace('{n}', count.get(edition)).replace('{all}', all);
      for (const facet of facets) edition.querySelector(`[data-facet="${facet}"]`).value = state[facet];
      const search = edition.querySelector('[data-facet="text"]');
      if (search !== document.activeElement) search.value = state.text;
      const tab = [...edition.querySelectorAll('.picture')].find((picture) => picture.dataset.category === state.category);
      if (tab) select(tab, false);
    }
  }
  const clear = () => {
    for (const key of Object.keys(state)) state[key] = '';
    for (const search of document.querySelectorAll('[data-facet="text"]')) search.value = '';
    filter();
  };

  // Pictures: one tab for all categories together and for each.
  const select = (picture, focus) => {
    for (const other of picture.parentElement.querySelectorAll('.picture')) {
      const selected = other === picture;
      other.classList.toggle('unselected', !selected);
      const tab = document.getElementById(`${other.id}-tab`);
      if (!tab) continue;
      tab.setAttribute('aria-selected', String(selected));
      tab.tabIndex = selected ? 0 : -1;
      if (selected && focus) tab.focus();
    }
    stops();
  };
  for (const list of document.querySelectorAll('.tabs')) {
    const pictures = [...list.parentElement.querySelectorAll('.picture')];
    if (pictures.length < 2) continue;
    list.setAttribute('role', 'tablist');
    list.setAttribute('aria-label', list.dataset.label);
    list.append(...pictures.map((picture) => {
      const tab = document.createElement('button');
      tab.type = 'button';
      tab.id = `${picture.id}-tab`;
      tab.textContent = picture.dataset.name;
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', picture.id);
      tab.addEventListener('click', () => select(picture, true));
      picture.setAttribute('role', 'tabpanel');
      picture.setAttribute('aria-labelledby', tab.id);
      return tab;
    }));
    list.addEventListener('keydown', (event) => {
      const now = pictures.findIndex((picture) => !picture.classList.contains('unselected'));
      const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: pictures.length - 1 }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      select(pictures[(next + pictures.length) % pictures.length], true);
    });
    select(pictures[0], false);
  }

  // Links lead to what is shown: the edition, the tab, the fold and the filters give way to them.
  const reveal = () => {
    // The ids of the page need no decoding, and an address may hold what cannot be decoded.
    const target = document.getElementById(location.hash.slice(1));
    const edition = target?.closest('.edition');
    if (!edition) return;
    if (edition !== shown()) choose(edition);
    const own = target.closest('.board');
    if (own && !own.classList.contains('shown')) board(own.classList.contains('proposal') ? 'proposal' : 'today');
    lead(target);
  };
  // Shows what is led to: folds and tabs give way to it.
  function lead(target) {
    if (target.closest('.filtered-out')) clear();
    for (let fold = target.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    const picture = target.closest('.picture');
    if (picture) select(picture, false);
    for (const marked of document.querySelectorAll('.marked')) marked.classList.remove('marked');
    target.classList.add('marked');
    target.scrollIntoView({ block: picture ? 'center' : 'start' });
    if (!target.matches('a[href], button, input, select, section')) target.tabIndex = -1;
    if (!document.activeElement?.closest('.toolbar')) target.focus({ preventScroll: true });
  }
  // From hit to hit, forth and back.
  const jump = (step) => {
    filter();
    const found = hits();
    if (found.length === 0) return;
    const now = found.findIndex((entry) => entry.element.classList.contains('marked'));
    const next = now < 0 && step < 0 ? found.length - 1 : (now + step + found.length) % found.length;
    lead(found[next].element);
    const said = shown().querySelector('.count');
    said.textContent = said.dataset.hit.replace('{i}', next + 1).replace('{n}', found.length);
  };
  window.addEventListener('hashchange', reveal);
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    // The same place again changes no address, and is still to be shown.
    if (link && (link.getAttribute('href') ?? '') === location.hash) reveal();
  });

  // Details of what is pointed at or focused. They stay while the pointer is on them, and go at Escape.
  const panel = document.querySelector('.panel');
  let leaving = 0;
  function hidePanel() { panel.hidden = true; }
  const lines = (text) => text.split('\n').map((line) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = line;
    return paragraph;
  });
  const show = (link) => {
    clearTimeout(leaving);
    const title = link.querySelector(':scope > title');
    if (title) {
      // A box of the picture says of itself what it stands for.
      panel.lang = link.closest('.edition').lang;
      panel.replaceChildren(...lines(title.textContent));
      panel.hidden = false;
      return;
    }
    const target = document.getElementById((link.getAttribute('href') ?? '').slice(1));
    if (!target?.matches('.entry')) return;
    panel.lang = target.closest('.edition').lang;
    panel.replaceChildren(...[...target.children].map((child) => child.cloneNode(true)));
    for (const inner of panel.querySelectorAll('.to-picture')) inner.remove();
    for (const inner of panel.querySelectorAll('a')) inner.replaceWith(...inner.childNodes);
    for (const inner of panel.querySelectorAll('[id]')) inner.removeAttribute('id');
    panel.hidden = false;
  };
  const leave = () => { clearTimeout(leaving); leaving = setTimeout(hidePanel, 300); };
  // Over a box the browser itself shows what it stands for.
  const linked = (event) =>
    event.target.closest?.(event.type.startsWith('focus') ? 'a.record, .picture a, .picture g[tabindex]' : 'a.record, .picture a');
  for (const [over, out] of [['pointerover', 'pointerout'], ['focusin', 'focusout']]) {
    document.addEventListener(over, (event) => {
      const link = linked(event);
      if (link) show(link);
      else if (over === 'pointerover' && event.target.closest?.('.panel')) clearTimeout(leaving);
    });
    document.addEventListener(out, (event) => { if (linked(event) || event.target.closest?.('.panel')) leave(); });
  }
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hidePanel(); });

  // What scrolls sideways is a stop of the keyboard; what does not is none.
  function stops() {
    for (const part of document.querySelectorAll('.scroll')) {
      if (part.clientWidth === 0) continue;
      if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
      else part.removeAttribute('tabindex');
    }
  }
  window.addEventListener('resize', stops);

  for (const toolbar of document.querySelectorAll('.toolbar')) {
    toolbar.hidden = false;
    toolbar.addEventListener('submit', (event) => event.preventDefault());
    toolbar.querySelector('input').addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      jump(event.shiftKey ? -1 : 1);
    });
    toolbar.querySelector('.next').addEventListener('click', () => jump(1));
    for (const field of toolbar.querySelectorAll('[data-facet]')) {
      let waiting = 0;
      field.addEventListener('input', () => {
        state[field.dataset.facet] = field.value.trim();
        clearTimeout(waiting);
        waiting = setTimeout(filter, field.dataset.facet === 'text' ? 120 : 0);
      });
    }
    toolbar.querySelector('.clear').addEventListener('click', clear);
  }
  window.addEventListener('beforeprint', () => {
    for (const fold of document.querySelectorAll('details.group')) fold.open = true;
  });
  choose(editions.find((edition) => edition.classList.contains('first-edition')));
  board('today');
  reveal();
})();
