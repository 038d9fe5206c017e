// Finding by what someone types: every word of it, anywhere, whatever the case and the marks on the letters.

export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** Whether every word typed is in a text that is already [`plain`]. */
export function finder(typed: string): (plainText: string) => boolean {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return (text) => words.every((word) => text.includes(word));
}
