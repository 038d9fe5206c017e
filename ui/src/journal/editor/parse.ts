// Markdown to page. CommonMark with strikethrough and task boxes; no raw HTML: a tag is text like any other.
import MarkdownIt, { type StateCore, type Token } from 'markdown-it';
import { MarkdownParser } from 'prosemirror-markdown';
import type { Node } from 'prosemirror-model';
import { schema } from './schema';

const tokenizer = new MarkdownIt('commonmark', { html: false });
// What is nested deeper than this is dropped by the tokenizer; its own limit (20) is reached by ordinary notes.
Object.assign(tokenizer.options, { maxNesting: 200 });
tokenizer.enable('strikethrough');
// A reference definition nobody points to would vanish without a trace. As text it stays on the page.
tokenizer.disable('reference');
// Addresses are kept letter by letter; what may be opened is decided when a link is opened.
tokenizer.normalizeLink = (address) => address;
tokenizer.normalizeLinkText = (address) => address;

/** Also a box alone: a task that nobody has written yet, or one that begins with something else than text. */
const TASK = /^\[([ xX])\](?:[ \t\n]+|$)/;

function readTaskBoxes(state: StateCore): void {
  state.tokens.forEach((token, at) => {
    const item = state.tokens[at - 2];
    if (token.type !== 'inline' || item?.type !== 'list_item_open') return;
    const box = TASK.exec(token.content);
    if (!box) return;
    item.meta = { checked: box[1] !== ' ' };
    token.content = token.content.slice(box[0].length);
  });
}
tokenizer.core.ruler.after('block', 'task_boxes', readTaskBoxes);

const NESTING = new Set(['strong', 'em', 's']);

/** Bold inside bold is bold: without this the inner end would end the outer one too. And a heading is one line. */
function flatten(children: Token[], heading: boolean): Token[] {
  const depth = new Map<string, number>();
  return children.filter((token) => {
    if (heading && (token.type === 'softbreak' || token.type === 'hardbreak')) {
      token.type = 'text';
      token.content = ' ';
      return true;
    }
    const kind = token.type.replace(/_(open|close)$/, '');
    if (!NESTING.has(kind)) return true;
    const before = depth.get(kind) ?? 0;
    depth.set(kind, before + token.nesting);
    return token.nesting > 0 ? before === 0 : before === 1;
  });
}
tokenizer.core.ruler.after('inline', 'flatten', (state: StateCore) => {
  state.tokens.forEach((token, at) => {
    if (token.children) token.children = flatten(token.children, state.tokens[at - 1]?.type === 'heading_open');
  });
});

function isTight(tokens: readonly Token[], at: number): boolean {
  const level = tokens[at]!.level;
  for (let next = at + 1; next < tokens.length; next++) {
    const token = tokens[next]!;
    if (token.level === level) break;
    if (token.level === level + 2 && token.type === 'paragraph_open') return token.hidden;
  }
  return true;
}

const parser = new MarkdownParser(schema, tokenizer, {
  blockquote: { block: 'blockquote' },
  paragraph: { block: 'paragraph' },
  list_item: { block: 'list_item', getAttrs: (token) => ({ checked: (token.meta as { checked: boolean } | null)?.checked ?? null }) },
  bullet_list: { block: 'bullet_list', getAttrs: (_, tokens, at) => ({ tight: isTight(tokens, at) }) },
  ordered_list: {
    block: 'ordered_list',
    getAttrs: (token, tokens, at) => ({ order: Number(token.attrGet('start') ?? 1), tight: isTight(tokens, at) }),
  },
  heading: { block: 'heading', getAttrs: (token) => ({ level: Number(token.tag.slice(1)) }) },
  code_block: { block: 'code_block', noCloseToken: true },
  fence: { block: 'code_block', getAttrs: (token) => ({ params: token.info.trim() }), noCloseToken: true },
  hr: { node: 'horizontal_rule' },
  image: {
    node: 'image',
    getAttrs: (token) => ({ src: token.attrGet('src') ?? '', title: token.attrGet('title') ?? '', alt: token.content }),
  },
  hardbreak: { node: 'hard_break' },
  softbreak: { node: 'soft_break' },
  em: { mark: 'em' },
  strong: { mark: 'strong' },
  s: { mark: 'strike' },
  link: { mark: 'link', getAttrs: (token) => ({ href: token.attrGet('href') ?? '', title: token.attrGet('title') ?? '' }) },
  code_inline: { mark: 'code', noCloseToken: true },
});

export function fromMarkdown(markdown: string): Node {
  return parser.parse(markdown);
}
