// Small sums about days, on this computer's calendar.

export function localDay(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

export function daysUntil(day: string, now: Date = new Date()): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${localDay(now)}T00:00:00Z`)) / 86_400_000);
}

export function yearsAgo(instant: string, now: Date = new Date()): number {
  return now.getFullYear() - new Date(instant).getFullYear();
}
