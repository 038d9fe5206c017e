// What is good to know, in the stand-in.
import type { Note, NoteInput } from './bindings';
import { refuse } from './fake-recovery';

export class FakeNotes {
  list: Note[] = [];
  readonly away = new Set<string>();
  partner: () => string | null = () => null;
  tell: (id: string) => void = () => undefined;

  fill(): void {
    const ours = this.partner() !== null;
    this.list = [
      { id: 'a1'.padStart(32, '0'), sort: 'favourite', whose: 'partner', title: 'Tea', text: 'Smoky, no milk', ours },
      { id: 'a2'.padStart(32, '0'), sort: 'size', whose: 'me', title: 'Ring finger, left', text: '54', ours: false },
      { id: 'a3'.padStart(32, '0'), sort: 'gift', whose: 'partner', title: 'The red kite from the shop by the harbour', text: '', ours: false },
    ];
  }

  readonly commands = {
    listNotes: () => this.list.filter(({ id }) => !this.away.has(id)),
    addNote: (input: NoteInput, ours: boolean) => {
      if (ours && (!this.partner() || input.sort === 'gift')) return refuse('badInput');
      const note: Note = { ...input, id: `b${this.list.length}`.padStart(32, '0'), ours };
      this.list = [...this.list, note];
      this.tell(note.id);
      return note;
    },
    changeNote: (id: string, input: NoteInput) => this.#put({ ...this.#note(id), ...input }),
    removeNote: (id: string, removed: boolean) => {
      if (removed) this.away.add(id);
      else this.away.delete(id);
      this.#put(this.#note(id));
      return null;
    },
    previewNote: (id: string) => {
      const { title, text } = this.#note(id);
      return { consent: `consent ${id}`, title, text, partnerName: this.partner() ?? refuse('noPartner') };
    },
    shareNote: (id: string, consent: string) => {
      if (consent !== `consent ${id}`) return refuse('badInput');
      this.#put({ ...this.#note(id), ours: true });
      return null;
    },
  };

  #note(id: string): Note {
    return this.list.find((note) => note.id === id) ?? refuse('notFound');
  }

  #put(note: Note): Note {
    this.list = this.list.map((old) => (old.id === note.id ? note : old));
    this.tell(note.id);
    return note;
  }
}
