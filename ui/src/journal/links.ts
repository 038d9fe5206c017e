// Which addresses may be a link, and how a hand-written one is completed.
const SAFE = /^(https?:\/\/|mailto:)[^\s<>]+$/i;

/** Whether an address may become a link by hand or by pasting. Others stay plain text. */
export function isSafeLink(href: string): boolean {
  return SAFE.test(href);
}

/** "example.org" as "https://example.org"; null when it can't be an address. */
export function completeLink(typed: string): string | null {
  const text = typed.trim();
  if (isSafeLink(text)) return text;
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return `mailto:${text}`;
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^:/]+\.[^:/]+:\d+/.test(text)) return null;
  const https = `https://${text}`;
  return /^[^\s/]+\.[^\s/.]{2,}/.test(text) && isSafeLink(https) ? https : null;
}
