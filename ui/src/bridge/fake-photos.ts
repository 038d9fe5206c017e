// Photos of the stand-in: what a file begins with decides, as in the engine.
import type { EntryView, PhotoAdded, PhotoRefusal } from './bindings';

/** A grey JPEG of one point. */
export const GREY =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////2wBDAf//////////////////////////////////////////////////////////////////////////////////////wAARCAABAAEDASIAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAUAQEAAAAAAAAAAAAAAAAAAAAA/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AR//Z';

function refusal(file: string): PhotoRefusal | null {
  if (file === '') return 'empty';
  const begins = atob(file.slice(0, 16));
  if (begins.startsWith('GIF8')) return 'gif';
  if (begins.startsWith('\xff\xd8\xff') || begins.startsWith('\x89PNG')) return null;
  return 'notAPicture';
}

export class FakePhotos {
  readonly #files = new Map<string, string>();

  add(entry: EntryView, file: string): PhotoAdded {
    const why = refusal(file);
    if (why) return { kind: 'refused', why };
    const photo = { id: (this.#files.size + 1).toString(16).padStart(32, '0'), width: 480, height: 320, refused: false };
    this.#files.set(photo.id, file);
    entry.photos = [...entry.photos, photo];
    entry.photo ??= photo.id;
    return { kind: 'kept', photo };
  }

  read(photo: string): string | null {
    return this.#files.get(photo) ?? null;
  }
}
