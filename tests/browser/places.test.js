// Every screen, empty and after ten years, in every look: nothing axe calls serious, nothing that sticks out, nothing in the console.
// The pictures in output/ are there to be looked at.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Table } from './support/browser.js';
import { prefer, tenYears } from './support/story.js';

const PLACES = ['today', 'journal', 'dates', 'nudges', 'us', 'settings'];
const INSIDE = [
  'capture', 'journal/new', 'journal/new/feelings', 'journal/search/soup', 'journal/find/audience%3Dours', 'journal/months', 'journal/removed', 'journal/questions', 'journal/questions/ladder/now', 'journal/questions/own', 'dates/new', 'dates/new/picnic', 'dates/calendar', 'dates/calendar/agenda', 'dates/ideas', 'dates/idea/new', 'dates/remembered', 'nudges/library', 'nudges/choose/short-walk', 'nudges/own', 'nudges/coming',
  'nudges/quiet', 'us/new', 'us/talks', 'us/talks/take-turns', 'us/talks/take-turns/before/together', 'us/pause', 'us/help', 'us/partner', 'settings/notifications', 'settings/privacy', 'settings/sharing', 'settings/backup', 'settings/import', 'settings/appearance', 'settings/language', 'settings/about',
];

/** How a person may have it. Axe looks at both themes and at large text; the others are for what sticks out, and for the pictures. */
const LOOKS = {
  light: { axe: true, window: {}, settings: { theme: 'light' } },
  dark: { axe: true, window: { dark: true }, settings: { theme: 'dark' } },
  narrow: { window: { width: 480, height: 640 }, settings: { theme: 'light' } },
  german: { window: { width: 1080, height: 760 }, settings: { language: 'de', theme: 'light' } },
  large: { axe: true, window: { width: 1280, height: 800 }, settings: { textSize: 200, theme: 'dark' } },
  // 1280 pixels at 400 %.
  tiny: { window: { width: 320, height: 480 }, settings: { language: 'de', theme: 'light' } },
};

let table;
let filled;
before(async () => {
  table = await Table.lay();
  await table.home('new', 'Jo');
  filled = await tenYears(table.bridge, 'ada', 'jo');
  // Nobody touches a key for as long as this takes.
  await prefer(table.bridge, 'ada', { idleLockMinutes: 24 * 60 });
}, { timeout: 1_200_000 });
after(() => table?.clear());

const screens = {
  // Where nothing yet looks different from much.
  empty: () => ({ name: 'new', paths: [...PLACES, 'capture', 'journal/new', 'journal/search/soup', 'journal/find/tag%3Dnowhere', 'journal/months', 'journal/removed', 'journal/questions', 'dates/new', 'dates/calendar', 'dates/calendar/agenda', 'dates/idea/new', 'dates/remembered', 'nudges/coming', 'us/partner', 'settings/sharing'] }),
  filled: () => ({
    name: 'ada',
    paths: [
      ...PLACES, ...INSIDE, `journal/entry/${filled.shared}`, `journal/entry/${filled.long}`, `journal/entry/${filled.long}/share`, `journal/write/${filled.long}`, `journal/write/${filled.shared}`,
      `journal/questions/card/${filled.open}`, `journal/questions/card/${filled.waiting}`, `dates/date/${filled.asked}`, `dates/date/${filled.planned}`, `nudges/plan/${filled.plan}`,
    ],
  }),
};

for (const [story, screen] of Object.entries(screens)) {
  describe(`${story}: every screen`, { timeout: 3_600_000 }, () => {
    for (const [look, { axe, window: size, settings }] of Object.entries(LOOKS)) {
      it(look, async () => {
        const { name, paths } = screen();
        const usual = await table.bridge.call(name, 'get_settings');
        await prefer(table.bridge, name, settings);
        const window = await table.open(name, '', size);
        const wrong = [];
        for (const path of paths) {
          const short = path.replace(/[0-9a-f]{32}/, (id) => Object.keys(filled).find((key) => filled[key] === id));
          const where = `${story}-${look}-${short.replaceAll('/', '-')}`;
          await window.go(path);
          if (path.startsWith('journal/search')) await window.found();
          await window.picture(where);
          for (const check of [() => window.fits(where), () => axe && window.accessible(where), () => window.calm(where)]) {
            try {
              await check();
            } catch (error) {
              // All that is wrong at once: each of these takes a while to see again.
              wrong.push(`${where}: ${error.message}\n${JSON.stringify(error.actual, null, 1)}`);
            }
          }
        }
        await window.context.close();
        await table.bridge.call(name, 'change_settings', { settings: usual });
        assert.equal(wrong.length, 0, wrong.join('\n'));
      });
    }
  });
}

describe('before a home is open', { timeout: 1_200_000 }, () => {
  for (const [look, { axe, window: size, settings }] of Object.entries(LOOKS)) {
    it(`the first run, ${look}`, async () => {
      const window = await table.open(`stranger-${look}`, '', { ...size, dark: settings.theme === 'dark' });
      await window.picture(`door-${look}-first-run`);
      await window.fits('first run');
      if (axe) await window.accessible('first run');
      await window.close();
    });
    it(`the lock, ${look}`, async () => {
      const usual = await table.bridge.call('ada', 'get_settings');
      await prefer(table.bridge, 'ada', settings);
      await table.bridge.call('ada', 'lock_screen');
      const window = await table.open('ada', '', size);
      await window.picture(`door-${look}-lock`);
      await window.fits('lock');
      if (axe) await window.accessible('lock');
      await window.close();
      await table.bridge.call('ada', 'unlock_home', { passphrase: 'a long kitchen table' });
      await table.bridge.call('ada', 'change_settings', { settings: usual });
    });
  }
});
