import { EditorState, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { history } from 'prosemirror-history';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Page, type Standing } from './editor';
import { writingKeys } from './keys';
import { fromMarkdown } from './parse';
import { markdownRules } from './rules';
import { toMarkdown } from './serialise';

let view: EditorView | undefined;
afterEach(() => {
  view?.destroy();
  document.body.replaceChildren();
});

function open(markdown = ''): EditorView {
  const place = document.body.appendChild(document.createElement('div'));
  view = new EditorView(place, { state: EditorState.create({ doc: fromMarkdown(markdown), plugins: [markdownRules(), ...writingKeys(), history()] }) });
  view.dispatch(view.state.tr.setSelection(TextSelection.atEnd(view.state.doc)));
  return view;
}
function type(text: string): void {
  const here = view!;
  for (const letter of text) {
    const { from, to } = here.state.selection;
    const write = () => here.state.tr.insertText(letter, from, to);
    if (!here.someProp('handleTextInput', (handle) => handle(here, from, to, letter, write))) here.dispatch(write());
  }
}
function press(key: string, options: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options });
  return view!.someProp('handleKeyDown', (handle) => handle(view!, event)) ?? false;
}
const written = (): string => toMarkdown(view!.state.doc);

describe('typed signs', () => {
  it.each([
    ['## Morning', '## Morning'],
    ['# Morning', '## Morning'],
    ['### Later', '### Later'],
    ['> so she said', '> so she said'],
    ['- bread', '- bread'],
    ['* bread', '- bread'],
    ['3. third', '3. third'],
    ['- [ ] bread', '- [ ] bread'],
    ['- [x] bread', '- [x] bread'],
    ['a **bold** word', 'a **bold** word'],
    ['an *italic* word', 'an *italic* word'],
    ['__bold__ and _italic_', '**bold** and *italic*'],
    ['~~gone~~', '~~gone~~'],
    ['`code`', '`code`'],
    ['[hut](https://example.org)', '[hut](https://example.org)'],
    ['2 * 3 * 4', '2 \\* 3 \\* 4'],
    ['snake_case_name', 'snake_case_name'],
    ['[x](javascript:alert)', '\\[x\\](javascript:alert)'],
    ['今天*下雨*了', '今天*下雨*了'],
  ])('%s', (typed, markdown) => {
    open();
    type(typed);
    expect(written()).toBe(markdown);
  });

  it('a rule, and a line to go on', () => {
    open();
    type('---');
    type('after');
    expect(written()).toBe('---\n\nafter');
  });

  it('goes on after bold without being bold', () => {
    open();
    type('**a** b');
    expect(written()).toBe('**a** b');
  });

  it('comes back as signs with Backspace', () => {
    open();
    type('## ');
    press('Backspace');
    type('x');
    expect(written()).toBe('\\## x');
  });
});

describe('keys', () => {
  it('Enter goes on with the list, and ends it on an empty item', () => {
    open();
    type('- one');
    press('Enter');
    type('two');
    press('Enter');
    press('Enter');
    type('after');
    expect(written()).toBe('- one\n- two\n\nafter');
  });
  it('the task after a ticked one is open', () => {
    open();
    type('- [x] one');
    press('Enter');
    type('two');
    expect(written()).toBe('- [x] one\n- [ ] two');
  });
  it('Tab nests at the beginning of an item, and leaves the page everywhere else', () => {
    open();
    type('- one');
    expect(press('Tab')).toBe(false);
    press('Enter');
    expect(press('Tab')).toBe(true);
    expect(press('Tab')).toBe(false);
    type('two');
    expect(written()).toBe('- one\n  - two');
    open('plain');
    expect(press('Tab')).toBe(false);
  });
  it('Shift+Enter breaks the line', () => {
    open();
    type('a');
    press('Enter', { shiftKey: true });
    type('b');
    expect(written()).toBe('a\\\nb');
  });
  it('Ctrl+B, and undo', () => {
    open();
    press('b', { ctrlKey: true });
    type('a');
    expect(written()).toBe('**a**');
    press('z', { ctrlKey: true });
    expect(written()).toBe('');
  });
});

describe('the page', () => {
  function page(markdown = '') {
    const place = document.body.appendChild(document.createElement('div'));
    let standing: Standing | undefined;
    const onchange = vi.fn();
    const made = new Page(place, { markdown, label: 'Page', placeholder: 'Write', taskLabel: () => 'Done', onchange, onstanding: (next) => (standing = next), onlink: vi.fn() });
    return { made, place, onchange, standing: () => standing! };
  }

  it('is a text field by name, with spell checking', () => {
    const { place, made } = page('hello');
    const field = place.querySelector('[role=textbox]')!;
    expect(field).toHaveAttribute('aria-label', 'Page');
    expect(field).toHaveAttribute('spellcheck', 'true');
    made.destroy();
  });
  it('says when it is empty, and begins with a given line', () => {
    const { made, standing, onchange } = page();
    expect(standing().empty).toBe(true);
    made.begin('I haven’t said this out loud yet:');
    expect(made.markdown).toBe('I haven’t said this out loud yet:');
    expect(standing().empty).toBe(false);
    expect(onchange).toHaveBeenCalled();
    made.destroy();
  });
  it('knows whether there is anything new', () => {
    const { made } = page('a');
    expect(made.changed).toBe(false);
    made.run('heading');
    expect(made.changed).toBe(true);
    made.settle();
    expect(made.changed).toBe(false);
    made.destroy();
  });
  it('ticks a task', () => {
    const { made, place } = page('- [ ] bread');
    const box = place.querySelector<HTMLInputElement>('input[type=checkbox]')!;
    expect(box).toHaveAttribute('aria-label', 'Done');
    box.click();
    expect(made.markdown).toBe('- [x] bread');
    made.destroy();
  });
  it('puts no address into the page that could be followed', () => {
    const { place, made } = page('[x](https://example.org) ![p](https://example.org/p.png)');
    expect(place.querySelector('[href], [src]')).toBeNull();
    made.destroy();
  });
  it('links a given address', () => {
    const { made, standing } = page();
    made.link('https://example.org');
    expect(made.markdown).toBe('<https://example.org>');
    made.focus(true);
    expect(standing().link).toBe(null);
    made.destroy();
  });
});
