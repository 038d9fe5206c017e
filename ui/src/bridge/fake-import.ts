// A journal that is brought in, at once or, where a test wants to look on, slowly.
import type { ImportProgress, ImportReport, JournalForm } from './bindings';

export class FakeImport {
  /** While this is there, an import takes its time, and this is how far it is. */
  far: ImportProgress | null = null;
  #end: ((stopped: boolean) => void) | null = null;

  /** The slow one comes to its end. */
  finish(stopped = false): void {
    this.far = null;
    this.#end?.(stopped);
  }

  readonly answers = {
    importJournal: (_form: JournalForm, dryRun: boolean): ImportReport | Promise<ImportReport> => {
      const report = (stopped: boolean): ImportReport => ({ added: 212, already: 3, pictures: 48, failed: [{ file: 'notes/2014/untitled.md', why: 'badDate' }, { file: 'pictures/lake.md', why: 'notText' }], dryRun, stopped });
      return this.far === null ? report(false) : new Promise((resolve) => (this.#end = (stopped) => resolve(report(stopped))));
    },
    getImport: (): ImportProgress | null => this.far,
    stopImport: (): null => {
      this.finish(true);
      return null;
    },
  };
}
