// A guided talk on two computers, in two windows with the real Rust on either side: asked, taken, gone through to the end, with a pause and a window that goes away.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Table } from './support/browser.js';
import { couple } from './support/story.js';
import { t } from './support/words.js';

let table;
let ada;
let jo;
before(async () => {
  table = await Table.lay();
  await table.home('ada', 'Ada');
  await table.home('jo', 'Jo');
  await couple(table.bridge, 'ada', 'jo');
  ada = await table.open('ada', 'us/talks');
  jo = await table.open('jo', 'today', { width: 480, height: 700, dark: true });
});
after(() => table?.clear());

const title = (window) => window.heading().innerText();
const named = (window, key, variables) => window.page.getByRole('heading', { level: 1, name: t(key, variables), exact: true }).waitFor();
async function press(window, key, variables) {
  await window.button(key, variables).first().click();
  await window.settled();
}

/** What leads on, in the order in which it is looked for. */
const ON = ['talks-caution.go-on', 'talks-piece-all', 'talks-got-it', 'talks-wish-help', 'talks-next'];

/** One press that leads on, in the window where there is one. */
async function on(window, name) {
  for (const key of ON) {
    const button = window.button(key).first();
    if (await button.count()) {
      await button.click();
      return true;
    }
  }
  const begins = window.page.getByRole('button', { name, exact: true });
  if (!(await begins.count())) return false;
  await begins.click();
  return true;
}

/** Jo asks, and Ada takes part; both pass the page before what can hurt. */
async function begin(id) {
  await jo.go(`us/talks/${id}`);
  await press(jo, 'talks-in-step.begin', { name: 'Ada' });
  if ((await title(jo)) === t('talks-caution')) await press(jo, 'talks-caution.go-on');
  await ada.go(`us/talks/${id}`);
  await ada.button('talks-in-step-asked.join').waitFor();
  await press(ada, 'talks-in-step-asked.join');
  if ((await title(ada)) === t('talks-caution')) await press(ada, 'talks-caution.go-on');
  await jo.text('talks-in-step-asking.text', { name: 'Ada' }).waitFor({ state: 'detached' });
}

/** To the end, each with their own presses. */
async function through(id) {
  const seen = { ada: new Set(), jo: new Set() };
  for (let step = 0; step < 200; step += 1) {
    const titles = { ada: await title(ada), jo: await title(jo) };
    for (const [who, window] of [['ada', ada], ['jo', jo]]) {
      if (seen[who].has(titles[who])) continue;
      seen[who].add(titles[who]);
      await window.accessible(`${who}: ${titles[who]}`);
      await window.fits(`${who}: ${titles[who]}`);
    }
    if (titles.ada === t('talks-done') && titles.jo === t('talks-done')) return seen;
    const pressed = (await on(ada, 'Ada')) | (await on(jo, 'Jo'));
    await ada.settled();
    await jo.settled();
    if (!pressed) await ada.page.waitForTimeout(100);
  }
  throw new Error(`${id}: no end in sight: ${[...seen.ada].join(', ')}`);
}

describe('a talk on two computers', { timeout: 1_200_000 }, () => {
  it('is asked for on one, and waits on Today of the other', async () => {
    await ada.go('us/talks/good-news');
    await press(ada, 'talks-in-step.begin', { name: 'Jo' });
    await jo.text('talks-in-step-asked', { name: 'Ada' }).waitFor();
    await jo.accessible('Today, asked');
    await jo.picture('in-step-asked');
    await press(jo, 'today-forward-look');
    await press(jo, 'talks-in-step-asked.later');
    await ada.text('talks-in-step-asking.text', { name: 'Jo' }).waitFor();
    await press(ada, 'talks-in-step-asking.back');
    await ada.button('talks-in-step.begin', { name: 'Jo' }).waitFor();
    assert.deepEqual(await table.bridge.call('jo', 'list_talks_in_step'), []);
  });

  it('goes on where the one who has the word says so, and both stand at the same place', async () => {
    await begin('take-turns');
    await named(jo, 'talk-take-turns-topic');
    await ada.field('talks-write').fill('The drill on Sundays');
    await press(ada, 'talks-next');
    await jo.page.getByText('The drill on Sundays').waitFor();
    await ada.picture('in-step-waiting');
    await press(jo, 'talks-next');
    for (const window of [ada, jo]) await named(window, 'talks-begins');
    await ada.page.getByRole('button', { name: 'Ada', exact: true }).click();
    await jo.page.getByRole('button', { name: 'Ada', exact: true }).click();
    for (const window of [ada, jo]) await named(window, 'talk-take-turns-say');
    await jo.text('talks-in-step-waits.word', { name: 'Ada' }).waitFor();
    await jo.picture('in-step-listening');

    // A pause of one is a pause for both; a window that goes away is none.
    await ada.page.keyboard.press('Escape');
    await named(jo, 'talks-in-step-pause', { name: 'Ada' });
    await jo.accessible('their pause');
    await press(ada, 'talks-paused.back');
    await named(jo, 'talk-take-turns-say');
    await ada.page.reload();
    await ada.settled();
    assert.equal(await title(ada), t('talk-take-turns-say'));
    assert.equal(await title(jo), t('talk-take-turns-say'));
    await through('take-turns');
    for (const window of [ada, jo]) await window.page.getByText('The drill on Sundays').waitFor();
    await jo.picture('in-step-end');
    for (const window of [ada, jo]) await press(window, 'talks-done.leave');
    await ada.calm('a talk in step');
    await jo.calm('a talk in step');
  });

  it('opens what was written apart side by side, once both have written', async () => {
    await begin('after-a-row');
    for (const window of [ada, jo]) await press(window, 'talks-next');
    const apart = async (window, who) => {
      for (const step of ['felt', 'saw', 'touched', 'mine']) {
        await named(window, `talk-after-a-row-${step}`);
        await window.field('talks-write').fill(`${who} ${step}`);
        await press(window, 'talks-next');
      }
    };
    await apart(ada, 'Ada');
    await ada.text('talks-in-step-waits.apart', { name: 'Jo' }).waitFor();
    assert.equal(await jo.page.getByText('Ada felt').count(), 0);
    await apart(jo, 'Jo');
    for (const window of [ada, jo]) {
      await named(window, 'talk-after-a-row-read');
      for (const words of ['Ada felt', 'Jo felt', 'Ada mine', 'Jo mine']) await window.page.getByText(words, { exact: true }).waitFor();
    }
    await jo.accessible('side by side');
    await ada.picture('in-step-side-by-side');
    await through('after-a-row');
    await press(ada, 'talks-keep');
    await ada.text('talks-keep.kept').waitFor();
    await ada.calm('after a row');
    await jo.calm('after a row');
  });

  it('walks every other one to its end', async () => {
    for (const id of ['weekly-talk', 'stress-talk', 'good-news']) {
      await begin(id);
      await through(id);
      for (const window of [ada, jo]) await press(window, 'talks-done.leave');
    }
    await ada.calm('every talk');
    await jo.calm('every talk');
  });
});
