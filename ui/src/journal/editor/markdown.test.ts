import { describe, expect, it } from 'vitest';
import type { Mark, Node } from 'prosemirror-model';
import { pageForm, sayTheSame } from './compare';
import { fromMarkdown } from './parse';
import { schema } from './schema';
import { toMarkdown } from './serialise';

const { nodes, marks } = schema;

/** Parses, writes, and expects the same text again. */
const kept = (markdown: string): void => expect(toMarkdown(fromMarkdown(markdown))).toBe(markdown);
/** Writes, parses, and expects the same page again. */
function survives(doc: Node): string {
  const markdown = toMarkdown(doc);
  const again = fromMarkdown(markdown);
  expect(pageForm(again), markdown).toEqual(pageForm(doc));
  expect(toMarkdown(again), 'a second round changes nothing').toBe(markdown);
  return markdown;
}
const page = (...content: Node[]): Node => nodes.doc.create(null, content);
const p = (...content: (Node | string)[]): Node => nodes.paragraph.create(null, content.map((part) => (typeof part === 'string' ? schema.text(part) : part)));
const styled = (text: string, ...names: ('strong' | 'em' | 'strike' | 'code')[]): Node => schema.text(text, names.map((name) => marks[name].create()));

describe('Markdown that stays letter by letter', () => {
  it.each([
    ['a plain line', 'The kettle was on.'],
    ['an escaped heading', '\\# x'],
    ['headings', '## Morning\n\nQuiet.\n\n### Later\n\nLess so.'],
    ['other levels of imported pages', '# One\n\n#### Four'],
    ['bold, italic, struck', '**bold** *leaning* ~~gone~~ and ***both***'],
    ['nested lists', '- one\n  - two\n    - three\n- four'],
    ['numbers', '1. one\n2. two\n   - inner\n3. three'],
    ['a list from seven', '7. seven\n8. eight'],
    ['a loose list', '- one\n\n- two\n\n  with a second paragraph'],
    ['tasks', '- [ ] buy bread\n- [x] call home'],
    ['a task that is still empty', '- [x] bread\n- [ ]'],
    ['a task that is a quote', '- [ ]\n\n  > so she said'],
    ['a quote with a list', '> She said:\n>\n> - stay\n> - or go'],
    ['hard breaks', 'Roses\\\nare red'],
    ['line ends of the source', 'one line\nanother line'],
    ['a rule', 'before\n\n---\n\nafter'],
    ['a link', 'see [the hut](https://example.org/hut) there'],
    ['a link with a title', '[x](https://example.org "A \\"hut\\"")'],
    ['a bare link', '<https://example.org/a_b?c=d&e=f>'],
    ['code', 'call `a * b` and ``a ` b``'],
    ['a code block', '```sh\nls -la\n\n  indented\n```'],
    ['Chinese', '今天下雨了。**我们**在厨房里煮茶。'],
    ['a wide space first', '\u3000\u3000今天下雨了。'],
    ['Japanese, Korean, Thai', '雨の日\n\n비가 온다\n\nฝนตก'],
    ['emoji', '👩‍👩‍👧 🏳️‍🌈 ☕️ **🫶🏽**'],
    ['right to left', 'שלום **עולם**'],
    ['a row of photos', '![the *hut*](photo:00112233445566778899aabbccddeeff "at six") ![](photo:ffeeddccbbaa99887766554433221100)'],
    ['a picture that is only named', '![the *hut*](cid:abc)'],
    ['a table, untouched', '| a | b |\n|---|---|\n| 1 | 2 |'],
    ['snake_case_words', 'snake_case_words and 3 < 4 & 5'],
  ])('%s', (_, markdown) => kept(markdown));
});

describe('text that looks like Markdown stays text', () => {
  it.each([
    '# x', '## ', '- x', '+ x', '* x', '1. x', '12) x', '> x', '---', '***', '___', '===', '```', '~~~', '~x~', '    four spaces', '\tx',
    '<b>bold</b>', '<!-- x -->', '&amp; &#35;', 'a\\b', '\\', 'a*b*c', '_x_', '__x__', '[x](y)', '![x](y)', '[x]: y', '[ ] x', '[x] y', '<https://x.y>', '|a|b|', 'x #', '!', '-', '--', '=', ':-', '1.', '`', 'a`b', '$x$', 'Fußball & Käse', '-5 degrees', '+49 30', '2026.',
  ])('%s', (text) => {
    survives(page(p(text)));
    survives(page(p('before', nodes.hard_break.create(), text)));
    survives(page(p('before', nodes.soft_break.create(), text)));
    survives(page(nodes.heading.create({ level: 2 }, schema.text(text))));
    survives(page(nodes.bullet_list.create(null, nodes.list_item.create(null, p(text)))));
    survives(page(nodes.blockquote.create(null, p(text))));
  });
});

describe('what the library loses', () => {
  it('bold that ends in a full stop before Chinese text', () => {
    const markdown = survives(page(p(styled('注意。', 'strong'), '雨大。')));
    expect(markdown).toBe('**注意。**&#x96E8;大。');
  });
  it('bold quotes after a word, in any script', () => {
    survives(page(p('他说', styled('「好」', 'strong'), '了')));
    survives(page(p('a', styled('"b"', 'em'), 'c', styled('😀', 'strike'), 'd')));
  });
  it('spaces at the edge of bold', () => {
    expect(survives(page(p('a', styled(' b ', 'strong'), 'c')))).toBe('a **b** c');
  });
  it('two lists in a row', () => {
    const list = (text: string): Node => nodes.bullet_list.create(null, nodes.list_item.create(null, p(text)));
    survives(page(list('a'), list('b'), list('c')));
    const numbered = (order: number): Node => nodes.ordered_list.create({ order }, nodes.list_item.create(null, p('x')));
    survives(page(numbered(1), numbered(1)));
  });
  it('a list of empty items, and a list inside the first line', () => {
    const empty = (): Node => nodes.list_item.create(null, p());
    survives(page(nodes.bullet_list.create(null, [empty(), empty()])));
    survives(page(nodes.bullet_list.create(null, nodes.list_item.create(null, nodes.ordered_list.create(null, empty())))));
    survives(page(nodes.bullet_list.create(null, nodes.list_item.create(null, [p('x'), nodes.bullet_list.create(null, empty())]))));
  });
  it('a definition that nobody points to', () => {
    survives(fromMarkdown('[todo]: https://example.org'));
    expect(fromMarkdown('[todo]: https://example.org').textContent).toBe('[todo]: https://example.org');
  });
  it('bold inside bold', () => {
    expect(toMarkdown(fromMarkdown('**a __b__ c**'))).toBe('**a b c**');
  });
  it('never makes a dangerous link', () => {
    expect(fromMarkdown('[x](javascript:alert(1))').textContent).toContain('javascript');
  });
});

// A small generator with a seed, so that a failure can be told and run again.
function generator(seed: number) {
  let state = seed >>> 0;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = <T>(list: readonly T[]): T => list[next(list.length)]!;
  const SCRAPS = ['a', 'word', ' ', '  ', 'x y', '.', '。', '「', '」', '雨', '*', '**', '_', '__', '~', '~~', '`', '``', '[', ']', '(', ')', '!', '#', '## ', '- ', '+', '1. ', '2)', '>', '<', '<b>', '&', '&amp;', '\\', '|', '=', '---', '😀', '👩‍👧', 'é', 'ß', '\u3000', '\u00a0', '"', '„', '“', '…', 'https://x.y', '%20', ':', '$'];
  const someMarks = (): Mark[] => {
    const list: Mark[] = [];
    for (const name of ['strong', 'em', 'strike', 'code'] as const) if (next(4) === 0) list.push(marks[name].create());
    if (next(6) === 0) list.push(marks.link.create({ href: pick(['https://x.y', 'https://x.y/(a)b c', 'mailto:a@b.c', 'https://x.y/?a=1&amp;b']), title: pick(['', '', 'a "b" \\']) }));
    return list;
  };
  const text = (marked: boolean): string => Array.from({ length: 1 + next(4) }, () => pick(SCRAPS)).join('') || (marked ? 'x' : 'y');
  const inlines = (breaks: boolean): Node[] =>
    Array.from({ length: next(6) }, () => {
      const kind = next(12);
      if (breaks && kind === 0) return nodes.hard_break.create(null, null, someMarks().filter((mark) => mark.type !== marks.code));
      if (breaks && kind === 1) return nodes.soft_break.create();
      if (kind === 2) return nodes.image.create({ src: 'cid:1', alt: pick(['', 'hut']), title: '' });
      const own = next(2) === 0 ? someMarks() : [];
      const words = text(own.length > 0);
      // A code span of nothing but spaces is read in two ways by two readers; nobody writes one.
      if (words.trim() === '') return schema.text(words);
      return schema.text(words, own.reduce<readonly Mark[]>((set, mark) => mark.addToSet(set), []));
    });
  const block = (depth: number): Node => {
    const kind = depth > 3 ? 0 : next(10);
    if (kind < 4) return nodes.paragraph.create(null, inlines(true));
    if (kind === 4) return nodes.heading.create({ level: 1 + next(6) }, inlines(false));
    if (kind === 5) return nodes.blockquote.create(null, blocks(depth + 1));
    if (kind === 6) return nodes.horizontal_rule.create();
    if (kind === 7) return nodes.code_block.create({ params: pick(['', 'sh', 'a`b']) }, pick([[], [schema.text('a\n\n  ``` b\n~~~')], [schema.text('\n x')]]));
    const items = Array.from({ length: 1 + next(3) }, () => nodes.list_item.create({ checked: pick([null, null, true, false]) }, blocks(depth + 1)));
    return kind === 8 ? nodes.bullet_list.create({ tight: next(2) === 0 }, items) : nodes.ordered_list.create({ order: pick([0, 1, 1, 3, 99]), tight: next(2) === 0 }, items);
  };
  const blocks = (depth: number): Node[] => Array.from({ length: 1 + next(3) }, () => block(depth));
  return { page: (): Node => page(...blocks(0)), text: (): string => Array.from({ length: 1 + next(12) }, () => (next(5) === 0 ? '\n' : next(8) === 0 ? '\n\n' : pick(SCRAPS))).join('') };
}

describe('any page at all', () => {
  const rounds = Number(process.env.ROUNDS ?? 1500);
  it('comes back from Markdown as it was', () => {
    for (let seed = 1; seed <= rounds; seed++) {
      const doc = generator(seed).page();
      doc.check();
      const markdown = toMarkdown(doc);
      const again = fromMarkdown(markdown);
      if (!sayTheSame(doc, again)) expect(JSON.stringify(pageForm(again), null, 1), `seed ${seed}\n${markdown}`).toBe(JSON.stringify(pageForm(doc), null, 1));
    }
  });
  it('any Markdown settles after one round', () => {
    for (let seed = 1; seed <= rounds; seed++) {
      const source = generator(seed).text();
      const doc = fromMarkdown(source);
      doc.check();
      const again = fromMarkdown(toMarkdown(doc));
      if (!sayTheSame(doc, again)) expect(JSON.stringify(pageForm(again), null, 1), `seed ${seed}\n${JSON.stringify(source)}\n${toMarkdown(doc)}`).toBe(JSON.stringify(pageForm(doc), null, 1));
    }
  });
});
