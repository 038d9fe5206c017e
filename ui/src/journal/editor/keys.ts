// Keys while writing. Tab indents only at the beginning of a list item and otherwise leaves the page, so nobody is caught in it.
import { baseKeymap, chainCommands, exitCode, lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { undoInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import type { NodeType } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import type { Command, EditorState, Plugin } from 'prosemirror-state';
import { schema } from './schema';

const { nodes, marks } = schema;

const hardBreak: Command = (state, dispatch) => {
  if (state.selection.$from.parent.type === nodes.heading) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
};

const atItemStart = (state: EditorState): boolean => {
  const { $from, empty } = state.selection;
  return empty && $from.parentOffset === 0 && $from.depth > 1 && $from.node(-1).type === nodes.list_item && $from.index(-1) === 0;
};
const whenAtItemStart =
  (command: Command): Command =>
  (state, dispatch, view) =>
    atItemStart(state) && command(state, dispatch, view);

/** Backspace at the beginning of a heading makes it a paragraph again. */
const backToParagraph: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || $from.parent.type !== nodes.heading) return false;
  return setBlockType(nodes.paragraph)(state, dispatch, view);
};

export const isIn = (state: EditorState, type: NodeType, attrs?: Record<string, unknown>): boolean => {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth >= 0; depth--) {
    const node = $from.node(depth);
    if (node.type === type) return Object.entries(attrs ?? {}).every(([name, value]) => node.attrs[name] === value);
  }
  return false;
};

const toggleHeading = (level: number): Command => (state, dispatch, view) =>
  isIn(state, nodes.heading, { level })
    ? setBlockType(nodes.paragraph)(state, dispatch, view)
    : setBlockType(nodes.heading, { level })(state, dispatch, view);

const toggleQuote: Command = (state, dispatch, view) =>
  isIn(state, nodes.blockquote) ? lift(state, dispatch, view) : wrapIn(nodes.blockquote)(state, dispatch, view);

/** A list of this kind, another kind of list, or no list. */
const toggleList = (type: NodeType): Command => (state, dispatch, view) => {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    if (node.type !== nodes.bullet_list && node.type !== nodes.ordered_list) continue;
    if (node.type === type) return liftListItem(nodes.list_item)(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup($from.before(depth), type));
    return true;
  }
  return wrapInList(type)(state, dispatch, view);
};

/** The item after a task is a task that is still open. */
const newItem: Command = (state, dispatch, view) => {
  const { $from } = state.selection;
  const task = $from.depth > 1 && $from.node(-1).type === nodes.list_item && $from.node(-1).attrs.checked !== null;
  return splitListItem(nodes.list_item, { checked: task ? false : null })(state, dispatch, view);
};

const insertRule: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.horizontal_rule.create()).scrollIntoView());
  return true;
};

export const actions = {
  bold: toggleMark(marks.strong),
  italic: toggleMark(marks.em),
  strike: toggleMark(marks.strike),
  heading: toggleHeading(2),
  subheading: toggleHeading(3),
  quote: toggleQuote,
  bullets: toggleList(nodes.bullet_list),
  numbers: toggleList(nodes.ordered_list),
  indent: sinkListItem(nodes.list_item),
  outdent: liftListItem(nodes.list_item),
  rule: insertRule,
  undo,
  redo,
} satisfies Record<string, Command>;
export type Action = keyof typeof actions;

export function writingKeys(): Plugin[] {
  return [
    keymap({
      'Mod-z': undo,
      'Shift-Mod-z': redo,
      'Mod-y': redo,
      'Mod-b': actions.bold,
      'Mod-i': actions.italic,
      'Mod-Shift-x': actions.strike,
      'Mod-e': toggleMark(marks.code),
      'Mod-Alt-2': actions.heading,
      'Mod-Alt-3': actions.subheading,
      'Mod-Alt-0': setBlockType(nodes.paragraph),
      'Mod-Shift-7': actions.numbers,
      'Mod-Shift-8': actions.bullets,
      'Mod-Shift-9': actions.quote,
      Backspace: chainCommands(undoInputRule, backToParagraph),
      Enter: newItem,
      'Shift-Enter': chainCommands(exitCode, hardBreak),
      'Mod-Enter': chainCommands(exitCode, hardBreak),
      Tab: whenAtItemStart(actions.indent),
      'Shift-Tab': whenAtItemStart(actions.outdent),
      'Mod-]': actions.indent,
      'Mod-[': actions.outdent,
    }),
    keymap(baseKeymap),
  ];
}
