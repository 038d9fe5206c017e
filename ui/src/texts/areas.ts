/** Areas that only some places need; a place names them in its route and they are read before it is shown. */
export const LATER_AREAS = ['gestures', 'ideas', 'questions', 'replies', 'first-lines', 'pictures', 'help', 'talks'] as const;
export type LaterArea = (typeof LATER_AREAS)[number];
