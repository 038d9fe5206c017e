// What is good to know, in the stand-in.
import type { Note, NoteInput, Notice, ShortPreview } from './bindings';
import { refuse } from './fake-recovery';

interface Home {
  readonly options: { partner: string | null; notes: boolean };
  tell(notice: Notice): void;
}

export class FakeNotes {
  list: Note[] = [];
  readonly away = new Set<string>();
  #home: Home = { options: { partner: null, notes: false }, tell: () => undefined };

  meet(home: Home): void {
    this.#home = home;
    if (home.options.notes) this.fill();
  }

  fill(): void {
    const ours = this.#home.options.partner !== null;
    this.list = [
      { id: 'a1'.padStart(32, '0'), sort: 'favourite', whose: 'partner', title: 'Tea', text: 'Smoky, no milk', ours },
      { id: 'a2'.padStart(32, '0'), sort: 'size', whose: 'me', title: 'Ring finger, left', text: '54', ours: false },
      { id: 'a3'.padStart(32, '0'), sort: 'gift', whose: 'partner', title: 'The red kite from the shop by the harbour', text: '', ours: false },
    ];
  }

  readonly commands = {
    listNotes: () => this.list.filter(({ id }) => !this.away.has(id)),
    addNote: (input: NoteInput, ours: boolean) => {
      if (ours && (!this.#home.options.partner || input.sort === 'gift')) return refuse('badInput');
      const note: Note = { ...input, id: `b${this.list.length}`.padStart(32, '0'), ours };
      this.list = [...this.list, note];
      this.#home.tell({ kind: 'noteChanged', id: note.id });
      return note;
    },
    changeNote: (id: string, input: NoteInput) => this.#put({ ...this.#note(id), ...input }),
    removeNote: (id: string, removed: boolean) => {
      if (removed) this.away.add(id);
      else this.away.delete(id);
      this.#put(this.#note(id));
      return null;
    },
  };

  /** The notes among what is short. */
  readonly short = {
    preview: (id: string): ShortPreview | null => {
      const note = this.list.find((one) => one.id === id);
      return note ? { consent: `consent ${id}`, title: note.title, text: note.text, date: null, partnerName: '' } : null;
    },
    share: (id: string): boolean => {
      const note = this.list.find((one) => one.id === id);
      if (note) this.#put({ ...note, ours: true });
      return note !== undefined;
    },
  };

  #note(id: string): Note {
    return this.list.find((note) => note.id === id) ?? refuse('notFound');
  }

  #put(note: Note): Note {
    this.list = this.list.map((old) => (old.id === note.id ? note : old));
    this.#home.tell({ kind: 'noteChanged', id: note.id });
    return note;
  }
}
