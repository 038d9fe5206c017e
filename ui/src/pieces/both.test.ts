import { expect, it } from 'vitest';
import { caretIn, instead } from './both';

it('puts the other wording in place of mine, and loses neither where mine is gone', () => {
  const both = { base: 'b', mine: 'as I', theirs: 'as they' };
  expect(instead('one\n\nas I\n\ntwo', both)).toBe('one\n\nas they\n\ntwo');
  expect(instead('one\n\nas I\n\ntwo', { ...both, theirs: '' })).toBe('one\n\ntwo');
  expect(instead('one', both)).toBe('one\n\nas they');
  expect(instead('one', { ...both, theirs: '' })).toBe('one');
});

it('keeps the caret in its line', () => {
  expect(caretIn('one\ntwo', 5, 'new\none\ntwo')).toBe(9);
  expect(caretIn('one two', 2, 'one two three')).toBe(2);
  expect(caretIn('one two', 7, 'zero one two')).toBe(12);
  expect(caretIn('one', 3, '')).toBe(0);
});
