// What a page may hold. Small on purpose for the hand; a little wider for what other journals bring along,
// so that opening and saving an imported page never throws anything away.
import { Schema, type MarkSpec, type NodeSpec } from 'prosemirror-model';
import { isSafeLink } from '../links';

const nodes = {
  doc: { content: 'block+' },

  paragraph: {
    content: 'inline*',
    group: 'block',
    parseDOM: [{ tag: 'p' }],
    toDOM: () => ['p', 0],
  },

  blockquote: {
    content: 'block+',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: () => ['blockquote', 0],
  },

  horizontal_rule: {
    group: 'block',
    parseDOM: [{ tag: 'hr' }],
    toDOM: () => ['hr'],
  },

  // The page's own title is level 1, so the hand reaches 2 and 3. Other levels come from imported pages and stay what they are.
  heading: {
    attrs: { level: { default: 2, validate: 'number' } },
    content: '(text | image)*',
    group: 'block',
    defining: true,
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.max(level, 2) } })),
    toDOM: (node) => [`h${node.attrs.level as number}`, 0],
  },

  code_block: {
    content: 'text*',
    marks: '',
    group: 'block',
    code: true,
    defining: true,
    attrs: { params: { default: '', validate: 'string' } },
    parseDOM: [{ tag: 'pre', preserveWhitespace: 'full' }],
    toDOM: () => ['pre', { spellcheck: 'false' }, ['code', 0]],
  },

  ordered_list: {
    content: 'list_item+',
    group: 'block',
    attrs: { order: { default: 1, validate: 'number' }, tight: { default: true, validate: 'boolean' } },
    parseDOM: [
      {
        tag: 'ol',
        getAttrs: (dom) => {
          const start = Number(dom.getAttribute('start') ?? 1);
          return { order: Number.isSafeInteger(start) && start >= 0 ? start : 1, tight: true };
        },
      },
    ],
    toDOM: (node) => ['ol', node.attrs.order === 1 ? {} : { start: String(node.attrs.order) }, 0],
  },

  bullet_list: {
    content: 'list_item+',
    group: 'block',
    attrs: { tight: { default: true, validate: 'boolean' } },
    parseDOM: [{ tag: 'ul' }],
    toDOM: () => ['ul', 0],
  },

  // `checked` is null for an ordinary item, and the state of its box for a task.
  list_item: {
    content: 'block+',
    defining: true,
    attrs: { checked: { default: null, validate: 'boolean|null' } },
    parseDOM: [
      {
        tag: 'li',
        getAttrs: (dom) => ({ checked: dom.dataset.checked === undefined ? null : dom.dataset.checked === 'true' }),
      },
    ],
    toDOM: (node) => ['li', node.attrs.checked === null ? {} : { 'data-checked': String(node.attrs.checked) }, 0],
  },

  text: { group: 'inline' },

  hard_break: {
    inline: true,
    group: 'inline',
    selectable: false,
    linebreakReplacement: true,
    parseDOM: [{ tag: 'br' }],
    toDOM: () => ['br'],
    leafText: () => '\n',
  },

  // A line end inside a paragraph of imported Markdown. It reads as a space, as it does on the reading page, and is kept.
  soft_break: {
    inline: true,
    group: 'inline',
    selectable: false,
    parseDOM: [{ tag: 'span[data-soft-break]' }],
    toDOM: () => ['span', { 'data-soft-break': '' }, ' '],
    leafText: () => ' ',
  },

  // A picture named in an imported page. It is never fetched: only its words are shown, and what the page says is kept.
  image: {
    inline: true,
    group: 'inline',
    attrs: { src: { validate: 'string' }, alt: { default: '', validate: 'string' }, title: { default: '', validate: 'string' } },
    parseDOM: [
      {
        tag: 'span[data-image]',
        getAttrs: (dom) => ({ src: dom.dataset.image ?? '', alt: dom.textContent ?? '', title: dom.dataset.title ?? '' }),
      },
    ],
    toDOM: (node) => ['span', { 'data-image': node.attrs.src as string, 'data-title': node.attrs.title as string }, node.attrs.alt as string],
    leafText: (node) => node.attrs.alt as string,
  },
} satisfies Record<string, NodeSpec>;

const marks = {
  link: {
    attrs: { href: { validate: 'string' }, title: { default: '', validate: 'string' } },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (dom) => {
          const href = dom.getAttribute('href') ?? '';
          return isSafeLink(href) ? { href, title: dom.getAttribute('title') ?? '' } : false;
        },
      },
    ],
    // No address in the page's own DOM: nothing can be followed by accident while writing.
    toDOM: (mark) => ['a', { 'data-href': mark.attrs.href as string, title: mark.attrs.href as string }, 0],
  },
  strong: {
    parseDOM: [
      { tag: 'strong' },
      { tag: 'b', getAttrs: (dom) => dom.style.fontWeight !== 'normal' && null },
      { style: 'font-weight=400', clearMark: (mark) => mark.type.name === 'strong' },
      { style: 'font-weight', getAttrs: (value) => /^(bold(er)?|[5-9]\d{2,})$/.test(value) && null },
    ],
    toDOM: () => ['strong', 0],
  },
  em: {
    parseDOM: [
      { tag: 'em' },
      { tag: 'i' },
      { style: 'font-style=italic' },
      { style: 'font-style=normal', clearMark: (mark) => mark.type.name === 'em' },
    ],
    toDOM: () => ['em', 0],
  },
  strike: {
    parseDOM: [{ tag: 's' }, { tag: 'del' }, { tag: 'strike' }, { style: 'text-decoration=line-through' }],
    toDOM: () => ['s', 0],
  },
  code: {
    code: true,
    parseDOM: [{ tag: 'code' }],
    toDOM: () => ['code', { spellcheck: 'false' }, 0],
  },
} satisfies Record<string, MarkSpec>;

export const schema = new Schema({ nodes, marks });
export type PageSchema = typeof schema;
