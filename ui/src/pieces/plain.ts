// Plain words as Markdown: what was typed into an ordinary field reads the same on a page of the journal.

/** Signs that would mean something in the middle of a line. */
export function escapeText(text: string): string {
  return text
    .replace(/[\\`*~[\]]|_/g, (sign, at: number) => {
      const within = sign === '_' && /[^\W_]/.test(text[at - 1] ?? '') && /[^\W_]/.test(text[at + 1] ?? '');
      return within ? sign : `\\${sign}`;
    })
    .replace(/<(?=[A-Za-z/!?])/g, '\\<')
    .replace(/&(?=#?\w+;)/g, '\\&');
}

/** A line that would otherwise start a heading, a list, a quote, a fence or a rule. */
export function escapeLineStart(line: string): string {
  return line
    .replace(/^(#{1,6})(?=\s|$)/, '\\$1')
    .replace(/^[-+](?=\s|$|[-+])/, '\\$&')
    .replace(/^(>|=)/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^:(?=-)/, '\\:');
}

/** Lines stay lines; an empty line begins a new paragraph. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => escapeLineStart(escapeText(line.trim())))
        .join('\\\n'),
    )
    .join('\n\n');
}
