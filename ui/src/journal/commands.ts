import { router, type Command } from '../kit';

export const commands: readonly Command[] = [
  { id: 'journal.write', text: 'command-new-entry', also: 'command-new-entry-also', keys: 'mod+n', run: () => router.go('journal/new') },
  { id: 'journal.find', text: 'command-find', also: 'command-find-also', keys: 'mod+f', run: () => router.go('journal/search') },
  { id: 'journal.removed', text: 'command-removed', also: 'command-removed-also', run: () => router.go('journal/removed') },
];
