// The rules of the interface's rooms, read from the source.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = join(import.meta.dirname, '../src');
const all = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? all(join(folder, entry.name)) : [join(folder, entry.name)]));
const files = all(src)
  .filter((path) => /\.(svelte|ts|css)$/.test(path) && !path.endsWith('.test.ts'))
  .map((path) => ({ name: relative(src, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }));
const room = (name: string): string => (name.includes('/') ? name.slice(0, name.indexOf('/')) : '');

/** Rooms that any room may use. `window` puts everything together and is used by nobody but the entry. */
const SHARED = new Set(['bridge', 'kit', 'pieces', 'session', 'texts', 'styles']);
const FEATURES = ['today', 'journal', 'outings', 'nudges', 'us', 'settings', 'pairing', 'unlock'];
const MAY: Record<string, string[]> = { bridge: [], texts: [], kit: ['bridge', 'texts'], session: ['bridge', 'kit', 'texts'], pieces: ['bridge', 'kit', 'session', 'texts'], styles: [] };

const importsOf = (text: string): string[] => [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, path]) => path!);

function broken(rule: (file: { name: string; text: string }) => boolean): string[] {
  return files.filter(rule).map(({ name }) => name);
}

describe('the rooms', () => {
  it('only the bridge knows Tauri', () => {
    expect(broken(({ name, text }) => room(name) !== 'bridge' && text.includes('@tauri-apps'))).toEqual([]);
  });

  it('only the kit knows a component library', () => {
    expect(broken(({ name, text }) => room(name) !== 'kit' && importsOf(text).some((path) => /^(bits-ui|melt|@melt-ui|@floating-ui)\b/.test(path)))).toEqual([]);
  });

  it('features never import each other, and shared rooms never a feature', () => {
    const wrong = files.flatMap(({ name, text }) => {
      const own = room(name);
      if (own === '' || own === 'window') return [];
      return importsOf(text)
        .filter((path) => path.startsWith('.'))
        .map((path) => posix.join(posix.dirname(name), path))
        .filter((path) => !path.startsWith('..'))
        .map((path) => room(`${path}/`))
        .filter((other) => other !== own && !(FEATURES.includes(own) ? SHARED.has(other) : MAY[own]?.includes(other)))
        .map((other) => `${name} → ${other}`);
    });
    expect(wrong).toEqual([]);
  });

  it('the stand-in for the engine is read by nobody but the entry, and only outside production', () => {
    const part = /^bridge\/fake(-[a-z]+)?\.ts$/;
    expect(broken(({ name, text }) => name !== 'main.ts' && !part.test(name) && importsOf(text).some((path) => /\/fake(-[a-z]+)?$/.test(path)))).toEqual([]);
    expect(files.find(({ name }) => name === 'main.ts')!.text).toMatch(/if \(__FAKE_BRIDGE__ [^]*import\('\.\/bridge\/fake-address'\)/);
  });
});

describe('the look', () => {
  it('no inline style: the content policy forbids it', () => {
    expect(broken(({ name, text }) => name.endsWith('.svelte') && /\sstyle=/.test(text))).toEqual([]);
  });

  it('no colour outside the tokens', () => {
    const style = (text: string, name: string): string => (name.endsWith('.css') ? text : (/<style[^]*<\/style>/.exec(text)?.[0] ?? ''));
    expect(broken(({ name, text }) => name !== 'styles/tokens.css' && /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i.test(style(text, name)))).toEqual([]);
  });

  it('no left and right: a right-to-left language turns everything round', () => {
    const physical = /(?:^|[\s;{])(?:margin|padding|border|inset)-(?:left|right)\b|[\s;{](?:left|right):|text-align:\s*(?:left|right)\b|float:\s*(?:left|right)\b/m;
    const style = (text: string, name: string): string => (name.endsWith('.css') ? text : (/<style[^]*<\/style>/.exec(text)?.[0] ?? ''));
    expect(broken(({ name, text }) => physical.test(style(text, name)))).toEqual([]);
  });

  it('nothing that WebKitGTK paints badly', () => {
    expect(broken(({ text }) => text.includes('backdrop-filter'))).toEqual([]);
  });

  it('icons come one by one', () => {
    expect(broken(({ text }) => /from '@lucide\/svelte'/.test(text))).toEqual([]);
  });
});

describe('words', () => {
  it('no component has a word of its own', () => {
    const wrong = files.flatMap(({ name, text }) => {
      if (!name.endsWith('.svelte')) return [];
      const markup = text
        .replace(/<script[^]*?<\/script>/g, '')
        .replace(/<style[^]*?<\/style>/g, '')
        .replace(/<!--[^]*?-->/g, '')
        .replace(/\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, '');
      return [...markup.matchAll(/>([^<>]*[A-Za-zÄÖÜäöü]{3}[^<>]*)</g)].map(([, words]) => `${name}: ${words!.trim()}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe('the words', () => {
  it('no id is given twice: the second would quietly say what the first was meant to', () => {
    for (const language of ['en', 'de']) {
      const ids = all(join(src, '../locales', language)).flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/^([a-z][\w-]*) *=/gm)].map(([, id]) => id!));
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    }
  });
});
