import { expect, it } from 'vitest';
import { fromMarkdown } from './parse';
import { plainMarkdown } from '../../pieces/plain';

// What an ordinary field wrote must read the same on the page.
it.each(['# not a heading', '- not a list', '1. nor this', 'a *b* _c_ ~~d~~ `e`', '<b>&amp;', '[x](y)', '\\', 'one\ntwo', '雨が降る。'])('%s stays what it is', (text) => {
  const doc = fromMarkdown(plainMarkdown(text));
  expect(doc.textBetween(0, doc.content.size, '\n\n', '\n')).toBe(text);
});

it('keeps paragraphs', () => {
  expect(plainMarkdown('one\n\n\ntwo\n')).toBe('one\n\ntwo');
});
