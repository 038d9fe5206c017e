import type { Attachment } from 'svelte/attachments';

function take(element: HTMLElement): void {
  // A dialog looks for `autofocus` when it opens, which is after its content is there.
  element.autofocus = true;
  element.focus();
}

/** Puts the focus here when the element appears: `<input {@attach focusHere} />`. */
export const focusHere: Attachment<HTMLElement> = (element) => {
  take(element);
};

/** The same, only when `yes`. */
export const focusWhen =
  (yes: boolean): Attachment<HTMLElement> =>
  (element) => {
    if (yes) take(element);
  };
