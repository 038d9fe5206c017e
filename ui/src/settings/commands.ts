import { router, type Command } from '../kit';
import { SECTIONS } from './sections';

export const commands: readonly Command[] = SECTIONS.map((section, at) => ({
  id: `settings.${section}`,
  text: `command-settings-${section}`,
  ...(at === 0 ? { keys: 'mod+,' } : {}),
  run: () => router.go(`settings/${section}`),
}));
