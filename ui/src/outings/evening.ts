// Three questions for an evening: one of each ladder, light ones, the same each time one looks.
import type { QuestionShelf } from '../bridge';

/** A number of a text, the same on every computer. */
function numberOf(text: string): number {
  let number = 7;
  for (const letter of text) number = (number * 31 + letter.codePointAt(0)!) % 1_000_003;
  return number;
}

/** The ids of one question from each ladder that neither has brought yet; of the light ones, as long as there are any. */
export function questionsFor(outing: string, shelf: QuestionShelf): string[] {
  return shelf.ladders.flatMap(({ id, steps }) => {
    const open = steps.filter(({ run }) => run === null);
    const light = open.filter(({ depth }) => depth === 1);
    const among = light.length > 0 ? light : open;
    const chosen = among[numberOf(`${outing}${id}`) % Math.max(1, among.length)];
    return chosen ? [chosen.id] : [];
  });
}

/** Ideas that are watched: they have questions of their own, about the people in it first and about us after. */
const WATCHED = ['film-of-your-youth', 'film-in-step', 'film-under-the-sky', 'film-about-two', 'film-without-subtitles'];
export const isWatched = (idea: string | null): boolean => idea !== null && WATCHED.includes(idea);
