// Surprises: what both may know of them, read at once and again whenever one changes.
import { bridge, onNotice, type OpenPart, type SealedLine } from '../bridge';
import { ownZone } from '../pieces/outings';

/** One whose open part has come. */
export interface Surprise {
  line: SealedLine;
  open: OpenPart;
}

export const asSurprise = (line: SealedLine): Surprise | null => (line.form.kind === 'surprise' && line.form.open ? { line, open: line.form.open } : null);

/** A wall time so many minutes on, on the same clock. */
export function wallOn(wall: string, minutes: number): string {
  return new Date(Date.parse(`${wall.slice(0, 16)}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
}
export const minutesBetween = (from: string, until: string): number => Math.round((Date.parse(`${until.slice(0, 16)}:00Z`) - Date.parse(`${from.slice(0, 16)}:00Z`)) / 60_000);

/** Not over yet, as far as the clock there says. */
export function isAhead({ open, line }: Surprise, now: Date): boolean {
  if (line.stage !== 'waiting' && line.stage !== 'opened') return false;
  const there = new Intl.DateTimeFormat('sv-SE', { timeZone: open.zone || ownZone(), dateStyle: 'short', timeStyle: 'short' }).format(now).replace(' ', 'T');
  return open.until.slice(0, 16) > there;
}

export class Surprises {
  all = $state.raw<Surprise[]>([]);
  error = $state.raw<unknown>(null);

  async read(): Promise<void> {
    try {
      const lines = await bridge.listSealed();
      const now = new Date();
      this.all = lines
        .flatMap((line) => asSurprise(line) ?? [])
        .filter((one) => isAhead(one, now))
        .sort((a, b) => a.open.from.localeCompare(b.open.from));
      this.error = null;
    } catch (thrown) {
      this.error = thrown;
    }
  }

  watch(): () => void {
    void this.read();
    return onNotice(['sealedArrived', 'sealedChanged', 'sealedOpened', 'sharingChanged'], () => void this.read());
  }
}
