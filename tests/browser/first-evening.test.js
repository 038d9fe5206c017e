// One person's first evening: from an empty profile to a page in the journal, a date and a gesture, by mouse and by keyboard.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PASSPHRASE, Table } from './support/browser.js';
import { german, t } from './support/words.js';

let table;
let window;
before(async () => {
  table = await Table.lay();
  window = await table.open('ada');
});
after(() => table?.clear());

describe('a first evening', { timeout: 1_200_000 }, () => {
  it('begins with a name, a passphrase, one gesture and a test nudge', async () => {
    const { page } = window;
    await window.field('firstrun-name').fill('Aleksandra-Maria');
    await window.field('firstrun-passphrase').fill('short');
    await window.button('firstrun-begin').click();
    await page.getByText(t('error-passphrase-too-short', { least: 8 })).waitFor();
    await window.field('firstrun-passphrase').fill(PASSPHRASE);
    await window.button('firstrun-begin').click();

    await page.getByRole('heading', { name: t('firstrun-gesture-title', { name: 'Aleksandra-Maria' }) }).waitFor();
    await window.accessible('the first gesture');
    await window.button('firstrun-gesture-keep').click();

    await window.button('firstrun-test-send').click();
    await window.text('test-nudge-arrived').waitFor();
    const { notifications } = await table.bridge.outside('ada');
    assert.equal(notifications.length, 1);
    assert.doesNotMatch(JSON.stringify(notifications), /Aleksandra|Jo\b/, 'a test nudge says nothing');
    await window.button('firstrun-finish').click();
    await page.getByRole('navigation').waitFor();
    await window.calm();
  });

  it('a page is written, kept by itself, and found by a word in the middle of Japanese', async () => {
    const { page } = window;
    await window.press('Control+n');
    await page.getByRole('textbox', { name: t('journal-title'), exact: true }).fill('Under the lamp');
    // The page is a piece of its own, a moment later than the title.
    await page.getByRole('textbox', { name: t('journal-page'), exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('We read to each other. 今日は日本語を勉強しました。');
    await page.locator('main').getByText(t('journal-saving-saved'), { exact: true }).waitFor();
    await window.button('journal-done').click();
    await page.getByRole('heading', { level: 1, name: 'Under the lamp' }).waitFor();

    await window.press('Control+f');
    const search = page.getByRole('searchbox');
    await search.waitFor();
    assert.ok(await search.evaluate((field) => field === document.activeElement), 'the search has the focus');
    await page.keyboard.type('日本語');
    await page.locator('mark').first().waitFor();
    assert.equal(await page.locator('mark').first().textContent(), '日本語');
    await search.fill('nowhere to be found');
    await page.getByText(t('journal-found-none', { query: 'nowhere to be found' })).waitFor();
    await search.fill('');
    await window.calm();
  });

  it('a date is put down', async () => {
    const { page } = window;
    await window.press('Control+Shift+d');
    await window.field('dates-title').fill('Dumplings, slowly');
    await page.getByRole('button', { name: new RegExp(`^${t('dates-quick-friday')}`) }).click();
    await window.field('dates-place').fill('Our kitchen');
    await window.button('dates-put').click();
    await page.getByRole('heading', { level: 1, name: 'Dumplings, slowly' }).waitFor();
    await window.text('dates-stage-alone').waitFor();
    const [outing] = await table.bridge.call('ada', 'list_outings');
    assert.equal(outing.title, 'Dumplings, slowly');
    assert.equal(new Date(`${outing.from}Z`).getUTCDay(), 5, 'a Friday');
    await window.calm();
  });

  it('a gesture is chosen from the library', async () => {
    const { page } = window;
    await window.go('nudges/library');
    const before = (await table.bridge.call('ada', 'list_plans')).length;
    const gesture = t('gesture-bring-a-drink');
    await window.field('nudges-search').fill(gesture);
    await page.locator('summary', { hasText: gesture }).click();
    await page.getByRole('button', { name: `${t('nudges-choose')}: ${gesture}` }).click();
    await window.button('nudges-keep').click();
    await window.text('nudges-kept').first().waitFor();
    const plans = await table.bridge.call('ada', 'list_plans');
    assert.equal(plans.length, before + 1);
    assert.ok(plans.some(({ gesture }) => gesture.id === 'bring-a-drink'));
    await window.calm();
  });

  it('the keyboard alone goes everywhere', async () => {
    const { page } = window;
    const places = ['today', 'journal', 'dates', 'nudges', 'us', 'settings'];
    for (const [at, place] of places.entries()) {
      await window.press(`Control+${at + 1}`);
      await page.waitForFunction((hash) => location.hash === hash, `#/${place}`);
      await window.settled();
      assert.equal(await page.locator('[aria-current="page"]').first().textContent().then((words) => words.trim()), t(`place-${place}`));
      assert.ok(
        await page.evaluate(() => document.activeElement?.closest('main') !== null),
        `the focus is in the page of ${place}`,
      );
    }
    // From region to region, and round.
    await window.press('F6');
    assert.ok(await page.evaluate(() => document.activeElement?.closest('[data-region]') !== null));
    await window.calm();
  });

  it('the palette runs a command, and Escape closes what is on top', async () => {
    const { page } = window;
    await window.press('Control+k');
    const palette = page.getByRole('dialog', { name: t('palette-title') });
    await palette.waitFor();
    await window.accessible('the palette');
    await window.press('Escape');
    await palette.waitFor({ state: 'hidden' });

    await window.press('Control+k');
    await page.keyboard.type('dark');
    await window.press('Enter');
    await palette.waitFor({ state: 'hidden' });
    await page.waitForFunction(() => getComputedStyle(document.documentElement).backgroundColor === 'rgb(26, 22, 19)');
    assert.equal((await table.bridge.call('ada', 'get_settings')).theme, 'dark');

    await window.press('F1');
    const keys = page.getByRole('dialog', { name: t('keys-title') });
    await keys.waitFor();
    await window.press('Escape');
    await keys.waitFor({ state: 'hidden' });
    await window.calm();
  });

  it('the language changes without a restart', async () => {
    const { page } = window;
    const settings = await table.bridge.call('ada', 'get_settings');
    await table.bridge.call('ada', 'change_settings', { settings: { ...settings, language: 'de', theme: 'light' } });
    await page.getByRole('navigation').getByText(german('place-journal'), { exact: true }).first().waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
    await table.bridge.call('ada', 'change_settings', { settings: { ...settings, theme: 'light' } });
    await page.getByRole('navigation').getByText(t('place-journal'), { exact: true }).first().waitFor();
    await window.calm();
  });

  it('a locked screen shows nothing, and opens with the passphrase alone', async () => {
    const { page } = window;
    await window.go('journal');
    await page.getByText('Under the lamp').first().waitFor();
    await window.press('Control+l');
    const passphrase = window.field('unlock-passphrase');
    await passphrase.waitFor();
    assert.doesNotMatch(await page.content(), /Under the lamp|Dumplings/);
    await window.accessible('the lock');
    await passphrase.fill('not the words');
    await page.keyboard.press('Enter');
    await page.getByText(t('error-wrong-passphrase')).waitFor();
    await passphrase.fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.getByText('Under the lamp').first().waitFor();
    await window.calm();
  });
});
