// A page in the journal may come from a partner's changed program, or from a folder of Markdown out of the net. It stays a text: no script runs,
// nothing is asked for, nothing is left, wherever it is shown.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Table } from './support/browser.js';
import { corpus, HOSTILE } from './support/hostile.js';
import { couple, write } from './support/story.js';
import { t } from './support/words.js';

let table;
let window;
const ids = [];
before(async () => {
  table = await Table.lay();
  await table.home('ada', 'Ada');
  await table.home('mallory', '<img src=x onerror=window.ran=1>');
  await couple(table.bridge, 'ada', 'mallory');
  for (const [at, text] of HOSTILE.entries()) {
    // Half of them are written by oneself, or imported; the other half are a partner's.
    const who = at % 2 === 0 ? 'ada' : 'mallory';
    const short = text.replaceAll('\n', ' ').slice(0, 60);
    await write(table.bridge, who, { title: text.replaceAll('\n', ' ').slice(0, 250), body: `jasmine ${text}`, tags: [short.slice(0, 40)], ours: who === 'mallory' });
  }
  for (let left = 400; left > 0 && ids.length < HOSTILE.length; left -= 1) {
    const { entries } = await table.bridge.call('ada', 'list_entries', { cursor: null, limit: 100 });
    ids.splice(0, ids.length, ...entries.map(({ id }) => id));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  window = await table.open('ada', 'journal');
}, { timeout: 600_000 });
after(() => table?.clear());

/** What a page of text may hold. Anything else is a hole, whether or not it did harm this time. */
async function harmless(where) {
  const { ran, foreign } = await window.page.evaluate(() => {
    const MAY = new Set(['A', 'ABBR', 'BLOCKQUOTE', 'BR', 'CODE', 'DEL', 'EM', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'HR', 'INPUT', 'LI', 'OL', 'P', 'PRE', 'S', 'SPAN', 'STRONG', 'SUB', 'SUP', 'UL', 'DIV', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD']);
    const foreign = [];
    // The editor's own, for the caret; it has nothing that could be loaded.
    const separator = (element) => element.matches('.ProseMirror img.ProseMirror-separator') && element.getAttributeNames().every((name) => name === 'class' || name === 'alt');
    for (const element of document.querySelectorAll('.page-text *')) {
      if (separator(element)) continue;
      if (!MAY.has(element.tagName)) foreign.push(element.outerHTML);
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on') || name === 'style' || name === 'srcdoc' || name === 'src' || name === 'ping') foreign.push(element.outerHTML);
        if (name === 'href' && !/^(https|mailto):/i.test(value)) foreign.push(element.outerHTML);
      }
    }
    // Outside of the page's text the same words are never elements.
    for (const element of document.querySelectorAll('img, iframe, object, embed, base, meta[http-equiv], form[action], script:not([src^="./assets/"]), link[href*="evil"], xss, math, body [onerror], body [onload]')) {
      if (!separator(element)) foreign.push(element.outerHTML);
    }
    return { ran: globalThis.ran, foreign };
  });
  assert.equal(ran, undefined, `${where}: a script ran`);
  assert.deepEqual(foreign, [], where);
  await window.calm(where);
}

describe('foreign text', { timeout: 3_600_000 }, () => {
  it('is there at all', () => {
    assert.ok(HOSTILE.length >= 50);
    assert.equal(new Set(ids).size, HOSTILE.length);
  });

  it('is text in the list, in what was found, and on Today', async () => {
    for (const path of ['journal', 'journal/search/jasmine', 'today', 'us/partner', 'settings/sharing']) {
      await window.go(path);
      await harmless(path);
    }
  });

  it('is text where it is read, and its links ask first', async () => {
    for (const id of ids) {
      await window.go(`journal/entry/${id}`);
      await window.page.locator('.page-text').filter({ hasText: 'jasmine' }).waitFor();
      const { body } = await table.bridge.call('ada', 'get_entry', { id });
      await harmless(body);
      for (const link of await window.page.locator('.page-text a').all()) {
        await link.hover();
        await link.click();
        const dialog = window.page.getByRole('dialog', { name: t('journal-link-title') });
        await dialog.waitFor();
        await window.press('Escape');
        await dialog.waitFor({ state: 'hidden' });
        await link.click({ button: 'middle' });
        if (await dialog.isVisible()) await window.press('Escape');
        await link.click({ modifiers: ['Control'] });
        if (await dialog.isVisible()) await window.press('Escape');
      }
      await harmless(body);
    }
    assert.deepEqual((await table.bridge.outside('ada')).opened, [], 'nothing was opened that nobody agreed to');
  });

  it('is text in a page full of it', async () => {
    const pages = corpus();
    assert.ok(pages.length > 20);
    for (const body of pages) {
      const id = await write(table.bridge, 'ada', { title: body.slice(0, 80).replaceAll('\n', ' '), body: `jasmine\n\n${body}` });
      await window.go(`journal/entry/${id}`);
      await window.page.locator('.page-text').filter({ hasText: 'jasmine' }).waitFor();
      await harmless(body);
    }
  });

  it('is text where it is written', async () => {
    for (const id of ids.filter((_, at) => at % 2 === 1)) {
      await window.go(`journal/write/${id}`);
      const surface = window.page.locator('.ProseMirror');
      if ((await surface.count()) > 0) await surface.waitFor();
      await harmless(`writing ${id}`);
    }
  });

  it('a link opens in the browser after its whole address was shown, and only https', async () => {
    const id = await write(table.bridge, 'ada', { title: 'links', body: '[to read](https://example.org/a?b=c#d) and [to write](mailto:jo@example.org)' });
    await window.go(`journal/entry/${id}`);
    await window.page.getByRole('link', { name: 'to read' }).click();
    const dialog = window.page.getByRole('dialog', { name: t('journal-link-title') });
    await dialog.getByText('https://example.org/a?b=c#d').waitFor();
    await dialog.getByRole('button', { name: t('journal-link-open') }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.deepEqual((await table.bridge.outside('ada')).opened, ['https://example.org/a?b=c#d']);
    await window.calm();
  });

  it('these tests would see it: a page without the engine’s cleaning is caught', async () => {
    await window.page.evaluate(() => {
      const page = document.querySelector('.page-text');
      page.innerHTML = '<img src="https://evil.example/x.png" onerror="window.ran=1">';
    });
    await window.page.waitForTimeout(200);
    await assert.rejects(harmless('planted'));
    const wrong = await window.page.evaluate(() => globalThis.policyBroken);
    assert.ok(window.wrong.length + wrong.length > 0, 'and so is what the content policy refused');
    window.wrong.length = 0;
  });
});
