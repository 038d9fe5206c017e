// The numbers of those who can be called. They come with the program: nothing is asked of the engine, and no choice of country goes anywhere.
// Each was read from a stored copy of the page named beside it, of unknown age: look at the live page before a release.
import emergencyRows from './emergency.json';
import lineRows from './lines.json';

/** What a helpline is there for, in the order in which they are shown. */
export const SUBJECTS = ['violence', 'crisis', 'addiction'] as const;
export type Subject = (typeof SUBJECTS)[number];
export type ForWhom = 'anyone' | 'women' | 'men' | 'same-sex' | 'victims';

/** Where a number was found, and when. Hours and the rest say only what is said there. */
interface Sourced {
  /** Two letters. */
  country: string;
  phone: string;
  /** An official page, or the helpline's own. */
  source: string;
  /** Day. */
  retrieved: string;
}

export interface HelpLine extends Sourced {
  id: string;
  name: string;
  about: Subject;
  forWhom: ForWhom;
  /** Null where the source does not say. Clock times are those of every day. */
  hours: 'always' | { from: string; to: string } | null;
  /** Null where the source does not say. */
  free: true | null;
  /** Those that the source names; none where it names none. */
  languages: string[];
}

export interface EmergencyNumber extends Sourced {
  what: 'all' | 'police';
}

export const LINES = lineRows as readonly HelpLine[];
export const EMERGENCY = emergencyRows as readonly EmergencyNumber[];

/** Every country of which anything is known. */
export const COUNTRIES: readonly string[] = [...new Set([...EMERGENCY, ...LINES].map(({ country }) => country))].sort();
