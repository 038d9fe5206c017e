// The stand-in’s days: those that matter, and the three that are near.
import type { ImportantDateView, ShortPreview, commands as realCommands } from './bindings';
import type { FakeEngine } from './fake';
import { refuse } from './fake-recovery';
import { day, importantDate, plus } from './fake-story';

type Commands = typeof realCommands;
type Names = 'listImportantDates' | 'keepImportantDate' | 'removeImportantDate' | 'restoreImportantDate' | 'quickTimes';

export function days(me: FakeEngine): { [K in Names]: (...args: Parameters<Commands[K]>) => unknown } {
  const removed = new Map<string, ImportantDateView>();
  return {
    listImportantDates: () => [...me.dates].sort((a, b) => a.inDays - b.inDays),
    keepImportantDate: (id, input) => {
      const ours = me.dates.find((old) => old.id === id)?.ours ?? false;
      const date = { ...importantDate(me.options.now, input, id ?? me.newId()), ours };
      me.dates = [...me.dates.filter((old) => old.id !== date.id), date];
      me.tell({ kind: 'importantDateChanged', id: date.id });
      return date;
    },
    removeImportantDate: (id) => {
      const gone = me.dates.find((date) => date.id === id) ?? refuse('notFound');
      me.dates = me.dates.filter((date) => date.id !== id);
      removed.set(id, gone);
      me.tell({ kind: 'importantDateChanged', id });
      return null;
    },
    restoreImportantDate: (id) => {
      const date = removed.get(id) ?? refuse('notFound');
      me.dates = [...me.dates, date];
      me.tell({ kind: 'importantDateChanged', id });
      return date;
    },
    quickTimes: () => {
      const at = (weekday: number, clock: string): string => `${day(plus(me.options.now, ((weekday - me.options.now.getDay() + 6) % 7) + 1))}T${clock}`;
      return [
        { id: 'fridayEvening', from: at(5, '19:00'), minutes: 180 },
        { id: 'saturdayMorning', from: at(6, '10:00'), minutes: 180 },
        { id: 'sunday', from: at(0, '14:00'), minutes: 180 },
      ];
    },
  };
}

/** What is short beside the menus: what is good to know, and the days that matter. */
export const shortOf = (me: FakeEngine): { preview(id: string): ShortPreview | null; share(id: string): boolean } => ({
  preview: (id) => {
    const date = me.dates.find((one) => one.id === id);
    return date ? { consent: `consent ${id}`, title: date.title, text: '', date, partnerName: '' } : me.notes.short.preview(id);
  },
  share: (id) => {
    if (!me.dates.some((one) => one.id === id)) return me.notes.short.share(id);
    me.dates = me.dates.map((one) => (one.id === id ? { ...one, ours: true } : one));
    me.tell({ kind: 'importantDateChanged', id });
    return true;
  },
});
