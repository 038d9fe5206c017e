import { router, type Command } from '../kit';

export const commands: readonly Command[] = [{ id: 'today.write', text: 'command-write-line', run: () => router.go('today/line') }];
