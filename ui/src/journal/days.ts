// On which day an entry was lived: the calendar of its own zone decides, not this computer's.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const options: Intl.DateTimeFormatOptions = { year: 'numeric', month: '2-digit', day: '2-digit' };
    try {
      format = new Intl.DateTimeFormat('en-CA', { ...options, timeZone: zone });
    } catch {
      // A zone this computer does not know yet.
      format = new Intl.DateTimeFormat('en-CA', options);
    }
    formats.set(zone, format);
  }
  return format;
}

/** "2019-03-04" */
export function dayOf({ writtenAt, zone }: { writtenAt: string; zone: string }): string {
  const parts = Object.fromEntries(formatOf(zone).formatToParts(new Date(writtenAt)).map(({ type, value }) => [type, value]));
  return `${parts['year']}-${parts['month']}-${parts['day']}`;
}

export interface DayGroup<E> {
  day: string;
  /** The first day of its month in the list. */
  opensMonth: boolean;
  /** False when the day began on the page before. */
  opensDay: boolean;
  entries: E[];
}

/** Entries as days, given the day the list stood at before them. */
export function byDay<E extends { writtenAt: string; zone: string }>(entries: readonly E[], before: string | null): DayGroup<E>[] {
  const groups: DayGroup<E>[] = [];
  let last = before;
  for (const entry of entries) {
    const day = dayOf(entry);
    const group = groups.at(-1);
    if (group?.day === day) group.entries.push(entry);
    else groups.push({ day, opensMonth: last?.slice(0, 7) !== day.slice(0, 7), opensDay: last !== day, entries: [entry] });
    last = day;
  }
  return groups;
}
