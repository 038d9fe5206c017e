import { describe, expect, it } from 'vitest';
import { COUNTRIES, EMERGENCY, LINES, SUBJECTS, type ForWhom } from './lines';

/** Whose pages count as official: those of a state, a union of states, a region, a town or a public health service. */
const AUTHORITIES = [
  /\.gov$/, /\.gov\.(uk|au)$/, /\.govt\.nz$/, /\.nhs\.uk$/, /(^|\.)police\.uk$/, /\.gc\.ca$/, /(^|\.)gov\.ie$/, /\.gv\.at$/, /^rtr\.at$/, /\.admin\.ch$/, /\.europa\.eu$/, /\.who\.int$/,
  /^www\.rijksoverheid\.nl$/, /^polizei\.nrw$/, /^www\.baden-wuerttemberg\.de$/, /^gluecksspiel-behoerde\.de$/,
  // The Swiss federal offices for civil protection and for public health.
  /^blog\.alertswiss\.ch$/, /^www\.bag-blueprint\.ch$/,
];
/** A helpline's own pages, each a number that a state or the European Union has given it. */
const OPERATORS: Record<string, string> = { 'www.hilfetelefon.de': '116 016', 'weisser-ring.de': '116 006', 'www.1522.eu': '1522' };

const known = [...LINES.map((line) => ({ ...line, label: line.id })), ...EMERGENCY.map((row) => ({ ...row, label: `${row.country} ${row.phone}` }))];

describe.each(known)('the number $label', ({ country, phone, source, retrieved }) => {
  it('was found on an official page', () => {
    const address = new URL(source);
    expect(address.protocol).toBe('https:');
    expect(source).toBe(source.trim());
    const official = AUTHORITIES.some((host) => host.test(address.hostname)) || OPERATORS[address.hostname] === phone;
    expect(official, address.hostname).toBe(true);
  });

  it('on a day that has been', () => {
    expect(retrieved).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const day = new Date(`${retrieved}T00:00:00Z`);
    expect(day.toISOString().slice(0, 10)).toBe(retrieved);
    expect(day.getTime()).toBeGreaterThan(Date.UTC(2026, 0, 1));
    expect(day.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('can be dialled', () => {
    expect(phone).toMatch(/^\+?\d+(?:[ -]\d+)*$/);
    const digits = phone.replace(/\D/g, '').length;
    expect(digits).toBeGreaterThanOrEqual(3);
    expect(digits).toBeLessThanOrEqual(15);
  });

  it('is of a country that has a name', () => {
    expect(country).toMatch(/^[A-Z]{2}$/);
    expect(new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(country)).toBeTruthy();
  });
});

describe('the helplines', () => {
  it('are each there once, with a name and what they are for', () => {
    expect(new Set(LINES.map(({ id }) => id)).size).toBe(LINES.length);
    const everyone: ForWhom[] = ['anyone', 'women', 'men', 'same-sex', 'victims'];
    for (const line of LINES) {
      expect(line.name.trim()).toBe(line.name);
      expect(line.name).not.toBe('');
      expect(SUBJECTS).toContain(line.about);
      expect(everyone).toContain(line.forWhom);
      expect([true, null]).toContain(line.free);
    }
  });

  it('have hours and languages that can be shown', () => {
    const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
    for (const { id, hours, languages } of LINES) {
      if (hours && hours !== 'always') for (const clock of [hours.from, hours.to]) expect(clock, id).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
      for (const language of languages) expect(names.of(language), id).toBeTruthy();
    }
  });

  it('never stand without the emergency number of their country', () => {
    for (const country of COUNTRIES) expect(EMERGENCY.some((row) => row.country === country && row.what === 'all'), country).toBe(true);
  });
});
