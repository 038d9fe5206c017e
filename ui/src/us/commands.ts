import { router, type Command } from '../kit';

export const commands: readonly Command[] = [
  { id: 'us.new-day', text: 'command-us-new-day', run: () => router.go('us/new') },
  // `replace`: the help page leaves no step behind.
  { id: 'us.help', text: 'command-help', also: 'command-help-also', run: () => router.go('us/help', { replace: true }) },
];
