// The writing surface. It knows Markdown in, Markdown out, and nothing of entries, saving or sharing.
import { toggleMark } from 'prosemirror-commands';
import { history } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { Fragment, Slice } from 'prosemirror-model';
import { EditorState, Plugin, Selection, TextSelection } from 'prosemirror-state';
import { Decoration, DecorationSet, EditorView, type NodeViewConstructor } from 'prosemirror-view';
import { isSafeLink } from '../links';
import { arriving } from './arrive';
import { actions, isIn, writingKeys, type Action } from './keys';
import { fromMarkdown } from './parse';
import { imageView, insertPhoto, type PhotoOptions } from './photos';
import { markdownRules } from './rules';
import { schema } from './schema';
import { toMarkdown } from './serialise';

const { nodes, marks } = schema;

export interface Standing {
  active: ReadonlySet<Action | 'link'>;
  link: string | null;
  empty: boolean;
  /** Whether words are selected, for the link field. */
  selection: boolean;
}

export interface PageOptions {
  markdown: string;
  label: string;
  labelledBy?: string;
  placeholder: string;
  taskLabel: () => string;
  onchange: () => void;
  onstanding: (standing: Standing) => void;
  /** Ctrl/Cmd+Shift+K: a link is wanted. */
  onlink: () => void;
  /** Without it a page has no photos. */
  photos?: PhotoOptions;
}

const isSame = (a: Standing, b: Standing): boolean =>
  a.link === b.link && a.empty === b.empty && a.selection === b.selection && a.active.size === b.active.size && [...a.active].every((action) => b.active.has(action));

const isEmptyPage = (doc: Node): boolean => doc.childCount === 1 && doc.firstChild!.type === nodes.paragraph && doc.firstChild!.content.size === 0;

function placeholder(text: string): Plugin {
  return new Plugin({
    props: {
      decorations: ({ doc }) =>
        isEmptyPage(doc) ? DecorationSet.create(doc, [Decoration.node(0, doc.firstChild!.nodeSize, { class: 'is-empty', 'data-placeholder': text })]) : null,
    },
  });
}

/** Plain text keeps its lines: an empty line makes a new paragraph, a single one a break. */
function plainText(text: string): Slice {
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .replace(/^\n+|\n+$/g, '')
    .split(/\n{2,}/)
    .map((block) => nodes.paragraph.create(null, block.split('\n').flatMap((line, at) => [...(at > 0 ? [nodes.hard_break.create()] : []), ...(line ? [schema.text(line)] : [])])));
  return new Slice(Fragment.from(paragraphs), 1, 1);
}

/** Files that were brought to the page. Where there are words beside them, as from a text document, the words are meant. */
function filesOf(from: DataTransfer | null): File[] {
  if (!from || from.getData('text/plain').trim() !== '') return [];
  return [...from.files];
}

/** A task has a box that can be ticked with the mouse and with the keyboard. */
const listItemView =
  (label: () => string): NodeViewConstructor =>
  (first, view, position) => {
    let node = first;
    if (node.attrs.checked === null) {
      const dom = document.createElement('li');
      return { dom, contentDOM: dom, update: (next) => next.type === node.type && next.attrs.checked === null };
    }
    const dom = document.createElement('li');
    dom.className = 'task';
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = node.attrs.checked === true;
    box.contentEditable = 'false';
    box.setAttribute('aria-label', label());
    box.addEventListener('change', () => {
      const at = position();
      if (at !== undefined) view.dispatch(view.state.tr.setNodeMarkup(at, null, { checked: box.checked }));
    });
    const contentDOM = document.createElement('div');
    dom.append(box, contentDOM);
    return {
      dom,
      contentDOM,
      stopEvent: (event) => event.target === box,
      ignoreMutation: (mutation) => mutation.target === box,
      update: (next) => {
        if (next.type !== node.type || next.attrs.checked === null) return false;
        node = next;
        box.checked = next.attrs.checked === true;
        return true;
      },
    };
  };

export class Page {
  readonly #view: EditorView;
  /** The document whose Markdown was last handed out or taken in, so that unchanged pages are not written again. */
  #known: Node;
  /** As it was told last: at most letters it is the same. */
  #standing: Standing | null = null;

  constructor(
    place: HTMLElement,
    private readonly options: PageOptions,
  ) {
    const state = EditorState.create({
      doc: fromMarkdown(options.markdown),
      plugins: [
        markdownRules(),
        new Plugin({
          props: {
            handleKeyDown: (_view, event) => {
              const mod = event.ctrlKey || event.metaKey;
              if (!mod || !event.shiftKey || event.altKey || event.key.toLowerCase() !== 'k') return false;
              event.preventDefault();
              options.onlink();
              return true;
            },
          },
        }),
        ...writingKeys(),
        history(),
        placeholder(options.placeholder),
      ],
    });
    this.#known = state.doc;
    this.#view = new EditorView(place, {
      state,
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        spellcheck: 'true',
        ...(options.labelledBy ? { 'aria-labelledby': options.labelledBy } : { 'aria-label': options.label }),
        class: 'page-text prose',
      },
      nodeViews: { list_item: listItemView(options.taskLabel), image: imageView(options.photos) },
      clipboardTextParser: (text) => plainText(text),
      clipboardTextSerializer: (slice) => {
        const doc = nodes.doc.createAndFill(null, slice.content);
        return doc ? toMarkdown(doc) : slice.content.textBetween(0, slice.content.size, '\n\n');
      },
      handleDrop: (view, event) => {
        const files = filesOf(event.dataTransfer);
        if (!options.photos || files.length === 0) return false;
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (at) view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos))));
        options.photos.onfiles(files);
        return true;
      },
      handlePaste: (view, event) => {
        const files = filesOf(event.clipboardData);
        if (options.photos && files.length > 0) {
          options.photos.onfiles(files);
          return true;
        }
        const text = event.clipboardData?.getData('text/plain').trim() ?? '';
        if (view.state.selection.empty || !isSafeLink(text)) return false;
        return toggleMark(marks.link, { href: text })(view.state, view.dispatch);
      },
      dispatchTransaction: (tr) => {
        const next = this.#view.state.apply(tr);
        this.#view.updateState(next);
        if (tr.docChanged) options.onchange();
        if (tr.docChanged || tr.selectionSet || tr.storedMarksSet) this.#tell();
      },
    });
    this.#tell();
  }

  /** What is read, without signs and addresses. */
  get plain(): string {
    const { doc } = this.#view.state;
    return doc.textBetween(0, doc.content.size, '\n', ' ');
  }

  get markdown(): string {
    return toMarkdown(this.#view.state.doc);
  }

  /** Whether the page says something else than what was last taken in or kept. */
  get changed(): boolean {
    return !this.#view.state.doc.eq(this.#known);
  }

  /** In the middle of a letter that is being composed (Chinese, Japanese, dead keys). */
  get composing(): boolean {
    return this.#view.composing;
  }

  /** What is on the page now is kept. */
  settle(): void {
    this.#known = this.#view.state.doc;
  }

  /** Another text in place of this one, with a history of its own. */
  replace(markdown: string): void {
    this.#view.updateState(EditorState.create({ doc: fromMarkdown(markdown), plugins: this.#view.state.plugins }));
    this.#known = this.#view.state.doc;
    this.#tell();
  }

  /** Takes in what was made of the page elsewhere, under the hands of whoever writes. */
  takeIn(markdown: string): void {
    const tr = arriving(this.#view.state, fromMarkdown(markdown));
    if (tr) this.#view.dispatch(tr);
  }

  /** Writes a line at the beginning of an empty page, ready to go on after it. */
  begin(text: string): void {
    const { state } = this.#view;
    const tr = state.tr.insertText(text.endsWith(' ') ? text : `${text} `, 1);
    this.#view.dispatch(tr.setSelection(Selection.atEnd(tr.doc)).scrollIntoView());
    this.focus();
  }

  /** Begins a paragraph of its own after everything that is there. */
  goOn(text: string): void {
    const { state } = this.#view;
    const paragraph = nodes.paragraph.create(null, schema.text(text.endsWith(' ') ? text : `${text} `));
    const tr = state.tr.insert(state.doc.content.size, paragraph);
    this.#view.dispatch(tr.setSelection(Selection.atEnd(tr.doc)).scrollIntoView());
    this.focus();
  }

  /** A photo of the entry, at the caret. */
  photo(id: string): void {
    insertPhoto(this.#view, id);
  }

  focus(end = false): void {
    if (end) this.#view.dispatch(this.#view.state.tr.setSelection(Selection.atEnd(this.#view.state.doc)));
    this.#view.focus();
  }

  run(action: Action): void {
    actions[action](this.#view.state, (tr) => this.#view.dispatch(tr), this.#view);
    this.#view.focus();
  }

  /** Makes the selection a link, changes the one the cursor is in, or takes it away. Without a selection the address itself is written. */
  link(href: string | null): void {
    const { state } = this.#view;
    const { $from, empty } = state.selection;
    let { from, to } = state.selection;
    if (empty) {
      const mark = marks.link.isInSet($from.marks());
      if (mark) {
        const around = this.#around(mark.attrs.href as string);
        from = around.from;
        to = around.to;
      }
    }
    const tr = state.tr;
    if (from !== to) {
      tr.removeMark(from, to, marks.link);
      if (href) tr.addMark(from, to, marks.link.create({ href }));
    } else if (href) tr.replaceSelectionWith(schema.text(href, [marks.link.create({ href })]), false);
    this.#view.dispatch(tr.setSelection(TextSelection.create(tr.doc, Math.min(tr.mapping.map(to), tr.doc.content.size))).removeStoredMark(marks.link));
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }

  #around(href: string): { from: number; to: number } {
    const { $from } = this.#view.state.selection;
    const start = $from.start();
    let from = $from.pos;
    let to = $from.pos;
    $from.parent.forEach((node, offset) => {
      const linked = node.marks.some((mark) => mark.type === marks.link && mark.attrs.href === href);
      const begin = start + offset;
      const end = begin + node.nodeSize;
      if (linked && end >= from && begin <= to) [from, to] = [Math.min(from, begin), Math.max(to, end)];
    });
    return { from, to };
  }

  #tell(): void {
    const { state } = this.#view;
    const { from, to, empty, $from } = state.selection;
    const has = (type: (typeof marks)[keyof typeof marks]): boolean =>
      empty ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined : state.doc.rangeHasMark(from, to, type);
    const active = new Set<Action | 'link'>();
    if (has(marks.strong)) active.add('bold');
    if (has(marks.em)) active.add('italic');
    if (has(marks.strike)) active.add('strike');
    if (has(marks.link)) active.add('link');
    if (isIn(state, nodes.heading, { level: 2 })) active.add('heading');
    if (isIn(state, nodes.heading, { level: 3 })) active.add('subheading');
    if (isIn(state, nodes.blockquote)) active.add('quote');
    if (isIn(state, nodes.bullet_list)) active.add('bullets');
    if (isIn(state, nodes.ordered_list)) active.add('numbers');
    let link: string | null = null;
    if (active.has('link')) {
      state.doc.nodesBetween(Math.max(0, from - (empty ? 1 : 0)), to, (node) => {
        link ??= (marks.link.isInSet(node.marks)?.attrs.href as string | undefined) ?? null;
      });
    }
    const next: Standing = { active, link, empty: isEmptyPage(state.doc), selection: !empty };
    if (this.#standing && isSame(this.#standing, next)) return;
    this.#standing = next;
    this.options.onstanding(next);
  }
}
