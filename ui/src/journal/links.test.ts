import { expect, it } from 'vitest';
import { completeLink } from './links';

it.each([
  ['example.org', 'https://example.org'],
  ['example.org/a?b=c', 'https://example.org/a?b=c'],
  ['https://example.org', 'https://example.org'],
  [' http://example.org ', 'http://example.org'],
  ['jo@example.org', 'mailto:jo@example.org'],
  ['javascript:alert(1)', null],
  ['file:///etc/passwd', null],
  ['data:text/html,x', null],
  ['just words', null],
  ['word', null],
])('%s', (typed, address) => expect(completeLink(typed)).toBe(address));
