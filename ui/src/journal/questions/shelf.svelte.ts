// The ladders and what has been brought, read again whenever something of it changes.
import { bridge, onNotice, type QuestionShelf, type SealedLine } from '../../bridge';
import { questionOf } from '../../pieces/questions';

export class Questions {
  shelf = $state.raw<QuestionShelf | null>(null);
  lines = $state.raw<SealedLine[]>([]);
  error = $state.raw<unknown>(null);

  async read(): Promise<void> {
    try {
      const [shelf, lines] = await Promise.all([bridge.listQuestions(), bridge.listSealed()]);
      this.lines = lines.filter(({ form }) => questionOf(form) !== null);
      this.shelf = shelf;
      this.error = null;
    } catch (thrown) {
      this.error = thrown;
    }
  }

  watch(): () => void {
    void this.read();
    const stop = onNotice(['sealedArrived', 'sealedOpened', 'sealedChanged', 'sharingChanged'], () => void this.read());
    // What folds away does so by the calendar, and nobody says so.
    const seen = (): void => void (document.visibilityState === 'visible' && this.read());
    document.addEventListener('visibilitychange', seen);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', seen);
    };
  }
}
