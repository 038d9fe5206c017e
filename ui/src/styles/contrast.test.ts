// The colours of the look, held to WCAG 2.2: text 4.5:1 and the border of a control 3:1 on every ground they stand on.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

function tokensAfter(selector: string): Record<string, string> {
  const from = css.indexOf(selector);
  const block = css.slice(css.indexOf('{', from) + 1, css.indexOf('}', from));
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name!, value!]));
}

const themes = {
  light: tokensAfter(":root,\n:root[data-theme='light']"),
  dark: tokensAfter(":root[data-theme='dark'] {"),
  'dark by the system': tokensAfter(":root:not([data-theme='light']) {"),
};

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

const GROUNDS = ['bg', 'surface', 'sunken', 'clay-soft'];
const TEXTS = ['ink', 'muted', 'clay', 'sage', 'honey', 'plum', 'dusk', 'danger'];

describe.each(Object.entries(themes))('%s', (_, tokens) => {
  it.each(TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)))('%s is readable on %s', (text, ground) => {
    expect(contrast(tokens[text]!, tokens[ground]!)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['border', 'focus', 'clay'].flatMap((line) => GROUNDS.map((ground) => [line, ground] as const)))('%s is seen on %s', (line, ground) => {
    expect(contrast(tokens[line]!, tokens[ground]!)).toBeGreaterThanOrEqual(3);
  });

  it('words on clay and on danger are readable', () => {
    expect(contrast(tokens['on-clay']!, tokens['clay']!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens['on-danger']!, tokens['danger']!)).toBeGreaterThanOrEqual(4.5);
  });
});

it('dark is the same whether chosen or from the system', () => {
  expect(themes.dark).toEqual(themes['dark by the system']);
});
