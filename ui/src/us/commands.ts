import { router, type Command } from '../kit';

export const commands: readonly Command[] = [
  { id: 'us.new-day', text: 'command-us-new-day', run: () => router.go('us/new') },
  { id: 'us.new-note', text: 'command-us-new-note', also: 'command-us-new-note-also', run: () => router.go('us/note') },
  { id: 'us.talks', text: 'command-us-talks', also: 'command-us-talks-also', run: () => router.go('us/talks') },
  { id: 'us.ahead', text: 'command-us-ahead', also: 'command-us-ahead-also', run: () => router.go('us/ahead') },
  { id: 'us.wishes', text: 'command-us-wishes', also: 'command-us-wishes-also', run: () => router.go('us/wishes') },
  { id: 'us.promises', text: 'command-us-promises', also: 'command-us-promises-also', run: () => router.go('us/promises') },
  { id: 'us.pause', text: 'command-pause', also: 'command-pause-also', run: () => router.go('us/pause') },
  // `replace`: the help page leaves no step behind.
  { id: 'us.help', text: 'command-help', also: 'command-help-also', run: () => router.go('us/help', { replace: true }) },
];
