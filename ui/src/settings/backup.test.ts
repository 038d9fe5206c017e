import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import { WORDS } from '../bridge/fake-recovery';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';

const NONE = { sheet: null, lastBackup: null, copies: [] };
const SHEET = { mark: '7F3A', madeOn: '2026-10-01', confirmed: true, drilledOn: null, drillDue: true, asked: [3, 11, 20] };
const COPY = { id: '000007-2026-11-20', madeOn: '2026-11-20', beforeRestoring: false };

async function open(options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', ...options }, 'settings/backup');
  render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, user: userEvent.setup() };
}

const press = async (user: ReturnType<typeof userEvent.setup>, key: string) => user.click(await screen.findByRole('button', { name: t(key) }));

describe('the recovery sheet', () => {
  it.each(['light', 'dark'] as const)('is shown once, printed, and in force after three words (%s)', async (theme) => {
    const { engine, user } = await open({ backups: NONE, settings: { theme } });
    expect(await screen.findByText(t('recovery-backup-first'))).toBeInTheDocument();
    await press(user, 'recovery-sheet-make');
    await user.type(screen.getByLabelText(t('unlock-passphrase')), 'a kitchen table{Enter}');
    const words = (await screen.findByText(WORDS[23]!)).closest('ol')!;
    expect(words.textContent?.replaceAll(/\s+/g, ' ')).toContain(`1 ${WORDS[0]}`);
    expect(words.children).toHaveLength(24);
    await expectAccessible();
    await press(user, 'recovery-sheet-print');
    expect(engine.callsOf('printPage')).toHaveLength(1);
    await press(user, 'recovery-sheet-have');
    expect(screen.queryByText(/AGE-SECRET-KEY/)).toBeNull();
    for (const [place, typed] of [
      [2, WORDS[1]],
      [9, 'wrong'],
      [24, WORDS[23]],
    ] as const) {
      await user.type(screen.getByLabelText(t('recovery-word', { place })), typed!);
    }
    await press(user, 'recovery-check');
    expect(await screen.findByText(t('recovery-word-differs'))).toBeInTheDocument();
    const wrong = screen.getByLabelText(t('recovery-word', { place: 9 }));
    expect(wrong).toBeInvalid();
    await user.clear(wrong);
    await user.type(wrong, `${WORDS[8]}{Enter}`);
    expect(await screen.findByText(t('recovery-sheet-done'))).toBeInTheDocument();
    expect(await screen.findByRole('button', { name: t('recovery-backup-make') })).toBeInTheDocument();
    expect(engine.callsOf('dropSheet')).toHaveLength(0);
  });

  it('is let go of when one turns away from it', async () => {
    const { engine, user } = await open();
    await press(user, 'recovery-sheet-again');
    expect(screen.getByText(t('recovery-sheet-replaces'))).toBeInTheDocument();
    await user.type(screen.getByLabelText(t('unlock-passphrase')), 'not this one{Enter}');
    expect(await screen.findByText(t('error-wrong-passphrase'))).toBeInTheDocument();
    await user.clear(screen.getByLabelText(t('unlock-passphrase')));
    await user.type(screen.getByLabelText(t('unlock-passphrase')), 'a kitchen table{Enter}');
    await screen.findByText(/AGE-SECRET-KEY/);
    await press(user, 'kit-cancel');
    await waitFor(() => expect(engine.callsOf('dropSheet')).toHaveLength(1));
  });

  it('is looked for after a month', async () => {
    const { user } = await open({ backups: { ...NONE, sheet: SHEET } });
    await press(user, 'recovery-drill');
    const fields = SHEET.asked.map((place) => screen.getByLabelText(t('recovery-word', { place })));
    for (const field of fields) await user.type(field, 'nothing');
    await press(user, 'recovery-check');
    expect(await screen.findByText(t('error-wrong-words', { places: '3, 11, 20' }))).toBeInTheDocument();
    for (const [at, field] of fields.entries()) {
      await user.clear(field);
      await user.type(field, WORDS[SHEET.asked[at]! - 1]!);
    }
    await press(user, 'recovery-check');
    expect(await screen.findByText(t('recovery-drill-done'))).toBeInTheDocument();
  });
});

describe('backups and earlier days', () => {
  it('asks for the passphrase before a backup', async () => {
    const { engine, user } = await open();
    await press(user, 'recovery-backup-make');
    await user.type(screen.getByLabelText(t('unlock-passphrase')), 'a kitchen table{Enter}');
    expect(await screen.findByText(t('recovery-backup-made'))).toBeInTheDocument();
    expect(engine.callsOf('makeBackup')).toEqual([['a kitchen table']]);
  });

  it('goes back to an earlier day with the passphrase', async () => {
    const { engine, user } = await open({ backups: { ...NONE, sheet: SHEET, copies: [COPY] } });
    await press(user, 'recovery-copy-restore');
    await user.type(screen.getByLabelText(t('unlock-passphrase')), 'wrong one{Enter}');
    expect(await screen.findByText(t('error-wrong-passphrase'))).toBeInTheDocument();
    await user.clear(screen.getByLabelText(t('unlock-passphrase')));
    await user.type(screen.getByLabelText(t('unlock-passphrase')), 'a kitchen table{Enter}');
    expect(await screen.findByText(t('recovery-copy-done'))).toBeInTheDocument();
    expect(engine.callsOf('restoreCopy').at(-1)).toEqual([COPY.id, 'a kitchen table']);
  });
});

describe('at the door', () => {
  it('a backup is brought back at the first start', async () => {
    const engine = await begin({ home: 'empty' });
    render(App);
    const user = userEvent.setup();
    await press(user, 'recovery-have-backup');
    await user.type(await screen.findByLabelText(t('recovery-words')), WORDS.slice(1).join(' '));
    await user.type(screen.getByLabelText(t('recovery-new-passphrase')), 'a new kitchen');
    await press(user, 'recovery-restore-choose');
    expect(await screen.findByText(t('error-word-count', { found: 23 }))).toBeInTheDocument();
    await expectAccessible();
    const words = screen.getByLabelText(t('recovery-words'));
    await user.clear(words);
    await user.type(words, WORDS.join(' '));
    await press(user, 'recovery-restore-choose');
    await screen.findByRole('navigation');
    expect(engine.callsOf('restoreBackup').at(-1)).toEqual([WORDS.join(' '), 'a new kitchen']);
  });

  it('a forgotten passphrase is replaced with the words', async () => {
    const engine = await begin({ home: 'locked' });
    engine.refuseNext('resetPassphrase', { code: 'otherSheet' });
    render(App);
    const user = userEvent.setup();
    await press(user, 'recovery-forgotten');
    const words = await screen.findByLabelText(t('recovery-words'));
    await user.type(words, WORDS.join('\n'));
    await user.type(screen.getByLabelText(t('recovery-new-passphrase')), 'a new kitchen');
    await press(user, 'recovery-forgotten-do');
    expect(await screen.findByText(t('error-other-sheet'))).toBeInTheDocument();
    expect(words).toBeInvalid();
    await expectAccessible();
    await press(user, 'recovery-forgotten-do');
    await screen.findByRole('navigation');
  });

  it.each(['light', 'dark'] as const)('a home whose keys can’t be read says so and offers the copies there are (%s)', async (theme) => {
    await begin({ home: 'damaged', backups: { ...NONE, copies: [COPY] }, settings: { theme } });
    render(App);
    const user = userEvent.setup();
    await screen.findByRole('heading', { level: 1, name: t('damaged-title') });
    expect(screen.getByText(t('damaged-kept'))).toBeInTheDocument();
    await press(user, 'recovery-copy-restore');
    await user.type(screen.getByLabelText(t('unlock-passphrase')), 'a kitchen table{Enter}');
    await screen.findByRole('navigation');
  });

  it('a home whose keys can’t be read comes back from a backup where there is no copy', async () => {
    const engine = await begin({ home: 'damaged', backups: NONE });
    render(App);
    const user = userEvent.setup();
    expect(await screen.findByText(t('damaged-no-copies'))).toBeInTheDocument();
    await expectAccessible();
    await press(user, 'damaged-backup');
    await user.type(await screen.findByLabelText(t('recovery-words')), WORDS.join(' '));
    await user.type(screen.getByLabelText(t('recovery-new-passphrase')), 'a new kitchen');
    await press(user, 'recovery-restore-choose');
    await screen.findByRole('navigation');
    expect(engine.callsOf('restoreBackup')).toHaveLength(1);
  });

  it('a damaged journal offers the copies there are', async () => {
    const engine = await begin({ home: 'locked', backups: { ...NONE, copies: [COPY] } });
    engine.refuseNext('unlockHome', { code: 'vaultDamaged' });
    render(App);
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText(t('unlock-passphrase')), 'a kitchen table{Enter}');
    expect(await screen.findByText(t('recovery-damaged-text'))).toBeInTheDocument();
    await press(user, 'recovery-copy-restore');
    await user.type(screen.getAllByLabelText(t('unlock-passphrase')).at(-1)!, 'a kitchen table{Enter}');
    await screen.findByRole('navigation');
  });
});
