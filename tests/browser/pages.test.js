// Private pages behind a second passphrase, in a browser with the real Rust: closed with the screen, and nobody is kept from writing.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PASSPHRASE, Table } from './support/browser.js';
import { t } from './support/words.js';

const SECOND = 'under the third stair';

let table;
let ada;
before(async () => {
  table = await Table.lay();
  await table.home('ada', 'Ada');
  ada = await table.open('ada', 'today');
});
after(() => table?.clear());

async function line(words) {
  await ada.go('today');
  await ada.page.getByPlaceholder(t('today-line-placeholder')).fill(words);
  await ada.button('today-keep').click();
  await ada.settled();
}

/** The openings of the pages in the journal, newest first. */
async function pages() {
  await ada.go('journal');
  await ada.settled();
  return ada.page.getByRole('article').allInnerTexts();
}

async function lockAndUnlock() {
  await ada.press('Control+l');
  await ada.text('unlock-screen').waitFor();
  await ada.page.getByLabel(t('unlock-passphrase'), { exact: true }).fill(PASSPHRASE);
  await ada.page.keyboard.press('Enter');
  await ada.page.getByRole('navigation').first().waitFor();
  await ada.settled();
}

describe('a second passphrase', { timeout: 600_000 }, () => {
  it('is set with the first one, and the pages stay open until the screen locks', async () => {
    await line('Nobody but me reads this.');
    await ada.go('settings/privacy');
    await ada.button('second-begin').click();
    await ada.accessible('setting a second passphrase');
    await ada.fits('setting a second passphrase');
    await ada.field('settings-passphrase-current').fill(PASSPHRASE);
    await ada.field('second-new').fill(SECOND);
    await ada.field('second-again').fill(SECOND);
    await ada.button('second-set').click();
    await ada.text('second-now-open').waitFor();
    assert.match((await pages()).join(), /Nobody but me/);
  });

  it('behind it nothing is seen, and what is written meanwhile is kept and shown', async () => {
    await lockAndUnlock();
    assert.equal((await pages()).length, 0);
    await ada.text('pages-closed').waitFor();
    await ada.accessible('a journal with closed pages');
    await line('Quickly, before I forget.');
    const there = await pages();
    assert.equal(there.length, 1);
    assert.match(there[0], /Quickly/);
  });

  it('a wrong one changes nothing, Escape is not now, the right one brings both', async () => {
    const dialog = ada.page.getByRole('dialog', { name: t('pages-title') });
    await ada.button('pages-open').click();
    await dialog.waitFor();
    await ada.still();
    await ada.accessible('opening the pages');
    await ada.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await ada.button('pages-open').click();
    await ada.page.keyboard.type('not this one');
    await ada.page.keyboard.press('Enter');
    await dialog.getByText(t('error-wrong-passphrase')).waitFor();
    await dialog.getByLabel(t('pages-second'), { exact: true }).fill(SECOND);
    await ada.page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await ada.settled();
    const both = (await pages()).join();
    assert.match(both, /Quickly/);
    assert.match(both, /Nobody but me/);
  });

  it('closes by hand, also while a page is being written, and loses nothing', async () => {
    await ada.press('Control+n');
    await ada.page.getByRole('textbox', { name: t('journal-page'), exact: true }).click();
    await ada.page.keyboard.type('Half a sentence');
    await ada.press('Control+k');
    await ada.page.keyboard.type(t('command-pages-close'));
    await ada.page.keyboard.press('Enter');
    await ada.settled();
    assert.equal((await pages()).length, 0);
    await ada.button('pages-open').click();
    await ada.page.keyboard.type(SECOND);
    await ada.page.keyboard.press('Enter');
    await ada.page.getByText('Half a sentence').first().waitFor();
  });

  it('is done without again', async () => {
    await ada.go('settings/privacy');
    await ada.button('second-remove').click();
    await ada.field('pages-second').fill(SECOND);
    await ada.button('second-remove').click();
    await ada.text('second-now-noSecond').waitFor();
    await lockAndUnlock();
    assert.equal((await pages()).length, 3);
  });
});
