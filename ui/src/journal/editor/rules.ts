// What the typed signs of Markdown turn into. Each can be undone at once with Ctrl+Z or Backspace.
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import type { MarkType } from 'prosemirror-model';
import type { Plugin } from 'prosemirror-state';
import { isSafeLink } from '../links';
import { schema } from './schema';

const { nodes, marks } = schema;

/** `**word**` and its kin: the pattern's first group is what goes, its second what stays. */
function markRule(pattern: RegExp, type: MarkType): InputRule {
  return new InputRule(
    pattern,
    (state, match, start, end) => {
      const text = match[2];
      if (!text) return null;
      const lead = match[0].indexOf(match[1]!);
      const from = start + lead;
      const $from = state.doc.resolve(from);
      if ($from.parent.type.spec.code || state.doc.rangeHasMark(from, end, marks.code)) return null;
      const tr = state.tr;
      const begin = from + match[1]!.indexOf(text);
      const finish = begin + text.length;
      if (finish < end) tr.delete(finish, end);
      if (begin > from) tr.delete(from, begin);
      tr.addMark(from, from + text.length, type.create());
      return tr.removeStoredMark(type);
    },
    { inCodeMark: false },
  );
}

const linkRule = new InputRule(
  /\[([^[\]]+)\]\(([^\s()]+)\)$/,
  (state, match, start, end) => {
    const [, text, href] = match;
    if (!text || !href || !isSafeLink(href)) return null;
    return state.tr.replaceWith(start, end, schema.text(text, [marks.link.create({ href })])).removeStoredMark(marks.link);
  },
  { inCodeMark: false },
);

const ruleRule = new InputRule(/^(?:---|\*\*\*|___)$/, (state, _match, start) => {
  const $start = state.doc.resolve(start);
  if ($start.parent.type !== nodes.paragraph || $start.depth !== 1) return null;
  // A line to go on writing beneath.
  return state.tr.replaceWith($start.before(), $start.after(), [nodes.horizontal_rule.create(), nodes.paragraph.create()]);
});

const taskRule = new InputRule(/^\[([ xX])\]\s$/, (state, match, start, end) => {
  const $start = state.doc.resolve(start);
  const depth = $start.depth - 1;
  if (depth < 1 || $start.node(depth).type !== nodes.list_item || $start.index(depth) !== 0) return null;
  return state.tr.delete(start, end).setNodeMarkup($start.before(depth), null, { checked: match[1] !== ' ' });
});

export function markdownRules(): Plugin {
  return inputRules({
    rules: [
      // The page's title is the first level, so one sign and two both give the second.
      textblockTypeInputRule(/^(#{1,3})\s$/, nodes.heading, (match) => ({ level: Math.max(2, match[1]!.length) })),
      textblockTypeInputRule(/^```$/, nodes.code_block),
      wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
      wrappingInputRule(/^\s*([-+*])\s$/, nodes.bullet_list),
      wrappingInputRule(
        /^(\d{1,9})[.)]\s$/,
        nodes.ordered_list,
        (match) => ({ order: Number(match[1]) }),
        (match, node) => node.childCount + (node.attrs.order as number) === Number(match[1]),
      ),
      taskRule,
      ruleRule,
      linkRule,
      markRule(/(?:^|[^*])(\*\*([^\s*](?:[^*]*[^\s*])?)\*\*)$/, marks.strong),
      markRule(/(?:^|[^*])(\*([^\s*](?:[^*]*[^\s*])?)\*)$/, marks.em),
      markRule(/(?:^|[^\w])(__([^\s_](?:[^_]*[^\s_])?)__)$/, marks.strong),
      markRule(/(?:^|[^\w])(_([^\s_](?:[^_]*[^\s_])?)_)$/, marks.em),
      markRule(/(~~([^\s~](?:[^~]*[^\s~])?)~~)$/, marks.strike),
      markRule(/(`([^`]+)`)$/, marks.code),
    ],
  });
}
