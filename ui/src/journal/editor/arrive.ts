// Another text comes into the page that is being written: only what differs is exchanged, so that the caret, the
// selection and what can be undone stay where they are.
import { Fragment, Slice, type Node } from 'prosemirror-model';
import type { EditorState, Transaction } from 'prosemirror-state';

interface Hunk {
  from: number;
  to: number;
  with: Node[];
}

/** More blocks than this, times as many, are compared as one. */
const CELLS = 250_000;

const childrenOf = (node: Node): Node[] => {
  const all: Node[] = [];
  node.forEach((child) => all.push(child));
  return all;
};

/** Which blocks of the old page become which of the new one. */
function hunks(before: Node[], after: Node[]): Hunk[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head]!.eq(after[head]!)) head += 1;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail)!.eq(after.at(-1 - tail)!)) tail += 1;
  const old = before.slice(head, before.length - tail);
  const fresh = after.slice(head, after.length - tail);
  if (old.length === 0 && fresh.length === 0) return [];
  if (old.length * fresh.length > CELLS) return [{ from: head, to: head + old.length, with: fresh }];
  // The longest row of blocks that both have.
  const width = fresh.length + 1;
  const longest = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = fresh.length - 1; j >= 0; j -= 1) longest[i * width + j] = old[i]!.eq(fresh[j]!) ? longest[(i + 1) * width + j + 1]! + 1 : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
  const found: Hunk[] = [];
  let [i, j] = [0, 0];
  let open: Hunk | null = null;
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i]!.eq(fresh[j]!)) {
      open = null;
      i += 1;
      j += 1;
      continue;
    }
    if (!open) {
      open = { from: head + i, to: head + i, with: [] };
      found.push(open);
    }
    if (j < fresh.length && (i === old.length || longest[i * width + j + 1]! >= longest[(i + 1) * width + j]!)) {
      open.with.push(fresh[j]!);
      j += 1;
    } else {
      i += 1;
      open.to = head + i;
    }
  }
  return found;
}

/** The change that makes this page say `doc`, or nothing where it does. */
export function arriving(state: EditorState, doc: Node): Transaction | null {
  const before = childrenOf(state.doc);
  const found = hunks(before, childrenOf(doc));
  if (found.length === 0) return null;
  const starts = [0];
  for (const block of before) starts.push(starts.at(-1)! + block.nodeSize);
  const tr = state.tr.setMeta('addToHistory', false);
  for (const hunk of found.reverse()) {
    const old = before.slice(hunk.from, hunk.to);
    const at = starts[hunk.from]!;
    // As many blocks as before, of the same kinds: within them, only the letters that differ.
    if (old.length === hunk.with.length && old.every((block, n) => block.sameMarkup(hunk.with[n]!))) {
      for (let n = old.length - 1; n >= 0; n -= 1) {
        const [was, is] = [old[n]!.content, hunk.with[n]!.content];
        const begin = starts[hunk.from + n]! + 1;
        const first = was.findDiffStart(is);
        const ends = was.findDiffEnd(is);
        if (first === null || !ends) continue;
        // The same letters twice at both ends must not be counted twice.
        const overlap = Math.max(0, first - Math.min(ends.a, ends.b));
        tr.replace(begin + first, begin + ends.a + overlap, hunk.with[n]!.slice(first, ends.b + overlap));
      }
    } else tr.replace(at, starts[hunk.to]!, new Slice(Fragment.from(hunk.with), 0, 0));
  }
  return tr;
}
