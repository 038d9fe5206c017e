// The shared folder of the stand-in engine.
import type { MailboxState } from './bindings';

const NONE: MailboxState = { folder: null, only: false, trouble: null, waiting: 0, news: null, noticed: [] };

export class FakeMailbox {
  state = NONE;
  /** The folder that the picker gives; null closes it. */
  picks: string | null = 'For the two of us';

  readonly commands = {
    getMailbox: () => this.state,
    chooseMailbox: () => (this.picks === null ? null : (this.state = { ...this.state, folder: this.picks })),
    setMailboxOnly: (only: boolean) => (this.state = { ...this.state, only }),
    clearMailbox: () => (this.state = NONE),
  };
}
