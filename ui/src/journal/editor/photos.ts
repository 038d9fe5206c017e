// A photo while it is written around: its small picture, what is seen on it, and its caption, each reached by Tab.
import type { EditorView, NodeViewConstructor } from 'prosemirror-view';
import type { Node } from 'prosemirror-model';
import { TextSelection } from 'prosemirror-state';
import { schema } from './schema';

const { nodes } = schema;

/** What the surface needs to know of photos. It knows nothing of entries. */
export interface PhotoOptions {
  /** An address of the small picture; null where it is not here. */
  address: (photo: string) => Promise<string | null>;
  words: () => { alt: string; caption: string; remove: string; missing: string; photo: string };
  /** Files were dropped or pasted. */
  onfiles: (files: File[]) => void;
}

const NAMED = /^photo:([0-9a-f]{32})$/;

function field(label: string, value: string, onwrite: (text: string) => void, done: () => void): HTMLInputElement {
  const input = document.createElement('input');
  input.type = 'text';
  input.className = 'photo-words';
  input.placeholder = label;
  input.setAttribute('aria-label', label);
  input.dir = 'auto';
  input.value = value;
  input.maxLength = 500;
  input.addEventListener('input', () => onwrite(input.value));
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    done();
  });
  return input;
}

/** Everything that is no photo of the entry stays the words it was. */
export const imageView =
  (options: PhotoOptions | undefined): NodeViewConstructor =>
  (first, view, position) => {
    const id = options ? NAMED.exec(first.attrs.src as string)?.[1] : undefined;
    const dom = document.createElement('span');
    if (!options || id === undefined) {
      const show = (node: Node): void => {
        dom.dataset.image = node.attrs.src as string;
        dom.dataset.title = node.attrs.title as string;
        dom.textContent = node.attrs.alt as string;
      };
      show(first);
      return {
        dom,
        update: (next) => {
          if (next.type !== nodes.image || next.attrs.src !== first.attrs.src) return false;
          show(next);
          return true;
        },
      };
    }
    let node = first;
    const words = options.words();
    dom.className = 'photo';
    dom.contentEditable = 'false';
    const picture = document.createElement('img');
    picture.draggable = false;
    const set = (name: 'alt' | 'title', text: string): void => {
      const at = position();
      // Line ends and nothing but spaces are no words of a picture.
      if (at !== undefined) view.dispatch(view.state.tr.setNodeMarkup(at, null, { ...node.attrs, [name]: text.replace(/\s+/g, ' ').trimStart() }));
    };
    const back = (): void => {
      const at = position();
      if (at === undefined) return;
      view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at + node.nodeSize))));
      view.focus();
    };
    const alt = field(words.alt, node.attrs.alt as string, (text) => set('alt', text), back);
    const caption = field(words.caption, node.attrs.title as string, (text) => set('title', text), back);
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.className = 'photo-remove';
    remove.textContent = words.remove;
    remove.addEventListener('click', () => {
      const at = position();
      if (at === undefined) return;
      view.dispatch(view.state.tr.delete(at, at + node.nodeSize));
      view.focus();
    });
    dom.setAttribute('role', 'group');
    const name = (): void => {
      const shown = (node.attrs.alt as string) || words.photo;
      dom.setAttribute('aria-label', shown);
      remove.setAttribute('aria-label', `${words.remove}: ${shown}`);
    };
    picture.alt = '';
    name();
    dom.append(picture, alt, caption, remove);
    void options.address(id).then((address) => {
      if (address !== null) picture.src = address;
      else {
        const missing = document.createElement('span');
        missing.className = 'photo-missing';
        missing.textContent = words.missing;
        picture.replaceWith(missing);
      }
    });
    const own = (target: EventTarget | null): boolean => target === alt || target === caption || target === remove;
    return {
      dom,
      stopEvent: (event) => own(event.target),
      ignoreMutation: () => true,
      update: (next) => {
        if (next.type !== nodes.image || next.attrs.src !== node.attrs.src) return false;
        node = next;
        for (const [input, text] of [
          [alt, node.attrs.alt],
          [caption, node.attrs.title],
        ] as const) {
          // While someone writes in it, the field says it itself.
          if (input !== document.activeElement) input.value = text as string;
        }
        name();
        return true;
      },
    };
  };

const isPhoto = (node: Node): boolean => node.type === nodes.image && NAMED.test(node.attrs.src as string);

/** Whether there is nothing but photos in it: a row. */
function isRow(block: Node): boolean {
  let row = block.type === nodes.paragraph;
  block.forEach((child) => {
    row &&= isPhoto(child) || child.type === nodes.soft_break || (child.isText && child.text!.trim() === '');
  });
  return row;
}

/** Puts a photo into the row at the caret, or into one of its own after the block the caret is in. */
export function insertPhoto(view: EditorView, photo: string): void {
  const { state } = view;
  const { $to } = state.selection;
  const image = nodes.image.create({ src: `photo:${photo}` });
  const tr = state.tr;
  if (isRow($to.parent)) {
    const apart = $to.parent.content.size > 0 ? [schema.text(' '), image] : [image];
    const end = $to.end();
    tr.insert(end, apart);
    tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(end)));
  } else {
    // After the outermost block that holds it, so that no list or quote is taken apart.
    const after = $to.depth > 0 ? $to.after(1) : state.doc.content.size;
    tr.insert(after, nodes.paragraph.create(null, image));
    tr.setSelection(TextSelection.create(tr.doc, after + 1 + image.nodeSize));
  }
  view.dispatch(tr.scrollIntoView());
}
