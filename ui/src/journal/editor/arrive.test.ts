import { EditorState, TextSelection } from 'prosemirror-state';
import { history, undo } from 'prosemirror-history';
import { expect, it } from 'vitest';
import { arriving } from './arrive';
import { fromMarkdown } from './parse';
import { toMarkdown } from './serialise';

const MARK = '|';
/** A page with the caret where the bar is. */
function at(marked: string): EditorState {
  const state = EditorState.create({ doc: fromMarkdown(marked.replace(MARK, '')), plugins: [history()] });
  const whole = fromMarkdown(marked);
  let caret = -1;
  whole.descendants((node, position) => {
    if (node.isText && node.text!.includes(MARK)) caret = position + node.text!.indexOf(MARK);
  });
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, caret)));
}
const shown = (state: EditorState): string => toMarkdown(state.tr.insertText(MARK).doc);
function takes(marked: string, markdown: string): string {
  const state = at(marked);
  const tr = arriving(state, fromMarkdown(markdown));
  const next = tr ? state.apply(tr) : state;
  expect(toMarkdown(next.doc)).toBe(toMarkdown(fromMarkdown(markdown)));
  return shown(next);
}

it('leaves the caret in its word, whatever comes around it', () => {
  expect(takes('one\n\ntw|o\n\nthree', 'ONE\n\ntwo\n\nTHREE\n\nfour')).toBe('ONE\n\ntw|o\n\nTHREE\n\nfour');
  expect(takes('one\n\ntw|o', 'zero\n\nanother\n\none\n\ntwo')).toBe('zero\n\nanother\n\none\n\ntw|o');
  expect(takes('one\n\ntw|o\n\nthree', 'two')).toBe('tw|o');
  expect(takes('a long l|ine here', 'a long line there, now')).toBe('a long l|ine there, now');
  expect(takes('- a\n- b|c\n\nend', '- a\n- bc\n\nthe end')).toBe('- a\n- b|c\n\nthe end');
});

it('says the new page whatever it was, and changes nothing where nothing differs', () => {
  const pages = ['', 'aa', 'aaa', 'a\n\na', 'a\n\nb\n\na', '## h\n\na', '> a\n\n- b', '---', '**a** b', '1. a\n2. b'];
  for (const before of pages)
    for (const after of pages) {
      const state = EditorState.create({ doc: fromMarkdown(before) });
      const tr = arriving(state, fromMarkdown(after));
      expect(toMarkdown((tr ? state.apply(tr) : state).doc)).toBe(toMarkdown(fromMarkdown(after)));
      if (before === after) expect(tr).toBeNull();
    }
});

it('is not undone with what one wrote oneself', () => {
  let state = at('mi|ne\n\ntheirs');
  state = state.apply(state.tr.insertText('X'));
  state = state.apply(arriving(state, fromMarkdown('miXne\n\nTHEIRS'))!);
  undo(state, (tr) => (state = state.apply(tr)));
  expect(toMarkdown(state.doc)).toBe('mine\n\nTHEIRS');
});
