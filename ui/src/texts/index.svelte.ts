// Every word of the interface comes from locales/<language>/*.ftl. `t(key)` is reactive: a new language repaints without a restart.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { LATER_AREAS, type LaterArea } from './areas';
import { pseudo } from './pseudo';

export type Language = 'en' | 'de' | 'pseudo';
export type Args = Record<string, FluentVariable>;

export { LATER_AREAS, type LaterArea } from './areas';

const files: Record<string, () => Promise<string>> = {
  ...import.meta.glob<string>('../../locales/en/*.ftl', { query: '?raw', import: 'default' }),
  ...import.meta.glob<string>('../../locales/de/*.ftl', { query: '?raw', import: 'default' }),
};

interface Shelf {
  language: Language;
  bundle: FluentBundle;
  loaded: Set<string>;
}

let shelf = $state.raw<Shelf>({ language: 'en', bundle: new FluentBundle('en'), loaded: new Set() });
// Raised when an area is added to the bundle in place, so that what is on screen reads again.
let revision = $state(0);

const FIRST_STRONG_ISOLATE = String.fromCodePoint(0x2068);
const POP_ISOLATE = String.fromCodePoint(0x2069);
const STRONG_RTL = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u;
const RTL_LANGUAGES = new Set(['ar', 'fa', 'he', 'ur', 'yi']);

function filesOf(language: Language): Map<string, () => Promise<string>> {
  const folder = `/locales/${language === 'pseudo' ? 'en' : language}/`;
  return new Map(
    Object.entries(files)
      .filter(([path]) => path.includes(folder))
      .map(([path, load]) => [path.slice(path.lastIndexOf('/') + 1, -'.ftl'.length), load]),
  );
}

async function readInto(target: Shelf, areas: Iterable<string>): Promise<void> {
  const available = filesOf(target.language);
  const wanted = [...areas].filter((area) => available.has(area) && !target.loaded.has(area));
  const sources = await Promise.all(wanted.map((area) => available.get(area)!()));
  wanted.forEach((area, at) => {
    if (target.loaded.has(area)) return;
    target.bundle.addResource(new FluentResource(sources[at]!), { allowOverrides: true });
    target.loaded.add(area);
  });
}

/** Reads a language (of the later areas only those in `also` and those that were already in use) and switches to it. */
export async function speak(language: Language, also: readonly LaterArea[] = []): Promise<void> {
  const bundle = new FluentBundle(language === 'pseudo' ? 'en' : language, {
    // Names in a right-to-left script are isolated by `t` itself, only where it matters.
    useIsolating: false,
    ...(language === 'pseudo' ? { transform: pseudo } : {}),
  });
  const next: Shelf = { language, bundle, loaded: new Set() };
  const later = new Set<string>(LATER_AREAS);
  const wanted = [...filesOf(language).keys()].filter((area) => !later.has(area) || shelf.loaded.has(area) || (also as readonly string[]).includes(area));
  await readInto(next, wanted);
  shelf = next;
  if (typeof document !== 'undefined') {
    document.documentElement.lang = localeTag();
    document.documentElement.dir = RTL_LANGUAGES.has(language) ? 'rtl' : 'ltr';
  }
}

/** Makes sure the texts of these areas are there. */
export async function need(areas: readonly LaterArea[]): Promise<void> {
  if (areas.every((area) => shelf.loaded.has(area))) return;
  await readInto(shelf, areas);
  revision += 1;
}

export function language(): Language {
  return shelf.language;
}

/** The tag for `Intl` and the `lang` attribute. */
export function localeTag(): string {
  return shelf.language === 'pseudo' ? 'en' : shelf.language;
}

function isolate(args: Args | undefined): Args | undefined {
  if (!args) return args;
  const safe: Args = {};
  for (const [name, value] of Object.entries(args)) {
    safe[name] = typeof value === 'string' && STRONG_RTL.test(value) ? FIRST_STRONG_ISOLATE + value + POP_ISOLATE : value;
  }
  return safe;
}

function find(key: string): { bundle: FluentBundle; pattern: Parameters<FluentBundle['formatPattern']>[0] } | null {
  void revision;
  const { bundle } = shelf;
  const dot = key.indexOf('.');
  const message = bundle.getMessage(dot < 0 ? key : key.slice(0, dot));
  const pattern = dot < 0 ? message?.value : message?.attributes[key.slice(dot + 1)];
  return pattern ? { bundle, pattern } : null;
}

/** The text of `key`, or of an attribute as `key.attribute`. A missing key shows itself, so that it is seen. */
export function t(key: string, args?: Args): string {
  const found = find(key);
  if (!found) return key;
  return found.bundle.formatPattern(found.pattern, isolate(args), []);
}

/** Whether a text exists: for things that come from the library and may be newer than the texts. */
export function has(key: string): boolean {
  return find(key) !== null;
}

export const kebab = (code: string): string => code.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The words for a refusal of the engine: `error-<kebab-code>` of errors.ftl, or `error-<code>-<reason>` where it says why. */
export function errorText(error: { code: string; [field: string]: unknown }): string {
  const args: Args = {};
  for (const [field, value] of Object.entries(error)) {
    if (typeof value === 'number') args[field] = value;
    if (Array.isArray(value)) args[field] = value.join(', ');
  }
  const key = `error-${kebab(error.code)}`;
  const narrow = typeof error['reason'] === 'string' ? `${key}-${kebab(error['reason'])}` : key;
  return has(narrow) ? t(narrow, args) : has(key) ? t(key, args) : t('error-internal', args);
}
