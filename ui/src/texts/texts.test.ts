import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentResource } from '@fluent/bundle';
import { beforeEach, describe, expect, it } from 'vitest';
import { clockText, dayText, inDaysText, initialOf, monthDayText, wallText, weekdayNames } from './format';
import { errorText, has, language, localeTag, need, speak, t } from './index.svelte';

const root = join(import.meta.dirname, '../..');
const areas = (lang: string): string[] => readdirSync(join(root, 'locales', lang)).filter((name) => name.endsWith('.ftl')).sort();
const source = (lang: string, area: string): string => readFileSync(join(root, 'locales', lang, area), 'utf8');

/** Every text of an area: key (or key.attribute) to its variables, sorted. */
function shapeOf(lang: string, area: string): Record<string, string> {
  const shape: Record<string, string> = {};
  const variables = (pattern: unknown): string => [...new Set([...JSON.stringify(pattern).matchAll(/"type":"var","name":"(\w+)"/g)].map(([, name]) => name))].sort().join(' ');
  for (const { id, value, attributes } of new FluentResource(source(lang, area)).body) {
    if (value !== null) shape[id] = variables(value);
    for (const [name, pattern] of Object.entries(attributes)) shape[`${id}.${name}`] = variables(pattern);
  }
  return shape;
}

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.(svelte|ts)$/.test(entry.name) && !entry.name.endsWith('.test.ts') ? [path] : [];
  });

describe('the two languages', () => {
  it('have the same areas', () => {
    expect(areas('de')).toEqual(areas('en'));
  });

  it.each(areas('en'))('hold the same texts, with the same variables, in %s', (area) => {
    expect(shapeOf('de', area)).toEqual(shapeOf('en', area));
  });

  it.each(areas('en'))('leave nothing unread in %s', (area) => {
    for (const lang of ['en', 'de']) {
      const written = source(lang, area).match(/^[a-z][\w-]*(?= =)/gm) ?? [];
      expect(new FluentResource(source(lang, area)).body.map(({ id }) => id)).toEqual(written);
    }
  });
});

describe('the voice', () => {
  it.each(areas('en'))('never shouts, counts misses or scolds in %s', (area) => {
    for (const lang of ['en', 'de']) {
      const words = source(lang, area).replace(/^#.*$/gm, '');
      expect(words).not.toContain('!');
      expect(words).not.toMatch(/\b(overdue|missed|streak|score|should|don[’']t forget|überfällig|verpasst|vergiss nicht|sollte\w*)\b/i);
    }
  });
});

describe('a text in the source', () => {
  const known = new Set(areas('en').flatMap((area) => Object.keys(shapeOf('en', area))));

  it.each(sources(join(root, 'src')).map((path) => [path.slice(root.length + 5), path]))('exists: %s', (_, path) => {
    const literal = [...readFileSync(path, 'utf8').matchAll(/\bt\(\s*'([a-z][\w-]*(?:\.\w+)?)'/g)].map(([, key]) => key!);
    expect(literal.filter((key) => !known.has(key))).toEqual([]);
  });
});

describe('speaking', () => {
  beforeEach(() => speak('en'));

  it('changes the language of what is on the screen, without a restart', async () => {
    expect(t('place-us')).toBe('Us');
    await speak('de');
    expect(t('place-us')).toBe('Wir');
    expect(document.documentElement.lang).toBe('de');
    expect(language()).toBe('de');
  });

  it('shows a key that is missing, and says so', () => {
    expect(t('nothing-like-this')).toBe('nothing-like-this');
    expect(has('nothing-like-this')).toBe(false);
    expect(has('place-us')).toBe(true);
  });

  it('reads the large areas only when they are needed, and keeps them in the next language', async () => {
    await speak('en');
    await need(['pictures']);
    const english = t('picture-umbrella');
    await speak('de');
    expect(english).toBe('Umbrella');
    expect(t('picture-umbrella')).toBe('Schirm');
  });

  it('makes the pseudo language from English: longer, accented, arguments untouched', async () => {
    await speak('pseudo');
    const text = t('us-lead', { partner: 'Aleksandra-Maria' });
    expect(text).toContain('Aleksandra-Maria');
    expect(text).not.toContain('long way');
    expect(text.length).toBeGreaterThan('You and Aleksandra-Maria, the long way.'.length);
    expect(localeTag()).toBe('en');
  });

  it('isolates a name in a right-to-left script, and leaves others alone', () => {
    expect(t('us-lead', { partner: 'ليلى' })).toContain('\u2068ليلى\u2069');
    expect(t('us-lead', { partner: 'Sam' })).toBe('You and Sam, the long way.');
  });

  it('has words for a refusal, and others for one it does not know', () => {
    expect(errorText({ code: 'passphraseTooShort', least: 8 })).toContain('8');
    expect(errorText({ code: 'cannotSave', reason: 'diskFull' })).toBe(t('error-cannot-save-disk-full'));
    expect(errorText({ code: 'cannotSave', reason: 'quota' })).toBe(t('error-cannot-save'));
    expect(errorText({ code: 'somethingNewer' })).toBe(t('error-internal'));
  });
});

describe('days and times', () => {
  beforeEach(() => speak('de'));

  it('are spelled in the language of the interface, whatever the zone of the computer', () => {
    expect(dayText('2019-03-04')).toBe('4. März 2019');
    expect(dayText('2019-03-04', { weekday: true, year: false })).toBe('Montag, 4. März');
    expect(monthDayText(2, 29)).toBe('29. Februar');
    expect(wallText('2026-05-08T19:00')).toContain('Freitag, 8. Mai');
    expect(clockText('19:05')).toBe('19:05');
    expect(inDaysText(0)).toBe('heute');
    expect(inDaysText(1)).toBe('morgen');
    expect(weekdayNames()[0]).toBe('Montag');
  });

  it('take the first letter of a name as the reader sees it', () => {
    expect(initialOf('aleksandra-Maria')).toBe('A');
    expect(initialOf('  Émile')).toBe('É');
    expect(initialOf('👩‍🚀 Jo')).toBe('👩‍🚀');
    expect(initialOf('')).toBe('');
  });
});
