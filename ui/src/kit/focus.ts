import type { Attachment } from 'svelte/attachments';

/** Puts the focus here when the element appears: `<input {@attach focusHere} />`. */
export const focusHere: Attachment<HTMLElement> = (element) => {
  element.focus();
};

/** The same, only when `yes`. */
export const focusWhen =
  (yes: boolean): Attachment<HTMLElement> =>
  (element) => {
    if (yes) element.focus();
  };
