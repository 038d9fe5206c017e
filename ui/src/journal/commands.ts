import type { Command } from '../kit';

export const commands: readonly Command[] = [];
