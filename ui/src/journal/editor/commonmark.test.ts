// The examples of the CommonMark specification: nothing of them is lost on the way through the page and back.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageForm } from './compare';
import { fromMarkdown } from './parse';
import { toMarkdown } from './serialise';

interface Example {
  number: number;
  section: string;
  markdown: string;
}

const examples = JSON.parse(readFileSync('../tests/fixtures/commonmark/examples.json', 'utf8')) as Example[];

describe('every example of CommonMark', () => {
  it('is all there', () => expect(examples).toHaveLength(652));

  it.each(examples)('$number ($section) comes back from Markdown as it was', ({ markdown }) => {
    const doc = fromMarkdown(markdown);
    doc.check();
    const written = toMarkdown(doc);
    const again = fromMarkdown(written);
    expect(pageForm(again), written).toEqual(pageForm(doc));
    expect(toMarkdown(again), 'a second round changes nothing').toBe(written);
  });
});
