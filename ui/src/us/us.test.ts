import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentResource } from '@fluent/bundle';
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import { router, toasts } from '../kit';
import { t } from '../texts/index.svelte';
import { LINES } from './help/lines';
import App from '../window/App.svelte';

async function open(path: string, options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', ...options }, path);
  const { unmount } = render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, unmount, user: userEvent.setup() };
}

describe.each(['light', 'dark'] as const)('Us (%s)', (theme) => {
  it('is never empty: a sentence and one action', async () => {
    const { user } = await open('us', { settings: { theme } });
    expect(await screen.findByText(t('us-dates-empty'))).toBeInTheDocument();
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: t('us-dates-add') }));
    expect(await screen.findByRole('dialog', { name: t('us-dates-new-title') })).toBeInTheDocument();
    await expectAccessible();
  });

  it('lists the days that matter, the next first', async () => {
    await open('us', { settings: { theme }, partner: 'Sam', importantDates: true, now: new Date('2026-05-01T12:00:00Z') });
    const rows = await waitFor(() => {
      const found = within(screen.getByRole('region', { name: t('us-dates-title') })).getAllByRole('listitem');
      expect(found).toHaveLength(2);
      return found;
    });
    expect(rows[0]).toHaveTextContent(/The day we met.*May 12 · 15 years.*in 11 days/);
    expect(rows[1]).toHaveTextContent(/February 29/);
    await expectAccessible();
  });
});

describe('an important date', () => {
  it('is kept by Enter, and the list reads again', async () => {
    const { engine, user } = await open('us/new');
    await user.type(await screen.findByLabelText(t('us-dates-name')), 'Our first flat');
    await user.selectOptions(screen.getByLabelText(t('us-dates-month')), 'March');
    await user.selectOptions(screen.getByLabelText(t('us-dates-day')), '4');
    await user.type(screen.getByLabelText(t('us-dates-year')), '2015{Enter}');
    await screen.findByText('Our first flat');
    expect(engine.callsOf('keepImportantDate')).toEqual([[null, { title: 'Our first flat', month: 3, day: 4, year: 2015, leapDay: 'feb28' }]]);
    expect(router.path).toEqual(['us']);
  });

  it('needs a few words and a year that can be', async () => {
    const { engine, user } = await open('us/new');
    await user.type(await screen.findByLabelText(t('us-dates-year')), '15{Enter}');
    expect(screen.getByLabelText(t('us-dates-name'))).toBeInvalid();
    expect(screen.getByLabelText(t('us-dates-year'))).toBeInvalid();
    expect(engine.callsOf('keepImportantDate')).toEqual([]);
  });

  it('on 29 February asks where it goes in the other years, and never offers a day the month has not', async () => {
    const { engine, user } = await open('us/new');
    await user.type(await screen.findByLabelText(t('us-dates-name')), 'Birthday');
    await user.selectOptions(screen.getByLabelText(t('us-dates-month')), 'January');
    await user.selectOptions(screen.getByLabelText(t('us-dates-day')), '31');
    await user.selectOptions(screen.getByLabelText(t('us-dates-month')), 'February');
    await waitFor(() => expect(screen.getByLabelText(t('us-dates-day'))).toHaveValue('29'));
    await user.click(screen.getByLabelText(t('us-dates-leap-mar1')));
    await user.click(screen.getByRole('button', { name: t('kit-save') }));
    await waitFor(() => expect(engine.callsOf('keepImportantDate')).toMatchObject([[null, { month: 2, day: 29, year: null, leapDay: 'mar1' }]]));
  });

  it('is removed without a question, and can be put back', async () => {
    const { engine, user } = await open('us', { importantDates: true });
    await user.click(await screen.findByRole('button', { name: t('us-dates-menu', { title: 'The day we met' }) }));
    // Both rows have a menu; only one of them is open.
    const items = screen.getAllByText(t('kit-remove'), { ignore: false });
    const mine = items.find((item) => item.closest('[data-popover-open]'))!;
    await user.click(mine);
    await waitFor(() => expect(screen.queryByText('The day we met')).toBeNull());
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus());
    expect(engine.callsOf('removeImportantDate')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: t('kit-undo') }));
    expect(await screen.findByText('The day we met')).toBeInTheDocument();
    expect(toasts.list).toEqual([]);
  });

  it('becomes Ours after a look at what leaves, and stays so when it is changed', async () => {
    const { engine, user } = await open('us', { partner: 'Sam', importantDates: true });
    const more = { name: t('us-dates-menu', { title: 'The day we met' }) };
    await user.click(await screen.findByRole('button', more));
    const share = screen.getAllByText(t('us-notes-share', { name: 'Sam' }), { ignore: false });
    await user.click(share.find((item) => item.closest('[data-popover-open]'))!);
    const dialog = await screen.findByRole('dialog', { name: t('us-notes-share-title', { name: 'Sam' }) });
    expect(dialog).toHaveTextContent(/The day we met.*May 12 · 2011/);
    await expectAccessible();
    expect(engine.callsOf('shareShort')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: t('us-notes-share-verb') }));
    await waitFor(() => expect(engine.dates.map(({ ours }) => ours)).toEqual([true, false]));
    await waitFor(() => expect(screen.getByRole('button', more)).toHaveFocus());
    const row = screen.getByText('The day we met').closest('li')!;
    expect(row).toHaveTextContent(t('audience-ours'));
    await user.click(within(row).getByRole('button'));
    expect(within(row).queryByText(t('us-notes-share', { name: 'Sam' }))).toBeNull();
    await user.click(within(row).getByText(t('kit-change')));
    const form = await screen.findByRole('dialog', { name: t('us-dates-change-title') });
    expect(form).toHaveTextContent(t('us-dates-ours'));
    await user.click(within(form).getByRole('button', { name: t('kit-save') }));
    await waitFor(() => expect(engine.callsOf('keepImportantDate')).toHaveLength(1));
    expect(engine.dates.filter(({ ours }) => ours)).toHaveLength(1);
  });

  it('says when it could not be kept, and stays open', async () => {
    const { engine, user } = await open('us/new');
    engine.refuseNext('keepImportantDate', { code: 'cannotSave', reason: 'diskFull' });
    await user.type(await screen.findByLabelText(t('us-dates-name')), 'Birthday{Enter}');
    expect(await screen.findByText(t('error-cannot-save-disk-full'))).toBeInTheDocument();
    expect(screen.getByRole('dialog')).toBeInTheDocument();
  });
});

describe.each(['light', 'dark'] as const)('Good to know (%s)', (theme) => {
  it('is noted for me alone unless I say otherwise, and a gift idea always', async () => {
    const { engine, user } = await open('us', { settings: { theme }, partner: 'Sam' });
    await user.click(await screen.findByRole('button', { name: t('us-notes-add') }));
    const dialog = await screen.findByRole('dialog', { name: t('us-notes-new-title') });
    await expectAccessible();
    await user.type(within(dialog).getByLabelText(t('us-notes-name')), 'Tea');
    await user.click(within(dialog).getByLabelText(new RegExp(`^${t('audience-ours')}`)));
    // What was chosen before does not count for a gift.
    await user.click(within(dialog).getByLabelText(t('us-notes-sort-gift')));
    expect(within(dialog).queryByText(t('audience-ours'))).toBeNull();
    expect(within(dialog).getByText(t('us-notes-gift-private'))).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: t('kit-save') }));
    await screen.findByText('Tea');
    expect(engine.callsOf('addNote')).toEqual([[{ sort: 'gift', whose: 'partner', title: 'Tea', text: '' }, false]]);
    expect(router.path).toEqual(['us']);
  });

  it('is listed sort by sort, with whom it is about and who can read it', async () => {
    const { user } = await open('us', { settings: { theme }, partner: 'Sam', notes: true });
    const section = screen.getByRole('region', { name: t('us-notes-title') });
    const rows = await waitFor(() => {
      const found = within(section).getAllByRole('listitem');
      expect(found).toHaveLength(3);
      return found;
    });
    expect(rows[0]).toHaveTextContent(/Tea.*Smoky.*Sam.*Ours/);
    expect(rows[1]).toHaveTextContent(/Ring finger.*54.*Jo.*Mine/);
    expect(within(section).getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toEqual(['favourite', 'size', 'gift'].map((sort) => t(`us-notes-group-${sort}`)));
    await expectAccessible();
    // Nothing in the menu of a gift shares it.
    expect(within(rows[2]!).queryByText(t('us-notes-share', { name: 'Sam' }))).toBeNull();
    await user.click(within(rows[1]!).getByRole('button'));
    expect(within(rows[1]!).getByText(t('us-notes-share', { name: 'Sam' }))).toBeInTheDocument();
  });
});

describe('Good to know', () => {
  it('becomes Ours after a look at what leaves, and is put away with a way back', async () => {
    const { engine, user } = await open('us', { partner: 'Sam', notes: true });
    await user.click(await screen.findByRole('button', { name: t('us-dates-menu', { title: 'Ring finger, left' }) }));
    await user.click(screen.getByText(t('us-notes-share', { name: 'Sam' })));
    const dialog = await screen.findByRole('dialog', { name: t('us-notes-share-title', { name: 'Sam' }) });
    expect(dialog).toHaveTextContent(/Ring finger, left.*54/);
    await expectAccessible();
    expect(engine.callsOf('shareShort')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: t('us-notes-share-verb') }));
    await waitFor(() => expect(engine.notes.list.filter(({ ours }) => ours)).toHaveLength(2));
    await waitFor(() => expect(screen.getByRole('button', { name: t('us-dates-menu', { title: 'Ring finger, left' }) })).toHaveFocus());

    await user.click(screen.getByRole('button', { name: t('us-dates-menu', { title: 'Tea' }) }));
    const removes = screen.getAllByText(t('kit-remove'), { ignore: false });
    await user.click(removes.find((item) => item.closest('[data-popover-open]'))!);
    await waitFor(() => expect(screen.queryByText('Tea')).toBeNull());
    await user.click(screen.getByRole('button', { name: t('kit-undo') }));
    expect(await screen.findByText('Tea')).toBeInTheDocument();
  });

  it('keeps what was typed when it could not be saved', async () => {
    const { engine, user } = await open('us/note');
    engine.refuseNext('addNote', { code: 'cannotSave', reason: 'diskFull' });
    const name = await screen.findByLabelText(t('us-notes-name'));
    expect(screen.queryByText(t('audience-ours'))).toBeNull();
    await user.type(name, 'Walnuts{Enter}');
    expect(await screen.findByText(t('error-cannot-save-disk-full'))).toBeInTheDocument();
    expect(name).toHaveValue('Walnuts');
  });
});

describe.each(['light', 'dark'] as const)('Help (%s)', (theme) => {
  it('says who to call in a country, or that it knows no number', async () => {
    const { engine, user } = await open('us/help', { settings: { theme } });
    const country = await screen.findByLabelText(t('help-lines-choose'));
    const numbers = screen.getByRole('region', { name: t('help-lines') });

    await user.selectOptions(country, t('help-lines-other'));
    expect(within(numbers).getByText(t('help-lines-none'))).toBeInTheDocument();
    expect(within(numbers).getByText(t('help-lines-no-emergency'))).toBeInTheDocument();
    expect(numbers).not.toHaveTextContent(/\d{3}/);

    await user.selectOptions(country, 'Germany');
    const phones = LINES.filter((line) => line.country === 'DE').map(({ phone }) => phone);
    for (const phone of [...phones, '112', '110']) expect(within(numbers).getByText(phone)).toBeInTheDocument();
    expect(within(numbers).queryByText(t('help-lines-none'))).toBeNull();
    await user.click(within(numbers).getByText(t('help-lines-where')));
    expect(within(numbers).getByText(t('help-lines-copies'))).toBeInTheDocument();
    expect(numbers).toHaveTextContent(/https:\/\/www\.hilfetelefon\.de\S+, read November 27, 2026/);

    // A country of which only the emergency number is known.
    await user.selectOptions(country, 'France');
    expect(within(numbers).getByText('112')).toBeInTheDocument();
    expect(within(numbers).getByText(t('help-lines-none'))).toBeInTheDocument();

    // Nothing is asked of the engine, and nothing is kept, not even the country.
    expect(new Set(engine.calls.map(([name]) => name))).toEqual(new Set(['getSettings', 'getLocale', 'getHome']));
    expect([localStorage.length, sessionStorage.length, document.cookie]).toEqual([0, 0, '']);
    await expectAccessible();
  });

  it('has what to do in danger in sight, and the rest folded beneath', async () => {
    const { user } = await open('us/help', { settings: { theme } });
    expect(screen.getByRole('heading', { name: t('help-danger') })).toBeVisible();
    expect(screen.getByText(t('help-danger.item1'))).toBeVisible();
    expect(screen.getByText(t('help-safer-device'))).toBeVisible();
    for (const key of ['help-afraid', 'help-dark', 'help-signs', 'help-professional', 'help-addiction', 'help-old']) {
      expect(screen.queryByText(t(`${key}.text`))).toBeNull();
      await user.click(screen.getByRole('heading', { level: 2, name: t(key) }));
      expect(await screen.findByText(t(`${key}.text`))).toBeVisible();
    }
    await expectAccessible();
  });
});

describe('Help', () => {
  it('shows every text that there is', async () => {
    const { user } = await open('us/help');
    for (const heading of document.querySelectorAll<HTMLElement>('details h2')) await user.click(heading);
    const shown = document.body.textContent ?? '';
    const area = new FluentResource(readFileSync(join(import.meta.dirname, '../../locales/en/help.ftl'), 'utf8'));
    const unseen = area.body
      .filter(({ id }) => !id.startsWith('help-lines'))
      .flatMap(({ id, attributes }) => [id, ...Object.keys(attributes).map((name) => `${id}.${name}`)])
      .filter((key) => !shown.includes(t(key)));
    expect(unseen).toEqual([]);
  });

  it('is the same with a partner and alone, with a full home and an empty one, and behind a lock', async () => {
    const pages: string[] = [];
    for (const options of [{}, { partner: 'Sam', entries: 30, importantDates: true }, { home: 'locked' as const }, { home: 'empty' as const }]) {
      const { unmount } = await open('us/help', options);
      pages.push(document.querySelector('main .page')!.textContent!);
      unmount();
    }
    expect(new Set(pages).size).toBe(1);
  });

  it('leaves no step behind, and leaving it shows Today', async () => {
    const { user } = await open('us');
    const before = history.length;
    await user.click(screen.getByRole('link', { name: new RegExp(t('us-help-title')) }));
    await screen.findByRole('heading', { level: 1, name: t('help-title') });
    await user.click(screen.getByRole('button', { name: t('help-leave') }));
    await waitFor(() => expect(router.path).toEqual(['today']));
    expect(history.length).toBe(before);
  });
});
