import { router, type Command } from '../kit';

export const commands: readonly Command[] = [
  { id: 'journal.write', text: 'command-new-entry', also: 'command-new-entry-also', keys: 'mod+n', run: () => router.go('journal/new') },
  { id: 'journal.capture', text: 'command-capture', also: 'command-capture-also', run: () => router.go('capture') },
  { id: 'journal.find', text: 'command-find', also: 'command-find-also', keys: 'mod+f', run: () => router.go('journal/search') },
  { id: 'journal.months', text: 'command-months', also: 'command-months-also', run: () => router.go('journal/months') },
  { id: 'journal.photos', text: 'command-photos', also: 'command-photos-also', run: () => router.go('journal/photos') },
  ...(['feelings', 'appreciation', 'memory', 'letter'] as const).map((kind): Command => ({ id: `journal.guide-${kind}`, text: `command-guide-${kind}`, also: `command-guide-${kind}-also`, run: () => router.go(`journal/new/${kind}`) })),
  { id: 'journal.questions', text: 'command-questions', also: 'command-questions-also', run: () => router.go('journal/questions') },
  { id: 'journal.own-question', text: 'command-own-question', also: 'command-own-question-also', run: () => router.go('journal/questions/own') },
  { id: 'journal.removed', text: 'command-removed', also: 'command-removed-also', run: () => router.go('journal/removed') },
];
