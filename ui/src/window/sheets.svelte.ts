// The sheets of the window itself; one at a time.
export type Sheet = 'palette' | 'keys' | null;

class Sheets {
  open = $state<Sheet>(null);

  toggle(sheet: Exclude<Sheet, null>): void {
    this.open = this.open === sheet ? null : sheet;
  }
}

export const sheets = new Sheets();
