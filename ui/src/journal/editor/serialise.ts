// Page to Markdown. Written for one promise: what was written comes back. The library's own serialiser loses bold before
// Chinese or Japanese text, joins neighbouring lists and lets "&amp;" turn into "&", so this one is ours.
import type { Fragment, Mark, Node } from 'prosemirror-model';
import { escapeLineStart, escapeText } from '../../pieces/plain';
import { textForm } from './compare';
import { fromMarkdown } from './parse';
import { schema } from './schema';

const SPACE = /^\s$/u;
const PUNCTUATION = /^[\p{P}\p{S}]$/u;

const firstOf = (text: string): string => (text ? String.fromCodePoint(text.codePointAt(0)!) : '');
function lastOf(text: string): string {
  const last = text.slice(-1);
  return /[\uDC00-\uDFFF]/.test(last) ? text.slice(-2) : last;
}
const entity = (letter: string): string => `&#x${letter.codePointAt(0)!.toString(16).toUpperCase()};`;
const isOutside = (letter: string): boolean => letter === '' || SPACE.test(letter) || PUNCTUATION.test(letter);

type Words = { kind: 'text' | 'code'; text: string; marks: readonly Mark[] };
type Piece = Words | { kind: 'leaf'; node: Node; marks: readonly Mark[] };
type Item = Piece | { kind: 'link'; link: Mark; items: Item[]; marks: readonly Mark[] };

const RANK = ['strong', 'em', 'strike'];
const isBreak = (item: Item): boolean => item.kind === 'leaf' && item.node.type !== schema.nodes.image;

function pieces(content: Fragment): Piece[] {
  const result: Piece[] = [];
  content.forEach((node) => {
    const code = node.marks.some((mark) => mark.type === schema.marks.code);
    const marks = node.marks.filter((mark) => mark.type !== schema.marks.code);
    if (node.isText) result.push({ kind: code ? 'code' : 'text', text: node.text!, marks });
    else result.push({ kind: 'leaf', node, marks });
  });
  return result;
}

/** Breaks at either end of a block say nothing in Markdown. */
function trimBreaks(list: Piece[]): Piece[] {
  let from = 0;
  let to = list.length;
  const idle = (piece: Piece): boolean => isBreak(piece) || (piece.kind === 'text' && /^[ \t\n]*$/.test(piece.text));
  while (from < to && idle(list[from]!)) from++;
  while (to > from && idle(list[to - 1]!)) to--;
  return list.slice(from, to);
}

/** What stands under one link becomes one item, so that other marks never cut a link in two. */
function groupLinks(list: Piece[]): Item[] {
  const result: Item[] = [];
  for (let at = 0; at < list.length; ) {
    const link = list[at]!.marks.find((mark) => mark.type === schema.marks.link);
    if (!link) {
      result.push(list[at++]!);
      continue;
    }
    const under: Piece[] = [];
    while (at < list.length && link.isInSet(list[at]!.marks)) {
      const piece = list[at++]!;
      under.push({ ...piece, marks: link.removeFromSet(piece.marks) });
    }
    const shared = under[0]!.marks.filter((mark) => under.every((piece) => mark.isInSet(piece.marks)));
    const items = under.map((piece): Item => ({ ...piece, marks: piece.marks.filter((mark) => !mark.isInSet(shared)) }));
    result.push({ kind: 'link', link, items, marks: shared });
  }
  return result;
}

/** Emphasis cannot begin or end with a space: spaces at the edges step outside of it. */
function peel(items: Item[], mark: Mark): { before: Item[]; inner: Item[]; after: Item[] } {
  const plain = (item: Item): Item => ({ ...item, marks: mark.removeFromSet(item.marks) });
  const before: Item[] = [];
  const after: Item[] = [];
  const inner = [...items];
  for (let first = inner[0]; first; first = inner[0]) {
    if (isBreak(first)) {
      before.push(plain(inner.shift()!));
      continue;
    }
    if (first.kind !== 'text') break;
    const space = /^\s+/u.exec(first.text)?.[0] ?? '';
    if (!space) break;
    before.push(plain({ ...first, text: space }));
    if (space.length < first.text.length) {
      inner[0] = { ...first, text: first.text.slice(space.length) };
      break;
    }
    inner.shift();
  }
  for (let last = inner.at(-1); last; last = inner.at(-1)) {
    if (isBreak(last)) {
      after.unshift(plain(inner.pop()!));
      continue;
    }
    if (last.kind !== 'text') break;
    const space = /\s+$/u.exec(last.text)?.[0] ?? '';
    if (!space) break;
    after.unshift(plain({ ...last, text: space }));
    if (space.length < last.text.length) {
      inner[inner.length - 1] = { ...last, text: last.text.slice(0, -space.length) };
      break;
    }
    inner.pop();
  }
  return { before, inner, after };
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = text.startsWith('`') || text.endsWith('`') || (text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '') ? ' ' : '';
  return fence + pad + text + pad + fence;
}

function address(href: string): string {
  const plain = /^[^\s<>()\\\p{Cc}]+$/u.test(href);
  const safe = href.replace(/[\\<>]/g, '\\$&').replace(/&(?=#?\w+;)/g, '\\&');
  return plain ? safe : `<${safe}>`;
}
const titled = (title: string): string => (title ? ` "${title.replace(/[\\"]/g, '\\$&').replace(/&(?=#?\w+;)/g, '\\&')}"` : '');

/** Writes one block's text. `careful` spells letters beside every delimiter as entities: ugly, and never misread. */
class InlineWriter {
  out = '';
  #lineStart = true;
  #owed = false;
  constructor(
    private readonly careful: boolean,
    private readonly heading: boolean,
  ) {}

  items(list: readonly Item[]): void {
    for (let at = 0; at < list.length; ) {
      const item = list[at]!;
      const mark = this.#outermost(list, at);
      if (!mark) {
        this.#single(item);
        at++;
        continue;
      }
      let end = at;
      while (end < list.length && mark.isInSet(list[end]!.marks)) end++;
      this.#emphasis(list.slice(at, end), mark);
      at = end;
    }
  }

  /** Of the marks that start here, the one that reaches farthest. */
  #outermost(list: readonly Item[], at: number): Mark | null {
    let best: Mark | null = null;
    let reach = 0;
    const marks = [...list[at]!.marks].sort((a, b) => RANK.indexOf(a.type.name) - RANK.indexOf(b.type.name));
    for (const mark of marks) {
      let end = at;
      while (end < list.length && mark.isInSet(list[end]!.marks)) end++;
      if (end - at > reach) [best, reach] = [mark, end - at];
    }
    return best;
  }

  #emphasis(list: Item[], mark: Mark): void {
    const { before, inner, after } = peel(list, mark);
    this.items(before);
    if (inner.length > 0) {
      const sign = mark.type === schema.marks.strong ? '**' : mark.type === schema.marks.strike ? '~~' : this.careful ? '_' : '*';
      const start = this.out.length;
      this.#raw(sign);
      const inside = this.out.length;
      this.items(inner.map((item) => ({ ...item, marks: mark.removeFromSet(item.marks) })));
      // An opening sign before punctuation counts only after a space or punctuation.
      const letter = lastOf(this.out.slice(0, start));
      if (!isOutside(letter) && (this.careful || PUNCTUATION.test(firstOf(this.out.slice(inside))))) {
        this.out = this.out.slice(0, start - letter.length) + entity(letter) + this.out.slice(start);
      }
      // A closing sign after punctuation counts only before a space or punctuation; the next letter pays for it.
      this.#owed = this.careful || PUNCTUATION.test(lastOf(this.out));
      this.out += sign;
    }
    this.items(after);
  }

  #single(item: Item): void {
    if (item.kind === 'link') this.#link(item.link, item.items);
    else if (item.kind !== 'leaf') this.#words(item);
    else if (item.node.type === schema.nodes.image) {
      const { src, alt, title } = item.node.attrs as { src: string; alt: string; title: string };
      this.#raw(`![${alt}](${address(src)}${titled(title)})`);
    } else this.#break(item.node.type === schema.nodes.soft_break);
  }

  #words({ kind, text }: Words): void {
    if (kind === 'code') this.#raw(codeSpan(text));
    else this.#text(text);
  }

  #link(link: Mark, items: Item[]): void {
    const { href, title } = link.attrs as { href: string; title: string };
    const [only] = items;
    const bare = items.length === 1 && only?.kind === 'text' && only.text === href && only.marks.length === 0 && !title;
    if (bare && /^[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*$/.test(href)) {
      this.#raw(`<${href}>`);
      return;
    }
    if (this.out.endsWith('!')) this.out = `${this.out.slice(0, -1)}\\!`;
    this.#raw('[');
    this.items(items);
    this.#owed = false;
    this.out += `](${address(href)}${titled(title)})`;
  }

  #break(soft: boolean): void {
    const line = this.out.slice(this.out.lastIndexOf('\n') + 1);
    // Two line ends in a row would end the paragraph, so the second is written as a break.
    this.out = this.out.replace(/[ \t]+$/, '') + (soft && line !== '' ? '\n' : '\\\n');
    this.#lineStart = true;
    this.#owed = false;
  }

  #text(text: string): void {
    let rest = text;
    if (this.#lineStart) rest = rest.replace(/^[ \t\n]+/, '');
    if (rest === '') return;
    const start = this.#lineStart;
    let lead = '';
    if (this.#owed) {
      const letter = firstOf(rest);
      if (!isOutside(letter)) {
        lead = entity(letter);
        rest = rest.slice(letter.length);
      }
    }
    // A line end that is a letter of the text, not the end of a line.
    const safe = escapeText(rest).replace(/[\n\r]/g, entity);
    this.#raw(lead + (start && !this.heading ? escapeLineStart(safe) : safe));
  }

  #raw(text: string): void {
    this.out += text;
    this.#lineStart = false;
    this.#owed = false;
  }
}

/** Nodes never change, so a page that is kept every few seconds writes anew only what was written on meanwhile. */
const written = new WeakMap<Node, string>();

function inline(block: Node): string {
  let text = written.get(block);
  if (text === undefined) written.set(block, (text = write(block)));
  return text;
}

function write(block: Node): string {
  const list = groupLinks(trimBreaks(pieces(block.content)));
  const heading = block.type === schema.nodes.heading;
  const as = (careful: boolean): string => {
    const writer = new InlineWriter(careful, heading);
    writer.items(list);
    let text = writer.out.replace(/^[ \t\n]+|[ \t\n]+$/g, '');
    if (heading) text = text.replace(/(#+)$/, (signs) => signs.replace(/#/g, '\\#'));
    return text;
  };
  const text = as(false);
  // Signs beside signs ("***") can be read in more than one way. If this reading is another one, write it the careful way.
  if (!/[*_~]{3}|[*_~]\[|\)[*_~]/.test(text)) return text;
  const again = fromMarkdown(heading ? `# ${text}` : text).firstChild;
  return again && textForm(again.content) === textForm(block.content) ? text : as(true);
}

const lines = (text: string): string[] => text.split('\n');
const isList = (node: Node): boolean => node.type === schema.nodes.bullet_list || node.type === schema.nodes.ordered_list;
const isIdle = (node: Node): boolean => node.type === schema.nodes.paragraph && inline(node) === '';

/** The blocks that say something; an empty paragraph between others is only air. */
function blocksOf(parent: Node): Node[] {
  const all: Node[] = [];
  parent.forEach((child) => all.push(child));
  return all.filter((child) => !isIdle(child));
}

function fence(node: Node): string[] {
  const text = node.textContent;
  const { params } = node.attrs as { params: string };
  const sign = params.includes('`') ? '~' : '`';
  const longest = Math.max(2, ...(text.match(sign === '~' ? /~+/g : /`+/g) ?? []).map((run) => run.length));
  const mark = sign.repeat(longest + 1);
  return [mark + params, ...(text === '' ? [] : lines(text)), mark];
}

/** May this list follow a paragraph without an empty line? Only if it cannot be read as part of it. */
function interrupts(list: Node): boolean {
  if (list.type === schema.nodes.ordered_list && list.attrs.order !== 1) return false;
  const first = list.firstChild!;
  return first.attrs.checked !== null || blocksOf(first).length > 0;
}

function listLines(list: Node, other: boolean, depth: number): string[] {
  const ordered = list.type === schema.nodes.ordered_list;
  const items: Node[] = [];
  list.forEach((item) => items.push(item));
  const simple = items.every((item) => {
    const blocks = blocksOf(item);
    return blocks.every((block, at) => at === 0 || (at === 1 && isList(block) && interrupts(block) && blocks[0]!.type === schema.nodes.paragraph));
  });
  const tight = list.attrs.tight === true && simple;
  const result: string[] = [];
  items.forEach((item, at) => {
    const number = Math.min((list.attrs.order as number) + at, 999_999_999);
    const marker = ordered ? `${number}${other ? ')' : '.'} ` : other ? '* ' : '- ';
    const box = item.attrs.checked === null ? '' : item.attrs.checked ? '[x] ' : '[ ] ';
    const inner = blockLines(blocksOf(item), depth + 1, tight, !ordered && !other);
    // A box stands before text only; before anything else it stands alone in its own line.
    const alone = box !== '' && blocksOf(item)[0] !== undefined && blocksOf(item)[0]!.type !== schema.nodes.paragraph;
    const body = alone ? [box, '', ...inner] : [box + (inner[0] ?? ''), ...inner.slice(1)];
    if (at > 0 && !tight) result.push('');
    body.forEach((line, row) => {
      const whole = (row === 0 ? marker : ' '.repeat(marker.length)) + line;
      result.push(line === '' || line === box ? whole.replace(/ +$/, '') : whole);
    });
  });
  return result;
}

/** `afterDash`: the first line will stand behind a dash, and a row of dashes would be a rule. */
function blockLines(blocks: readonly Node[], depth: number, tight = false, afterDash = false): string[] {
  const result: string[] = [];
  let other = false;
  blocks.forEach((block, at) => {
    const previous = blocks[at - 1];
    if (previous && !(tight && isList(block))) result.push('');
    // Two lists of one kind in a row stay two by taking turns with their signs.
    other = previous?.type === block.type && isList(block) ? !other : at === 0 && afterDash && block.type === schema.nodes.bullet_list;
    if (isList(block)) result.push(...listLines(block, other, depth));
    else if (block.type === schema.nodes.blockquote) {
      const inner = blockLines(blocksOf(block), depth + 1);
      result.push(...(inner.length > 0 ? inner : ['']).map((line) => (line === '' ? '>' : `> ${line}`)));
    }
    else if (block.type === schema.nodes.code_block) result.push(...fence(block));
    else if (block.type === schema.nodes.horizontal_rule) result.push(depth === 0 ? '---' : '___');
    else if (block.type === schema.nodes.heading) result.push(...lines(`${'#'.repeat(block.attrs.level as number)} ${inline(block)}`.replace(/ $/, '')));
    else result.push(...lines(inline(block)));
  });
  return result;
}

export function toMarkdown(doc: Node): string {
  return blockLines(blocksOf(doc), 0).join('\n');
}
