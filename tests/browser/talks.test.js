// Guided talks, in a browser with the real Rust: every step of every one, and a window that goes away in the middle.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Table } from './support/browser.js';
import { t } from './support/words.js';

const TALKS = ['take-turns', 'weekly-talk', 'stress-talk', 'good-news', 'after-a-row'];

let table;
let ada;
before(async () => {
  table = await Table.lay();
  await table.home('ada', 'Ada');
  ada = await table.open('ada', 'us');
});
after(() => table?.clear());

const title = () => ada.heading().innerText();
/** Presses, and waits until what it led to is there. */
async function press(key) {
  await ada.button(key).first().click();
  await ada.settled();
}

/** Goes through a talk to its end; gives the headings it passed. */
async function through(seen = new Set()) {
  const way = [];
  for (let step = 0; step < 80; step += 1) {
    const now = await title();
    way.push(now);
    if (!seen.has(now)) {
      seen.add(now);
      await ada.accessible(now);
      await ada.fits(now);
    }
    if (now === t('talks-done')) return way;
    const pauses = await ada.button('pause-press').count();
    assert.equal(pauses, 1, `${now}: no pause in reach`);
    assert.ok((await ada.button('us-help-title').count()) > 0, `${now}: no help in reach`);
    for (const key of ['talks-caution.go-on', 'talks-piece-all', 'talks-got-it', 'talks-wish-help', 'talks-next', 'talks-other-name']) {
      if (await ada.button(key).count()) {
        await press(key);
        break;
      }
    }
  }
  throw new Error(`no end in sight: ${way.join(', ')}`);
}

describe('guided talks', { timeout: 1_200_000 }, () => {
  it('are found from Us, and each is walked to its end by two at one screen', async () => {
    await ada.page.getByRole('link', { name: t('us-talks-title') }).click();
    await ada.settled();
    await ada.accessible('the talks');
    await ada.picture('talks');
    for (const id of TALKS) {
      await ada.go(`us/talks/${id}`);
      await ada.accessible(id);
      await press('talks-together.begin');
      if ((await title()) === t('talks-caution')) {
        await ada.accessible('the warning');
        await press('talks-caution.go-on');
      }
      const way = await through();
      assert.ok(way.length > 8, way.join(', '));
      await press('talks-done.leave');
      assert.equal(await title(), t('talks-title'));
    }
    await ada.calm('two at one screen');
  });

  it('and alone', async () => {
    for (const id of TALKS) {
      await ada.go(`us/talks/${id}`);
      await press('talks-alone.begin');
      if ((await title()) === t('talks-caution')) await press('talks-caution.go-on');
      await through();
      await press('talks-done.leave');
    }
    await ada.calm('alone');
  });

  it('wait where they were when the window goes, with what was written', async () => {
    await ada.go('us/talks/take-turns');
    await press('talks-together.begin');
    await press('talks-caution.go-on');
    await ada.field('talks-write').fill('The drill on Sundays');
    await press('talks-next');
    await press('talks-other-name');
    assert.equal(await title(), t('talk-take-turns-say'));
    await ada.picture('talk-step');
    await ada.page.keyboard.press('Escape');
    await ada.page.getByText(t('talks-paused.together')).waitFor();
    await ada.accessible('the pause');
    await ada.picture('talk-pause');
    await press('talks-paused.back');
    assert.equal(await title(), t('talk-take-turns-say'));

    // The page is loaded anew, as after a crash of the window.
    await ada.page.reload();
    await ada.settled();
    assert.equal(await title(), t('talk-take-turns-say'));
    await ada.go('today');
    await ada.go('us/talks/take-turns');
    await ada.text('talks-waiting').waitFor();
    await press('talks-resume');
    assert.equal(await title(), t('talks-paused'));
    await press('talks-paused.back');
    assert.equal(await title(), t('talk-take-turns-say'));
    await through();
    await ada.page.getByText('The drill on Sundays').waitFor();
    await press('talks-keep');
    await ada.text('talks-keep.kept').waitFor();
    await press('talks-yield-ours-entry');
    await ada.page.getByText('The drill on Sundays').first().waitFor();
    await ada.calm('the end');
  });
});
