// Opens pages of the report in a real Chromium, uses them as a reader does, and checks what is shown.
//
// node report.mjs CHROMIUM HUNAN.html NASTY.html LARGE.html EXAMPLE.html THOUSANDS.html
//
// Every check prints a line; the first one that fails ends the run with status 1.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [executablePath, hunan, nasty, large, example, thousands] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({
  executablePath,
  headless: true,
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--force-color-profile=srgb',
  ],
});

const WIDE = { width: 1280, height: 900 };
const LANGUAGES = ['en', 'zh'];

/** Visits take turns in two lanes, as many as the smallest machine has processors. */
const lanes = [Promise.resolve(), Promise.resolve()];
let turn = 0;

/** Visits a page once the visit before in its lane is over. One that fails ends the run: nobody is there to catch it. */
function visit(...visited) {
  turn = (turn + 1) % lanes.length;
  lanes[turn] = lanes[turn].then(() => visitNow(...visited));
  return lanes[turn];
}

/** Opens a page, uses it, and sees to it that it asked for nothing and complained of nothing. */
async function visitNow(file, use, options = {}) {
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  const complaints = [];
  page.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('popup', () => complaints.push('a window was opened'));
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  await use(page);
  assert.deepEqual(complaints, []);
  await context.close();
}

async function check(name, run) {
  await run();
  console.log(`ok ${name}`);
}

const edition = (page, lang) => page.locator(`.edition[lang="${lang}"]`);
const switchTo = (page, lang) => page.locator(`.choice[href="#${lang}"]`).click();
const boardOf = (page, lang, name) => edition(page, lang).locator(`.board.${name}`);
const toBoard = (page, lang, name) => edition(page, lang).locator(`.board-choice[href="#${lang}-${name}"]`).click();
const visibleEntries = (page, lang) =>
  edition(page, lang).locator('.entry').evaluateAll((all) => all.filter((entry) => entry.getClientRects().length > 0)
    .map((entry) => ({ ...entry.dataset, id: entry.id })));
const inView = (locator) => locator.evaluate((element) => {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < window.innerHeight && box.height > 0;
});

check('one language at a time, the first at first', () => visit(hunan, async (page) => {
  assert.equal(await edition(page, 'en').isVisible(), true);
  assert.equal(await edition(page, 'zh').isVisible(), false);
  await switchTo(page, 'zh');
  assert.equal(await edition(page, 'en').isVisible(), false);
  assert.equal(await edition(page, 'zh').isVisible(), true);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-Hans');
  assert.match(await page.title(), /\p{Script=Han}/u);
  await switchTo(page, 'en');
  assert.equal(await edition(page, 'en').isVisible(), true);
}));

check('the other language is shown at the same place', () => visit(hunan, async (page) => {
  await page.locator('#en-findings h2').scrollIntoViewIfNeeded();
  await page.evaluate(() => document.getElementById('en-findings').scrollIntoView());
  await edition(page, 'en').locator('.other').evaluate((button) => button.focus({ preventScroll: true }));
  await page.keyboard.press('Enter');
  assert.equal(await edition(page, 'zh').isVisible(), true);
  assert.equal(await inView(page.locator('#zh-findings h2')), true);
}));

check('filters show what they say, together', () => visit(hunan, async (page) => {
  for (const lang of LANGUAGES) {
    await switchTo(page, lang);
    const all = await visibleEntries(page, lang);
    assert.ok(all.length > 50);
    for (const facet of ['category', 'stage', 'kind', 'evidence']) {
      const field = edition(page, lang).locator(`[data-facet="${facet}"]`);
      const options = await field.locator('option').evaluateAll((list) => list.map((option) => option.value));
      assert.equal(options[0], '');
      // The first, the last and one between: what is done is the same for each.
      const some = new Set([1, options.length >> 1, options.length - 1]);
      for (const option of options.filter((_, at) => at > 0 && some.has(at))) {
        await field.selectOption(option);
        await page.waitForTimeout(20);
        const expected = all.filter((entry) => (entry[facet] ?? '').split(' ').includes(option));
        const shown = await visibleEntries(page, lang);
        assert.deepEqual(shown.map((entry) => entry.id), expected.map((entry) => entry.id), `${facet} ${option}`);
        const count = await edition(page, lang).locator('.count').textContent();
        assert.ok(count.includes(String(shown.length)) && count.includes(String(all.length)), count);
      }
      await field.selectOption('');
    }
    const [category, evidence] = ['category', 'evidence'].map((facet) => edition(page, lang).locator(`[data-facet="${facet}"]`));
    await category.selectOption({ index: 1 });
    await evidence.selectOption('documented');
    await page.waitForTimeout(20);
    const value = await category.inputValue();
    for (const entry of await visibleEntries(page, lang)) {
      assert.ok(entry.category.split(' ').includes(value) && entry.evidence === 'documented', entry.id);
    }
    await edition(page, lang).locator('.clear').click();
    assert.equal((await visibleEntries(page, lang)).length, all.length);
  }
}));

check('the filter of the category also chooses the picture', () => visit(hunan, async (page) => {
  await edition(page, 'en').locator('[data-facet="category"]').selectOption({ index: 2 });
  await page.waitForTimeout(20);
  const value = await edition(page, 'en').locator('[data-facet="category"]').inputValue();
  const shown = edition(page, 'en').locator('.picture:visible');
  assert.equal(await shown.count(), 1);
  assert.equal(await shown.getAttribute('data-category'), value);
}));

check('search takes several words in any order, and ids, and goes from hit to hit', () => visit(example, async (page) => {
  for (const lang of LANGUAGES) {
    await switchTo(page, lang);
    const search = edition(page, lang).locator('[data-facet="text"]');
    const found = async (words) => {
      await search.fill(words);
      await page.waitForTimeout(250);
      return visibleEntries(page, lang);
    };
    const [first, second] = lang === 'en' ? ['rice', 'university'] : ['水稻', '大学'];
    const [one, other] = [await found(first), await found(second)].map((list) => new Set(list.map((entry) => entry.id)));
    const both = await found(` ${second}  ${first.toUpperCase()} `);
    assert.ok(both.length > 1 && both.length < Math.min(one.size, other.size), `${both.length} of ${one.size} and ${other.size}`);
    assert.deepEqual(both.map((entry) => entry.id).sort(), [...one].filter((id) => other.has(id)).sort());
    // An id finds its record, and the sentences that name it.
    const sentence = edition(page, lang).locator(`#${lang}-gaps .entry:has(a.record)`).first();
    const record = page.locator(await sentence.locator('a.record').first().getAttribute('href'));
    const id = (await record.locator('code').textContent()).trim();
    const named = (await found(id)).map((entry) => entry.id);
    assert.ok(named.includes(await record.getAttribute('id')) && named.includes(await sentence.getAttribute('id')), id);
    // Enter leads to the first hit, and on.
    const hits = await found(first);
    for (const hit of [0, 1]) {
      await search.press('Enter');
      const marked = page.locator('.marked');
      assert.equal(await marked.getAttribute('id'), hits[hit].id);
      assert.equal(await inView(marked), true);
      assert.match(await edition(page, lang).locator('.count').textContent(), new RegExp(`${hit + 1}.*${hits.length}`));
    }
    await search.press('Shift+Enter');
    assert.equal(await page.locator('.marked').getAttribute('id'), hits[0].id);
    await edition(page, lang).locator('.next').click();
    assert.equal(await page.locator('.marked').getAttribute('id'), hits[1].id);
    await edition(page, lang).locator('.clear').click();
  }
}));

check('search finds what is there and says when nothing is', () => visit(hunan, async (page) => {
  for (const [lang, word] of [['en', 'xiangyou'], ['zh', '湘油']]) {
    await switchTo(page, lang);
    const search = edition(page, lang).locator('[data-facet="text"]');
    await search.fill(word.toUpperCase());
    await page.waitForTimeout(250);
    const found = await edition(page, lang).locator('.entry').evaluateAll((all) => all
      .filter((entry) => entry.getClientRects().length > 0).map((entry) => entry.textContent.toLowerCase()));
    assert.ok(found.length > 0 && found.every((text) => text.includes(word)), `${found.length} of ${word}`);
    await search.fill('no such thing 无此物');
    await page.waitForTimeout(250);
    assert.equal((await visibleEntries(page, lang)).length, 0);
    assert.match(await edition(page, lang).locator('.count').textContent(), /\b0\b|0/);
    await edition(page, lang).locator('.clear').click();
  }
}));

check('a gap of the picture leads to its sentence, and back', () => visit(hunan, async (page) => {
  for (const lang of LANGUAGES) {
    await switchTo(page, lang);
    // Filters that would hide the sentence give way.
    await edition(page, lang).locator('[data-facet="text"]').fill('no such thing');
    await page.waitForTimeout(250);
    const gap = edition(page, lang).locator('.picture:visible a[href*="-gap-"]').first();
    const href = await gap.getAttribute('href');
    await gap.click();
    const sentence = page.locator(href);
    await sentence.waitFor();
    assert.equal(await inView(sentence), true);
    assert.match(await sentence.getAttribute('class'), /marked/);
    assert.equal(await page.evaluate(() => document.activeElement.id), href.slice(1));
    const back = sentence.locator('.to-picture').first();
    const mark = page.locator(await back.getAttribute('href'));
    await back.click();
    assert.equal(await inView(mark), true);
    assert.match(await mark.getAttribute('class'), /marked/);
    assert.equal(await page.locator('.marked').count(), 1);
  }
}));

check('a mark is large enough to hit, and a record leads back to what is said of it', () => visit(hunan, async (page) => {
  await edition(page, 'en').locator('[role="tab"]').nth(1).click();
  const gap = edition(page, 'en').locator('.picture:visible a[href*="-gap-"]').first();
  const hit = await gap.locator('.sr-hit').boundingBox();
  assert.ok(hit.width >= 20 && hit.height >= 14, JSON.stringify(hit));
  await gap.locator('.sr-hit').click({ position: { x: 2, y: 2 } });
  const href = await gap.getAttribute('href');
  assert.equal(await page.evaluate(() => location.hash), href);
  const record = await page.locator(`${href} a.record`).first().getAttribute('href');
  await page.locator(`${href} a.record`).first().click();
  await page.locator(`${record} a[href="${href}"]`).click();
  assert.equal(await inView(page.locator(href)), true);
  assert.match(await page.locator(href).getAttribute('class'), /marked/);
}));

check('an address that cannot be decoded does no harm', () => visit(hunan, async (page) => {
  await page.evaluate(() => { location.hash = '#%zz%E4'; });
  await page.waitForTimeout(50);
  await edition(page, 'en').locator('[data-facet="evidence"]').selectOption('documented');
  await page.waitForTimeout(50);
  assert.ok((await visibleEntries(page, 'en')).every((entry) => entry.evidence === 'documented'));
}));

check('every sentence that has a mark in the picture leads to one that is shown', () => visit(hunan, async (page) => {
  for (const lang of LANGUAGES) {
    await switchTo(page, lang);
    const links = await edition(page, lang).locator('.to-picture').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    assert.ok(links.length > 0);
    for (const href of links.slice(0, 12)) {
      await page.evaluate((hash) => { location.hash = hash; }, href);
      await page.waitForTimeout(20);
      assert.equal(await page.locator(href).isVisible(), true, href);
    }
  }
}));

check('details are shown of what is pointed at or focused, and go at Escape', () => visit(hunan, async (page) => {
  const link = edition(page, 'en').locator('#en-gaps a.record').first();
  const record = page.locator(await link.getAttribute('href'));
  const panel = page.locator('.panel');
  for (const point of [() => link.hover(), () => link.focus()]) {
    await point();
    await panel.waitFor();
    assert.equal((await panel.textContent()).trim().slice(0, 20), (await record.textContent()).trim().slice(0, 20));
    await page.keyboard.press('Escape');
    assert.equal(await panel.isVisible(), false);
    await page.mouse.move(0, 0);
  }
  const box = edition(page, 'en').locator('.picture:visible g[tabindex="0"]').first();
  await box.focus();
  assert.equal(await panel.isVisible(), true);
  assert.ok((await box.locator('title').textContent()).startsWith(await panel.locator('p').first().textContent()));
}));

check('all can be reached by keyboard, is seen when focused, and nothing traps', () => visit(hunan, async (page) => {
  for (const lang of LANGUAGES) {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), `#${lang}`);
  }
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  assert.equal(await inView(page.locator('.skip:visible').first()), true);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => location.hash), '#en-brief');
  await page.reload();
  const wanted = await page.evaluate(() => [...document.querySelectorAll('a[href], button, select, input, summary, [tabindex="0"]')]
    .filter((e) => e.getClientRects().length > 0 && e.tabIndex >= 0).length);
  await page.evaluate(() => { document.activeElement.blur(); window.scrollTo(0, 0); });
  // Where the focus has come to is looked at before it goes on: asking from here after every key would take the most time.
  await page.evaluate(() => {
    window.stops = [];
    window.look = () => {
      const element = document.activeElement;
      if (element === document.body) return null;
      const box = element.getBoundingClientRect();
      const bar = document.querySelector('.edition[lang="en"] .toolbar').getBoundingClientRect();
      return {
        what: `${element.tagName} ${element.id} ${element.getAttribute('href')}`,
        drawn: getComputedStyle(element).outlineStyle !== 'none',
        within: box.bottom > 0 && box.top < window.innerHeight,
        covered: !element.closest('.toolbar') && bar.top <= 0 && box.bottom <= bar.bottom,
      };
    };
    document.addEventListener('keydown', () => window.stops.push(window.look()), { capture: true });
  });
  const keys = await page.context().newCDPSession(page);
  const tab = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
  for (let sent = 0; sent <= wanted; sent += 50) {
    const presses = Array.from({ length: Math.min(50, wanted + 1 - sent) }, () => ['rawKeyDown', 'keyUp']).flat();
    await Promise.all(presses.map((type) => keys.send('Input.dispatchKeyEvent', { type, ...tab })));
  }
  const stops = await page.evaluate(() => [...window.stops.slice(1), window.look()]);
  const reached = stops.includes(null) ? stops.indexOf(null) : stops.length;
  const unseen = stops.slice(0, reached).filter((focus) => !focus.drawn || !focus.within || focus.covered);
  assert.deepEqual(unseen.slice(0, 5), []);
  assert.equal(reached, wanted, 'each stop once, and then out of the page');
}));

check('tabs of the pictures follow the arrow keys', () => visit(hunan, async (page) => {
  const tabs = edition(page, 'en').locator('[role="tab"]');
  const count = await tabs.count();
  assert.ok(count > 2);
  await tabs.first().focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await tabs.nth(1).getAttribute('aria-selected'), 'true');
  assert.equal(await edition(page, 'en').locator('.picture:visible').count(), 1);
  await page.keyboard.press('End');
  assert.equal(await tabs.nth(count - 1).getAttribute('aria-selected'), 'true');
  await page.keyboard.press('ArrowRight');
  assert.equal(await tabs.first().getAttribute('aria-selected'), 'true');
}));

check('the proposal is on a board of its own', () => visit(example, async (page) => {
  for (const lang of LANGUAGES) {
    await switchTo(page, lang);
    for (const [name, other] of [['proposal', 'today'], ['today', 'proposal']]) {
      await toBoard(page, lang, name);
      assert.equal(await boardOf(page, lang, name).isVisible(), true);
      assert.equal(await boardOf(page, lang, other).isVisible(), false);
      assert.equal(await edition(page, lang).locator(`.board-choice[href="#${lang}-${name}"]`).getAttribute('aria-current'), 'true');
      const shown = (await visibleEntries(page, lang)).length;
      assert.ok((await edition(page, lang).locator('.count').textContent()).includes(String(shown)));
    }
    // What leads to the other board brings it.
    await page.evaluate((hash) => { location.hash = hash; }, `#${lang}-closed`);
    await page.waitForTimeout(50);
    assert.equal(await boardOf(page, lang, 'proposal').isVisible(), true);
    await page.evaluate((hash) => { location.hash = hash; }, `#${lang}-gaps`);
    await page.waitForTimeout(50);
    assert.equal(await boardOf(page, lang, 'today').isVisible(), true);
  }
}));

/**
 * What is shown and holds text of its own, and is smaller than seven points or asks to click; small texts that are in `drawn`, too,
 * have been looked at where they are drawn, on a sheet on its side.
 */
const unfitForPaper = (page, within, drawn = []) => page.locator(within).evaluateAll((parts, inPictures) => {
  const others = new Set(inPictures);
  const found = { drawn: [], small: [], clicks: [] };
  const scales = new Map();
  const scale = (svg) => {
    if (!svg || !svg.viewBox.baseVal) return 1;
    if (!scales.has(svg)) scales.set(svg, svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
    return scales.get(svg);
  };
  for (const part of parts) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.data.trim();
      const element = walker.currentNode.parentElement;
      if (text === '' || element.closest('title, desc, .hidden-text') || element.getClientRects().length === 0) continue;
      const points = parseFloat(getComputedStyle(element).fontSize) * scale(element.closest('svg')) * 0.75;
      if (element.closest('svg')) found.drawn.push(text);
      if (points < 6.95 && !others.has(text)) found.small.push({ text, points });
      if (/\bclick|点击|follow a mark|show in the picture|在图中查看|^details$|^详情$/i.test(text)) found.clicks.push({ text, points });
    }
  }
  return found;
}, drawn);
const pagesOf = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;
/** Pixels across a sheet of A4 within its margins, upright and on its side. */
const [UPRIGHT, SIDEWAYS] = [703, 1062];

for (const [name, file] of [['hunan', hunan], ['example', example], ['large', large]]) {
  visit(file, async (page) => {
    await check(`${name}: what is certain is read before what is possible, and missing data last`, async () => {
      for (const lang of LANGUAGES) {
        await switchTo(page, lang);
        const order = { certain: 0, possible: 1, blank: 2 };
        const groups = await page.locator(`#${lang}-gaps .group`).evaluateAll((all) => all.map((group) => ({
          top: group.getBoundingClientRect().top,
          known: group.querySelector('.certainty').className.split(' ')[1],
        })));
        assert.ok(groups.length > 1);
        for (const [before, after] of groups.slice(1).map((group, number) => [groups[number], group])) {
          assert.ok(before.top < after.top && order[before.known] <= order[after.known], `${before.known} ${after.known}`);
        }
        const heard = await edition(page, lang).locator('.heard dd:last-child').evaluateAll((all) => all.map((own) => own.textContent.includes('●')));
        const sure = await edition(page, lang).locator('.heard > li').evaluateAll((all) => all.map((own) => own.textContent.includes('●')));
        assert.ok(heard.length > 0 && sure.every((certain, number) => number === 0 || !certain || sure[number - 1]), sure.join());
        const [gaps, missing] = await page.locator(`#${lang}-gaps, #${lang}-known`).evaluateAll((all) => all.map((own) => own.getBoundingClientRect().top));
        assert.ok(gaps < missing);
      }
    });
    await check(`${name}: on paper words are large enough, and none asks to click`, async () => {
      for (const lang of LANGUAGES) {
        await page.emulateMedia({ media: 'screen' });
        await switchTo(page, lang);
        await page.emulateMedia({ media: 'print' });
        await page.setViewportSize({ width: SIDEWAYS, height: 733 });
        const drawn = await unfitForPaper(page, `.edition[lang="${lang}"] .picture.legible > .scroll`);
        await page.setViewportSize({ width: UPRIGHT, height: 1031 });
        const upright = await unfitForPaper(page, `.edition[lang="${lang}"]`, drawn.drawn);
        assert.deepEqual([...drawn.small, ...upright.small].slice(0, 5), [], lang);
        assert.deepEqual(upright.clicks, [], lang);
        const long = await edition(page, lang).locator('.picture:not(.legible)').evaluateAll((all) => all
          .filter((own) => own.getBoundingClientRect().height > window.innerHeight).map((own) => own.textContent.slice(0, 80)));
        assert.deepEqual(long, [], `${lang}: a category a page`);
      }
    });
    await check(`${name}: the first page on paper is the brief, all of it and nothing else`, async () => {
      for (const lang of LANGUAGES) {
        await page.emulateMedia({ media: 'screen' });
        await switchTo(page, lang);
        await page.emulateMedia({ media: 'print' });
        await page.setViewportSize({ width: UPRIGHT, height: 1031 });
        const brief = edition(page, lang).locator('.brief');
        assert.equal(await brief.evaluate((part) => getComputedStyle(part).breakAfter), 'page');
        const cut = await brief.evaluate((part, width) => [...part.querySelectorAll('*')]
          .filter((own) => own.getBoundingClientRect().right > width + 1).map((own) => `${own.tagName} ${own.className}`), UPRIGHT);
        assert.deepEqual(cut, [], lang);
        for (const part of ['.heard', '.completeness', '.relay']) assert.equal(await brief.locator(part).isVisible(), true, part);
        assert.equal(await brief.locator('.beside').count(), file === nasty ? 0 : await edition(page, lang).locator('.board.proposal').count());
        // Without all that follows it, it takes one sheet.
        const start = await page.pdf({ preferCSSPageSize: true, pageRanges: '1-4' });
        await page.evaluate((own) => {
          const only = document.querySelector(`.edition[lang="${own}"] .brief`);
          for (const part of [...only.parentElement.children]) if (part !== only) part.remove();
        }, lang);
        assert.equal(pagesOf(await page.pdf({ preferCSSPageSize: true })), 1, lang);
        assert.equal(pagesOf(start), 4, lang);
      }
    });
  });
}

check('a register of thousands is printed on as many sheets as somebody reads, and what was filtered whole', () => visit(thousands, async (page) => {
  // In one language, whose words take less room: the other's lists are as long.
  for (const lang of ['zh']) {
    await page.emulateMedia({ media: 'screen' });
    await switchTo(page, lang);
    const listed = await visibleEntries(page, lang);
    await page.emulateMedia({ media: 'print' });
    const sheets = pagesOf(await page.pdf({ preferCSSPageSize: true }));
    assert.ok(sheets > 20 && sheets <= 90, `${lang}: ${sheets} sheets`);
    const printed = await visibleEntries(page, lang);
    assert.ok(printed.length > 100 && 2 * printed.length < listed.length, `${printed.length} of ${listed.length}`);
    assert.ok(await edition(page, lang).locator('.on-paper:visible').count() > 5);
    await page.emulateMedia({ media: 'screen' });
    assert.equal(await edition(page, lang).locator('.on-paper:visible').count(), 0);
    const kind = edition(page, lang).locator('[data-facet="kind"]');
    await kind.selectOption('late-handoff');
    await page.waitForTimeout(50);
    const chosen = await visibleEntries(page, lang);
    await page.emulateMedia({ media: 'print' });
    assert.ok(chosen.length > 8);
    const onPaper = new Set((await visibleEntries(page, lang)).map((entry) => entry.id));
    assert.deepEqual(chosen.map((entry) => entry.id).filter((id) => !onPaper.has(id)), []);
    assert.equal(await edition(page, lang).locator('.on-paper:visible').count(), 0);
    await page.emulateMedia({ media: 'screen' });
    await edition(page, lang).locator('.clear').click();
  }
}));

check('the proposal begins on the sheet of its first picture', () => visit(example, async (page) => {
  for (const lang of LANGUAGES) {
    await page.emulateMedia({ media: 'screen' });
    await switchTo(page, lang);
    await page.evaluate((own) => {
      const board = document.getElementById(`${own}-proposal`);
      for (let part = board; part.id !== own; part = part.parentElement) {
        for (const other of [...part.parentElement.children]) if (other !== part) other.remove();
      }
      const [section] = board.children;
      while (section.nextSibling) section.nextSibling.remove();
    }, lang);
    await page.emulateMedia({ media: 'print' });
    const pictures = await boardOf(page, lang, 'proposal').locator('.picture').count();
    assert.ok(pictures > 1);
    assert.equal(pagesOf(await page.pdf({ preferCSSPageSize: true })), pictures, lang);
    await page.reload();
  }
}));

check('a page is dark where the reader wants it, can be read there, and is light on paper', () => visit(example, async (page) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.notEqual(await ground(), light);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  assert.equal(await ground(), light);
  await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
  await page.evaluate(leaveTwoOfEachShape);
  await page.evaluate(axe);
  await page.evaluate(() => window.axe.configure({ rules: [{ id: 'color-contrast', selector: '[data-look]' }] }));
  for (const lang of ['en']) {
    await switchTo(page, lang);
    assert.ok(await page.evaluate(markFirstOfEachLook) > 100);
    const { violations, passes } = await page.evaluate(() => window.axe.run(document, { runOnly: ['color-contrast'] }));
    const said = violations.flatMap((violation) => violation.nodes.map((node) => `${node.html.slice(0, 200)} -- ${node.failureSummary}`));
    assert.deepEqual(said.slice(0, 5), [], lang);
    assert.equal(passes.length, 1);
  }
}));

check('print has no controls and all pictures', () => visit(hunan, async (page) => {
  await page.emulateMedia({ media: 'print' });
  for (const control of ['.toolbar', '.tabs', '.choices', '.switch', '.panel', '.contents']) {
    assert.equal(await page.locator(`${control}:visible`).count(), 0, control);
  }
  // A category whose picture would be too small has its list, and a picture of all of them too small to read is left out.
  const pictures = edition(page, 'en').locator('.picture:is(.legible, .with-list)');
  assert.ok(await pictures.count() > 4);
  assert.equal(await pictures.filter({ visible: true }).count(), await pictures.count());
  assert.equal(await edition(page, 'zh').isVisible(), false);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;
  assert.ok(pages > 3 && pages < 70, `${pages} pages`);
  assert.match(pdf.toString('latin1'), /\/MediaBox\s*\[0 0 59[45][.\d]* 84[12]/, 'A4');
}));

check('without scripts everything is there, in either language, and links lead to it', () => visit(hunan, async (page) => {
  assert.equal(await page.locator('.toolbar:visible, .tabs button').count(), 0);
  const address = page.url().split('#')[0];
  for (const lang of LANGUAGES) {
    await switchTo(page, lang);
    assert.equal(await edition(page, lang).isVisible(), true);
    assert.equal(await page.locator('.edition').filter({ visible: true }).count(), 1);
    const pictures = boardOf(page, lang, 'today').locator('.picture');
    assert.ok(await pictures.count() > 1);
    assert.equal(await pictures.filter({ visible: true }).count(), await pictures.count());
    assert.ok((await visibleEntries(page, lang)).length > 50);
    assert.ok(await edition(page, lang).locator('table:visible').count() > 5);
    const href = await edition(page, lang).locator('.picture a[href*="-gap-"]').first().getAttribute('href');
    // From the other language, too.
    await switchTo(page, lang === 'en' ? 'zh' : 'en');
    await page.goto(`${address}${href}`);
    assert.equal(await edition(page, lang).isVisible(), true);
    assert.equal(await inView(page.locator(href)), true);
    for (const [name, other] of [['proposal', 'today'], ['today', 'proposal']]) {
      await toBoard(page, lang, name);
      assert.equal(await boardOf(page, lang, name).isVisible(), true);
      assert.equal(await boardOf(page, lang, other).isVisible(), false);
    }
  }
}, { javaScriptEnabled: false }));

/**
 * Leaves two of each shape in every list, table and part of a picture. A page has thousands that differ in nothing but
 * names and places, and axe would take most of the time of the test to say the same of each.
 */
function leaveTwoOfEachShape() {
  const TELLING = ['class', 'role', 'type', 'tabindex', 'lang'];
  const shape = (element) => {
    const own = [...element.attributes].map(({ name, value }) => (TELLING.includes(name) ? `${name}=${value}` : name));
    const inner = [...element.childNodes].map((node) => {
      if (node.nodeType === Node.ELEMENT_NODE) return shape(node);
      return node.nodeType === Node.TEXT_NODE && node.data.trim() !== '' ? '…' : '';
    });
    return `<${element.localName} ${own.join(' ')}>${[...new Set(inner)].join('')}</>`;
  };
  // Inner lists first, so that rows are alike however long the lists in them are.
  for (const list of [...document.querySelectorAll('ul, ol, tbody, .entries, svg, svg g')].reverse()) {
    const seen = new Map();
    for (const row of [...list.children]) {
      const own = shape(row);
      seen.set(own, (seen.get(own) ?? 0) + 1);
      if (seen.get(own) > 2) row.remove();
    }
  }
}

/**
 * Marks what contrast is looked at: of the texts that look alike, by themselves and by all that they stand in, the first.
 */
function markFirstOfEachLook() {
  const looks = new Map();
  const look = (element) => {
    if (element === null) return '';
    if (!looks.has(element)) {
      const { color, fill, backgroundColor, backgroundImage, opacity, fontSize, fontWeight } = getComputedStyle(element);
      const own = [element.localName, element.getAttribute('class'), color, fill, backgroundColor, backgroundImage, opacity, fontSize, fontWeight];
      looks.set(element, `${look(element.parentElement)}>${own.join()}`);
    }
    return looks.get(element);
  };
  const firsts = new Map();
  for (const element of document.body.querySelectorAll('*')) {
    if (element.getClientRects().length === 0) continue;
    if (![...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '')) continue;
    if (!firsts.has(look(element))) firsts.set(look(element), element);
  }
  for (const element of firsts.values()) element.dataset.look = '';
  return firsts.size;
}

for (const [name, file] of [['hunan', hunan], ['nasty', nasty], ['large', large], ['example', example]]) {
  visit(file, async (page) => {
    for (const width of [390, 320]) {
      await check(`${name}: fits a window of ${width} pixels, with nothing cut and nothing to scroll sideways`, async () => {
        await page.setViewportSize({ width, height: 844 });
        for (const lang of LANGUAGES) {
          await switchTo(page, lang);
          const boards = await edition(page, lang).locator('.board-choice').count() > 0 ? ['proposal', 'today'] : [];
          for (const name of boards.length > 0 ? boards : [null]) {
            if (name) await toBoard(page, lang, name);
            const [room, wide] = await page.evaluate(() => [window.innerWidth, document.documentElement.scrollWidth]);
            assert.ok(wide <= room, `${lang}: ${wide} of ${room}`);
            const over = await edition(page, lang).evaluate((part, most) => [...part.querySelectorAll('*')]
              .filter((own) => !own.closest('svg') && !own.closest('.hidden-text, .skip') && own.getClientRects().length > 0)
              .filter((own) => own.getBoundingClientRect().right > most + 1 || (own.matches('.scroll') && own.scrollWidth > own.clientWidth + 1))
              .map((own) => `${own.tagName} ${own.className} ${own.textContent.slice(0, 40)}`), room);
            assert.deepEqual(over.slice(0, 5), [], lang);
          const broken = await edition(page, lang).locator('.first .compact td.number:visible').evaluateAll((all) => all.filter((own) => {
            const range = document.createRange();
            range.selectNodeContents(own);
            return /^[\d.]+$/.test(own.textContent.trim()) && new Set([...range.getClientRects()].map((box) => box.top)).size > 1;
          }).map((own) => own.parentElement.textContent));
          assert.deepEqual(broken.slice(0, 5), [], `${lang}: numbers stay whole`);
          }
          const bare = await edition(page, lang).locator('table:not(.compact) td[data-label]:visible').evaluateAll((all) => all
            .filter((own) => own.textContent.trim() === '' && !own.querySelector('svg, .line')).map((own) => own.dataset.label));
          assert.deepEqual(bare.slice(0, 5), [], `${lang}: labels of nothing`);
          // The relay stands from top to bottom, and rows are cards.
          assert.equal(await edition(page, lang).locator('.picture > .scroll:visible').count(), 0);
          assert.equal(await edition(page, lang).locator('table:not(.compact) > thead:visible').count(), 0);
        }
      });
    }
    // What is large differs from the example in how much there is of everything, of which two are looked at.
    if (file === large) return;
    await check(`${name}: accessible by WCAG 2.2 AA as far as axe can tell`, async () => {
      await page.setViewportSize(WIDE);
      await page.evaluate(leaveTwoOfEachShape);
      await page.evaluate(axe);
      await page.evaluate(() => window.axe.configure({ rules: [{ id: 'color-contrast', selector: '[data-look]' }] }));
      for (const lang of LANGUAGES) {
        await switchTo(page, lang);
        assert.ok(await page.evaluate(markFirstOfEachLook) > 100);
        const { violations, passes } = await page.evaluate(() => window.axe.run(document, {
          runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
          resultTypes: ['violations'],
        }));
        const said = violations.map((violation) => ({
          rule: violation.id,
          times: violation.nodes.length,
          first: violation.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 300)} -- ${node.failureSummary}`),
        }));
        assert.deepEqual(said, [], lang);
        assert.ok(passes.length > 15 && passes.some((rule) => rule.id === 'color-contrast'));
      }
    });
  });
}

check('nasty names are shown as they are and do nothing', () => visit(nasty, async (page) => {
  for (const lang of LANGUAGES) {
    await switchTo(page, lang);
    const text = await edition(page, lang).innerText();
    for (const name of ['<script>window.pwned = 1</script>', '" onload="window.pwned = 2', '=cmd()', '{{7*7}}', '</style>', ']]>', '&lt;b&gt;']) {
      assert.ok(text.includes(name), `${name} in ${lang}`);
    }
  }
  const found = await page.evaluate(() => ({
    pwned: window.pwned,
    scripts: document.querySelectorAll('script').length,
    styles: document.querySelectorAll('style').length,
    handlers: [...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => a.name.startsWith('on'))).length,
    foreign: document.querySelectorAll('img, iframe, object, embed, link, base, form[action]').length,
    outside: [...document.querySelectorAll('[href], [src]')].filter((e) => !e.getAttribute('href')?.startsWith('#')).length,
    overrides: /[\u202a-\u202e\u2066-\u2069]/.test(document.body.textContent),
  }));
  assert.deepEqual(found, { pwned: undefined, scripts: 1, styles: 1, handlers: 0, foreign: 0, outside: 0, overrides: false });
}));

await Promise.all(lanes);
await browser.close();
