// Where two people, or one in two places, changed the same words.
import type { BothEdited } from '../bridge';

/** A text with the other wording in place of mine. What is no longer there as I wrote it stays, and the other comes after it. */
export function instead(text: string, { mine, theirs }: BothEdited): string {
  const at = mine === '' ? -1 : text.indexOf(mine);
  if (at >= 0) return (text.slice(0, at) + theirs + text.slice(at + mine.length)).replace(/\n{3,}/g, '\n\n').trim();
  return theirs === '' ? text : `${text.trimEnd()}\n\n${theirs}`;
}

/** Where the caret goes when the text around it becomes another: it stays in its line, wherever that is now. */
export function caretIn(before: string, caret: number, after: string): number {
  const start = before.lastIndexOf('\n', caret - 1) + 1;
  const end = before.indexOf('\n', caret);
  const line = before.slice(start, end < 0 ? undefined : end);
  const lines = after.split('\n');
  const number = before.slice(0, start).split('\n').length - 1;
  const same = lines.flatMap((other, n) => (other === line ? [n] : [])).sort((a, b) => Math.abs(a - number) - Math.abs(b - number))[0];
  if (same !== undefined) return lines.slice(0, same).reduce((sum, other) => sum + other.length + 1, 0) + caret - start;
  let head = 0;
  while (head < caret && before[head] === after[head]) head += 1;
  if (head === caret) return caret;
  return Math.max(0, Math.min(after.length, after.length - (before.length - caret)));
}
