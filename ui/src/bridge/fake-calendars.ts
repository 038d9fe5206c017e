// The stand-in's side of other calendars.
import type { Calendar, CalendarFile, Hours, Slot, TimeAsk } from './bindings';
import { refuse } from './fake-recovery';

export class FakeCalendars {
  file: CalendarFile | null = null;
  /** What the picker gives; null: it was closed. */
  picked: string | null = 'lamplight-dates.ics';
  all: Calendar[] = [];
  usual: (Hours | null)[] = [...Array<Hours>(5).fill({ from: '18:00', until: '23:00' }), { from: '10:00', until: '23:00' }, { from: '10:00', until: '23:00' }];
  slots: Slot[] = [];
  ask: TimeAsk | null = null;
  passphrase = (): string => '';
  tell: () => void = () => {};

  /** Something to look at. */
  fill(now: Date): void {
    const one = { on: true, elsewhere: false, read: now.toISOString(), trouble: null, events: 214, broken: 0, strangeZones: 0, endless: 0 };
    this.all = [
      { ...one, id: 'w', name: 'Work and everything around it.ics' },
      { ...one, id: 'a', name: 'calendar.example.org', elsewhere: true, trouble: 'certificate', events: 40 },
      { ...one, id: 'c', name: 'choir.ics', events: 12, broken: 2, strangeZones: 1, trouble: 'gone' },
    ];
    this.slots = [3, 4, 10, 1, 8].map((ahead, n) => {
      const day = new Date(now.getTime() + ahead * 86_400_000).toISOString().slice(0, 10);
      const hour = [19, 18, 19, 15, 20][n]!;
      return { from: `${day}T${hour}:00`, until: `${day}T${hour + 2}:00`, zone: 'Europe/Berlin', instant: `${day}T${hour - 1}:00:00Z`, minutes: 120, there: null, reasons: n < 2 ? ['free', 'roomAround', 'evening', 'weekend', 'notAWorkNight'] : ['free', 'evening'] };
    });
  }

  readonly commands = {
    saveOutingFile: (): boolean => this.picked !== null,
    getCalendarFile: (): CalendarFile | null => this.file,
    keepCalendarFile: (onlyBusy: boolean, passphrase: string): CalendarFile | null => {
      this.#prove(passphrase);
      if (this.picked !== null) this.file = { name: this.picked, onlyBusy, written: null, failed: false };
      this.tell();
      return this.file;
    },
    saveAllPlans: (_: boolean, passphrase: string): number | null => {
      this.#prove(passphrase);
      return this.picked === null ? null : 3;
    },
    dropCalendarFile: (): null => {
      this.file = null;
      this.tell();
      return null;
    },
    listCalendars: (): Calendar[] => this.all,
    addCalendar: (): Calendar[] | null => {
      if (this.picked === null) return null;
      this.all = [...this.all, { id: this.picked, name: this.picked, elsewhere: false, on: true, read: '2026-05-06T14:00:00Z', trouble: null, events: 12, broken: 0, strangeZones: 0, endless: 0 }];
      this.tell();
      return this.all;
    },
    addCalendarAddress: (address: string): Calendar[] => {
      const at = /^(?:https|webcals?):\/\/([^/?#]+)/.exec(address.trim());
      if (!at) return refuse('badInput');
      this.all = [...this.all, { id: address, name: at[1]!, elsewhere: true, on: true, read: null, trouble: 'noAnswer', events: 0, broken: 0, strangeZones: 0, endless: 0 }];
      this.tell();
      return this.all;
    },
    countCalendar: (id: string, on: boolean): Calendar[] => {
      this.all = this.all.map((one) => (one.id === id ? { ...one, on } : one));
      this.tell();
      return this.all;
    },
    removeCalendar: (id: string): Calendar[] => {
      this.all = this.all.filter((one) => one.id !== id);
      this.tell();
      return this.all;
    },
    readCalendars: (): Calendar[] => this.all,
    getUsualHours: (): (Hours | null)[] => this.usual,
    changeUsualHours: (usual: (Hours | null)[]): null => {
      if (usual.some((day) => day && day.from >= day.until)) refuse('badTime');
      this.usual = usual;
      return null;
    },
    getTimeAsk: (): TimeAsk | null => this.ask,
    askForTime: (weeks: number): TimeAsk | null => this.#stand({ id: '7a'.padStart(32, '0'), mineShown: true, theirsShown: false, until: new Date(Date.UTC(2026, 4, 6 + 7 * weeks)).toISOString() }),
    showMyTime: (id: string): TimeAsk | null => (this.ask?.id === id ? this.#stand({ ...this.ask, mineShown: true }) : refuse('notFound')),
    letTimeGo: (id: string): TimeAsk | null => (this.ask?.id === id ? this.#stand(null) : refuse('notFound')),
    findTime: (minutes: number): Slot[] => this.slots.map((slot) => ({ ...slot, minutes })),
  };

  #stand(ask: TimeAsk | null): TimeAsk | null {
    this.ask = ask;
    this.tell();
    return ask;
  }

  #prove(passphrase: string): void {
    if (passphrase !== this.passphrase()) refuse('wrongPassphrase');
  }
}
