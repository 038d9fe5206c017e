// Whether two pages say the same. Markdown cannot say that a space is bold, or that a line ends in a space;
// everything else must be equal. The serialiser asks this of itself, and the tests ask it of the serialiser.
import type { Fragment, Node } from 'prosemirror-model';
import { schema } from './schema';

interface Letter {
  text: string;
  marks: string;
  kind: 'letter' | 'space' | 'break';
}

function letters(content: Fragment): Letter[] {
  const result: Letter[] = [];
  content.forEach((node) => {
    const name = (all: boolean): string =>
      node.marks
        .filter((mark) => all || mark.type === schema.marks.link || mark.type === schema.marks.code)
        .map((mark) => mark.type.name + JSON.stringify(mark.attrs))
        .sort()
        .join();
    const code = node.marks.some((mark) => mark.type === schema.marks.code);
    if (node.isText) {
      for (const letter of node.text!) {
        const space = !code && /^\s$/u.test(letter);
        // Only these are taken off the ends of a line; a wide East Asian space is part of the text.
        result.push({ text: letter, marks: name(!space), kind: space && /^[ \t\n]$/.test(letter) ? 'space' : 'letter' });
      }
    } else if (node.type === schema.nodes.image) result.push({ text: JSON.stringify(node.attrs), marks: name(true), kind: 'letter' });
    else result.push({ text: node.type.name, marks: '', kind: 'break' });
  });
  return result;
}

/** A block's text in one form: no spaces beside line ends, no line ends at the edges. */
export function textForm(content: Fragment): string {
  const kept: Letter[] = [];
  for (const letter of letters(content)) {
    if (letter.kind === 'break') {
      while (kept.at(-1)?.kind === 'space') kept.pop();
      if (kept.length === 0) continue;
      // Two soft ends in a row would end the paragraph; the second one is a real break.
      const again = kept.at(-1)?.kind === 'break';
      kept.push(again ? { ...letter, text: schema.nodes.hard_break.name } : letter);
    } else if (letter.kind === 'letter' || (kept.length > 0 && kept.at(-1)!.kind !== 'break')) kept.push(letter);
  }
  while (kept.length > 0 && kept.at(-1)!.kind !== 'letter') kept.pop();
  return JSON.stringify(kept.map((letter) => [letter.text, letter.marks]));
}

type Form = string | [string, unknown, Form[]];

/** A page in one form. How tightly a list is set is not part of it. */
export function pageForm(node: Node): Form {
  if (node.type === schema.nodes.code_block) return ['code', node.attrs, [node.textContent]];
  if (node.isTextblock) return [node.type.name, node.attrs, [textForm(node.content)]];
  const children: Form[] = [];
  node.forEach((child) => {
    if (child.type !== schema.nodes.paragraph || textForm(child.content) !== '[]') children.push(pageForm(child));
  });
  const { tight: _tight, ...attrs } = node.attrs as Record<string, unknown>;
  return [node.type.name, attrs, children];
}

export function sayTheSame(a: Node, b: Node): boolean {
  return JSON.stringify(pageForm(a)) === JSON.stringify(pageForm(b));
}
