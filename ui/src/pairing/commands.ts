import { router, type Command } from '../kit';
import { home } from '../session/home.svelte';

export const commands: readonly Command[] = [
  { id: 'partner.connect', text: 'command-partner-connect', also: 'command-partner-also', when: () => home.partner === null, run: () => router.go('us/partner') },
  { id: 'partner.show', text: 'command-partner-show', when: () => home.partner !== null, run: () => router.go('us/partner') },
];
