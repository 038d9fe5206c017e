// What the screens around the recovery sheet share.
import type { BridgeError } from '../bridge';

const ABOUT_WORDS = new Set(['wrongWords', 'wordCount', 'wordsDoNotFit', 'otherSheet', 'noSheet']);

/** Whether a refusal is about the words of the sheet, and belongs beside their field. */
export const isAboutWords = (error: BridgeError | null): boolean => error !== null && ABOUT_WORDS.has(error.code);
