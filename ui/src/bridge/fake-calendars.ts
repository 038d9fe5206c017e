// The stand-in's side of other calendars.
import type { CalendarFile } from './bindings';
import { refuse } from './fake-recovery';

export class FakeCalendars {
  file: CalendarFile | null = null;
  /** What the picker gives; null: it was closed. */
  picked: string | null = 'lamplight-dates.ics';
  passphrase = (): string => '';
  tell: () => void = () => {};

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
  };

  #prove(passphrase: string): void {
    if (passphrase !== this.passphrase()) refuse('wrongPassphrase');
  }
}
