// A photo as an address the page can show. It is made of bytes that the engine gave, and only this page knows it.
import { bridge } from '../../bridge';

/** How a text names a photo of its entry. */
export const PHOTO = /^photo:([0-9a-f]{32})$/;

/** Null while it is not here. Whoever asks lets go of it: `URL.revokeObjectURL`. */
async function photoAddress(entry: string, photo: string, small: boolean): Promise<string | null> {
  const bytes = await bridge.readPhoto(entry, photo, small);
  if (bytes === null) return null;
  const jpeg = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
  return URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' }));
}

/** Addresses of one screen, each made once and all let go together. */
export class Addresses {
  readonly #made = new Map<string, Promise<string | null>>();

  get(entry: string, photo: string, small = true): Promise<string | null> {
    const key = `${entry} ${photo} ${small}`;
    const known = this.#made.get(key);
    if (known) return known;
    const made = photoAddress(entry, photo, small).catch(() => null);
    this.#made.set(key, made);
    // What is not here yet is asked for again the next time.
    void made.then((address) => {
      if (address === null) this.#made.delete(key);
    });
    return made;
  }

  release(): void {
    for (const made of this.#made.values()) void made.then((address) => address !== null && URL.revokeObjectURL(address));
    this.#made.clear();
  }
}

/** Says the address of one photo once it is here, and lets it go with what it gives back. */
export function showPhoto(entry: string, photo: string, small: boolean, shown: (address: string) => void): () => void {
  const addresses = new Addresses();
  let over = false;
  void addresses.get(entry, photo, small).then((address) => address !== null && !over && shown(address));
  return () => {
    over = true;
    addresses.release();
  };
}
