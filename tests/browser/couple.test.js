// Two windows become a couple: an invite, seven pictures, a page that is shared after ten seconds, a date that is agreed on, an idea of their own, and an end to it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Table } from './support/browser.js';
import { write } from './support/story.js';
import { t } from './support/words.js';

let table;
let ada;
let jo;
before(async () => {
  table = await Table.lay();
  await table.home('ada', 'Ada');
  await table.home('jo', 'Jo');
  ada = await table.open('ada', 'us/partner');
  jo = await table.open('jo', 'us/partner', { width: 480, height: 700, dark: true });
});
after(() => table?.clear());

const heading = (window, key, variables) => window.page.getByRole('heading', { level: 1, name: t(key, variables), exact: true });
const calm = async (where) => {
  await ada.calm(`Ada, ${where}`);
  await jo.calm(`Jo, ${where}`);
};

describe('a couple', { timeout: 1_200_000 }, () => {
  it('refuses an invite with a slip in it, and takes the right one', async () => {
    await ada.button('partner-make-invite').click();
    const line = await ada.field('partner-invite-line').inputValue();
    assert.match(line, /^lamplight1/);
    await ada.accessible('the invite');
    await ada.picture('couple-invite');

    const last = line.at(-1) === 'a' ? 'b' : 'a';
    await jo.field('partner-paste').fill(line.slice(0, -1) + last);
    await jo.button('partner-accept').click();
    await jo.text('error-invite-malformed').waitFor();
    await jo.field('partner-paste').fill(line);
    await jo.button('partner-accept').click();
    for (const window of [ada, jo]) await heading(window, 'partner-compare-title').waitFor();
    await calm('the invite');
  });

  it('sees the same seven pictures on both sides', async () => {
    const seen = await Promise.all([ada, jo].map((window) => window.page.getByRole('list', { name: t('partner-compare-pictures') }).getByRole('listitem').allInnerTexts()));
    assert.equal(seen[0].length, 7);
    assert.deepEqual(seen[0], seen[1]);
    await ada.accessible('the pictures');
    await jo.accessible('the pictures, narrow and dark');
    await jo.fits('the pictures');
    await ada.picture('couple-pictures');
    await jo.picture('couple-pictures-narrow');

    await ada.button('partner-compare-same').click();
    await ada.text('partner-compare-waiting').waitFor();
    await jo.button('partner-compare-same').click();
    await heading(ada, 'partner-met-title', { partner: 'Jo' }).waitFor();
    await heading(jo, 'partner-met-title', { partner: 'Ada' }).waitFor();
    await ada.picture('couple-connected');
    await calm('the pictures');
  });

  it('shares a page only after its preview and ten seconds, and can take it back until then', async () => {
    const id = await write(table.bridge, 'ada', { title: 'For Jo', body: 'You sang on the stairs.' });
    await ada.go(`journal/entry/${id}`);
    await ada.button('journal-share').click();
    const preview = ada.page.getByRole('dialog', { name: t('journal-share-title', { name: 'Jo' }) });
    await preview.getByText('You sang on the stairs.').waitFor();
    await ada.accessible('the preview');
    await preview.getByRole('button', { name: t('journal-share-verb', { name: 'Jo' }) }).click();
    await ada.button('journal-release-keep').waitFor();
    await ada.accessible('the ten seconds');
    await ada.picture('couple-ten-seconds');
    await ada.button('journal-release-keep').click();
    await ada.button('journal-share').waitFor();
    assert.equal((await table.bridge.call('jo', 'list_entries', { cursor: null, limit: 10 })).entries.length, 0, 'nothing has left');

    await ada.button('journal-share').click();
    await preview.getByRole('button', { name: t('journal-share-verb', { name: 'Jo' }) }).click();
    await jo.go('journal');
    await jo.page.getByText('For Jo', { exact: true }).waitFor();
    await calm('sharing');
  });

  it('agrees on a date', async () => {
    await jo.go('dates/new');
    await jo.field('dates-title').fill('Stars from the dam');
    await jo.page.getByRole('button', { name: new RegExp(`^${t('dates-quick-friday')}`) }).click();
    await jo.button('dates-ask', { name: 'Ada' }).click();
    await heading(jo, 'dates-title').or(jo.page.getByRole('heading', { level: 1, name: 'Stars from the dam' })).waitFor();

    await ada.go('today');
    await ada.page.getByText('Stars from the dam').first().waitFor();
    await ada.picture('couple-asked');
    await ada.button('date-accept').click();
    await jo.text('dates-stage-planned').waitFor();
    await jo.picture('couple-agreed-narrow');
    await calm('the date');
  });

  it('keeps an idea of one’s own to oneself until it is shared; then both find it in the jar, and either changes it', async () => {
    const title = 'Row to the island';
    const lineOf = (window, words = title) => window.page.locator('.results summary', { hasText: words });
    await ada.go('dates/idea/new');
    await ada.field('dates-title').fill(title);
    await ada.button('dates-own-keep').click();
    await lineOf(ada).click();
    await jo.go('dates/ideas');
    await jo.page.locator('.results summary').first().waitFor();
    assert.equal(await lineOf(jo).count(), 0, 'nothing has left');
    await ada.button('dates-own-share', { name: 'Jo' }).click();
    const dialog = ada.page.getByRole('dialog', { name: t('dates-own-share-title', { name: 'Jo' }) });
    await dialog.getByText(title, { exact: true }).waitFor();
    await ada.accessible('what leaves of an idea');
    await ada.picture('couple-idea-shared');
    await dialog.getByRole('button', { name: t('dates-own-share-verb') }).click();

    // Jo looks at the jar meanwhile: it comes by itself.
    await lineOf(jo).click();
    await jo.page.getByRole('button', { name: `${t('kit-change')}: ${title}` }).click();
    await jo.field('dates-title').fill('Row to the lighthouse');
    await jo.picture('couple-idea-narrow');
    await jo.button('dates-keep-changes').click();
    await lineOf(ada, 'Row to the lighthouse').waitFor();
    await ada.page.getByRole('button', { name: `${t('dates-own-remove')}: Row to the lighthouse` }).click();
    await lineOf(jo, 'Row to the lighthouse').waitFor({ state: 'detached' });
    await calm('the idea');
  });

  it('finds the date in the calendar, with the keys alone', async () => {
    await ada.go('dates/calendar');
    const when = (await table.bridge.call('ada', 'list_outings')).find(({ title }) => title === 'Stars from the dam');
    assert.ok(when);
    const day = ada.page.getByRole('grid').locator('[tabindex="0"]');
    await day.focus();
    for (let steps = 0; steps < 14 && !(await day.innerText()).includes('Stars from the dam'); steps += 1) await ada.press('ArrowRight');
    await ada.accessible('the month');
    await ada.picture('couple-month');
    await ada.press('Tab', 'Enter');
    await heading(ada, 'dates-title').or(ada.page.getByRole('heading', { level: 1, name: 'Stars from the dam' })).waitFor();
    await jo.go('dates/calendar/agenda');
    await jo.page.getByRole('link', { name: 'Stars from the dam' }).waitFor();
    await jo.accessible('the list, narrow and dark');
    await jo.fits('the list');
    await jo.picture('couple-agenda-narrow');
    await calm('the calendar');
  });

  it('ends without anyone’s consent, and both keep what they have', async () => {
    await ada.go('settings/sharing');
    await ada.picture('couple-sharing');
    await ada.page.getByRole('button', { name: new RegExp(t('sharing-stop')) }).click();
    const dialog = ada.page.getByRole('dialog', { name: t('sharing-stop-title', { partner: 'Jo' }) });
    await dialog.waitFor();
    await ada.accessible('the end of sharing');
    await ada.picture('couple-stop');
    await dialog.getByRole('button', { name: t('sharing-stop'), exact: true }).click();
    await ada.page.getByText(t('sharing-nobody')).waitFor();
    assert.equal((await table.bridge.call('ada', 'get_home')).partner, null);
    assert.equal((await table.bridge.call('jo', 'list_entries', { cursor: null, limit: 10 })).entries.length, 1, 'Jo keeps the page');
    await calm('the end');
  });
});
