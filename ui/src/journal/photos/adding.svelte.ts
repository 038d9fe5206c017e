// Files that become photos, one after the other: the good ones are kept, and each of the others has a line.
import { bridge, type PhotoRefusal } from '../../bridge';

/** As the engine has it; a larger one is not even read. */
const MOST_BYTES = 20 * 1024 * 1024;

export interface NotAdded {
  name: string;
  why: PhotoRefusal;
}

/** A file as the engine takes it. */
function base64(file: File): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done((reader.result as string).replace(/^[^,]*,?/, ''));
    reader.onerror = () => failed(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(file);
  });
}

export class Adding {
  refused = $state.raw<readonly NotAdded[]>([]);
  error = $state.raw<unknown>(null);
  /** How many of how many; null while nothing is being added. */
  progress = $state.raw<{ at: number; of: number } | null>(null);
  /** Every pixel is kept. */
  whole = $state(false);

  constructor(
    /** The entry they are for; it may have to be made. Null when it could not be. */
    private readonly entry: () => Promise<string | null>,
    private readonly onkept: (photo: string) => void,
  ) {}

  /** How many were kept. */
  async add(files: readonly File[]): Promise<number> {
    if (files.length === 0 || this.progress) return 0;
    this.refused = [];
    this.error = null;
    let kept = 0;
    try {
      this.progress = { at: 1, of: files.length };
      const entry = await this.entry();
      if (entry === null) return 0;
      for (const [at, file] of files.entries()) {
        this.progress = { at: at + 1, of: files.length };
        const why = await this.#one(entry, file);
        if (why) this.refused = [...this.refused, { name: file.name, why }];
        else kept += 1;
      }
    } catch (thrown) {
      this.error = thrown;
    } finally {
      this.progress = null;
    }
    return kept;
  }

  async #one(entry: string, file: File): Promise<PhotoRefusal | null> {
    if (file.size > MOST_BYTES) return 'tooLarge';
    let bytes: string;
    try {
      bytes = await base64(file);
    } catch {
      // A folder that was dropped, or a file that has gone.
      return 'notAPicture';
    }
    const added = await bridge.addPhoto(entry, bytes, this.whole);
    if (added.kind === 'refused') return added.why;
    this.onkept(added.photo.id);
    return null;
  }
}
