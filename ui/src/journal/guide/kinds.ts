// The kinds of guided entries. A kind is a way to begin, and is kept nowhere.
export const KINDS = ['free', 'feelings', 'appreciation', 'memory', 'letter'] as const;
export type Kind = (typeof KINDS)[number];

/** Three first lines of each; what one feels, needs and fears are three doors of which any one is enough. */
export const LINES: Record<Exclude<Kind, 'free'>, readonly string[]> = {
  feelings: ['guide-line-feel', 'guide-line-need', 'guide-line-fear'],
  appreciation: ['guide-line-appreciation-1', 'guide-line-appreciation-2', 'guide-line-appreciation-3'],
  memory: ['guide-line-memory-1', 'guide-line-memory-2', 'guide-line-memory-3'],
  letter: ['guide-line-letter-1', 'guide-line-letter-2', 'guide-line-letter-3'],
};

export const isKind = (text: string | undefined): text is Kind => (KINDS as readonly (string | undefined)[]).includes(text);
