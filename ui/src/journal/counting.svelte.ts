// How many words a page has, for whoever wants to know. Off until it is asked for, and off again the next time.

export const counting = $state({ on: false });

/** Words as the reader's language has them, also where it writes none apart. */
export function countWords(text: string, language: string): number {
  let words = 0;
  for (const { isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) if (isWordLike) words += 1;
  return words;
}
