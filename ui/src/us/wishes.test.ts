import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import { router } from '../kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';

async function open(path: string, options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', ...options }, path);
  render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, user: userEvent.setup() };
}

describe.each(['light', 'dark'] as const)('What helps me (%s)', (theme) => {
  it('is written for me alone unless I say otherwise, and shared after a look at what leaves', async () => {
    const { engine, user } = await open('us/wishes', { settings: { theme }, partner: 'Sam' });
    await expectAccessible();
    await user.click(await screen.findByRole('button', { name: t('wishes-add') }));
    const dialog = await screen.findByRole('dialog', { name: t('wishes-new-title') });
    await user.click(within(dialog).getByRole('button', { name: t('kit-save') }));
    expect(within(dialog).getByLabelText(t('wishes-text'))).toBeInvalid();
    await expectAccessible();
    await user.type(within(dialog).getByLabelText(t('wishes-text')), 'Tea, without asking.');
    await user.click(within(dialog).getByRole('button', { name: t('kit-save') }));
    await screen.findByText('Tea, without asking.', { selector: 'li *' });
    expect(engine.callsOf('addWish')).toEqual([['comfort', 'Tea, without asking.', false]]);
    expect(router.path).toEqual(['us', 'wishes']);

    const menu = { name: t('us-dates-menu', { title: 'Tea, without asking.' }) };
    await user.click(screen.getByRole('button', menu));
    await user.click(screen.getByText(t('us-notes-share', { name: 'Sam' })));
    const look = await screen.findByRole('dialog', { name: t('us-notes-share-title', { name: 'Sam' }) });
    expect(look).toHaveTextContent(t('wishes-share-text', { name: 'Sam' }));
    expect(engine.wishes.list[0]!.ours).toBe(false);
    await expectAccessible();
    await user.click(within(look).getByRole('button', { name: t('us-notes-share-verb') }));
    await waitFor(() => expect(engine.wishes.list[0]!.ours).toBe(true));
    await waitFor(() => expect(screen.getByRole('button', menu)).toHaveFocus());
  });

  it('shows theirs as an offer: it nudges only when I ask, and can be put aside', async () => {
    const { engine, user } = await open('us/wishes', { settings: { theme }, partner: 'Sam', wishes: true });
    const theirs = await screen.findByRole('region', { name: t('wishes-theirs', { name: 'Sam' }) });
    await expectAccessible();
    // There is nothing to be reminded of in leaving something be, and nothing of theirs to change.
    expect(within(theirs).getAllByRole('button', { name: new RegExp(`^${t('wishes-remind')}`) })).toHaveLength(1);
    expect(within(theirs).queryByText(t('kit-change'))).toBeNull();
    expect(engine.callsOf('remindOfWish')).toEqual([]);
    await user.click(within(theirs).getByRole('button', { name: `${t('wishes-remind')}: Tea, without asking.` }));
    await waitFor(() => expect(within(theirs).getByRole('button', { name: `${t('wishes-change')}: Tea, without asking.` })).toHaveFocus());
    await user.click(within(theirs).getByRole('button', { name: `${t('wishes-hush')}: Tea, without asking.` }));
    await waitFor(() => expect(within(theirs).queryByRole('button', { name: `${t('wishes-change')}: Tea, without asking.` })).toBeNull());
    expect(engine.callsOf('hushWish')).toEqual([['f4'.padStart(32, '0'), true]]);
    await user.click(within(theirs).getByText(t('wishes-put-aside')));
    await user.click(within(theirs).getByRole('button', { name: `${t('nudges-bring-back')}: Tea, without asking.` }));
    expect(await within(theirs).findByRole('button', { name: `${t('wishes-remind')}: Tea, without asking.` })).toBeInTheDocument();
  });
});

describe('What helps the other one', () => {
  it('is among the ideas, and in their words on the card it nudges with', async () => {
    const { engine, user } = await open('nudges/library', { partner: 'Sam', wishes: true });
    await user.click(await screen.findByText(t('wishes-theirs', { name: 'Sam' })));
    await user.click(await screen.findByRole('button', { name: `${t('wishes-remind')}: Tea, without asking.` }));
    await screen.findByRole('button', { name: `${t('wishes-change')}: Tea, without asking.` });
    const plan = engine.wishes.list.find(({ plan }) => plan)!.plan!;
    engine.due = [plan];
    router.go(`nudges/card/${plan}`);
    const card = await screen.findByRole('region', { name: t('gesture-card-label') });
    expect(card).toHaveTextContent('Tea, without asking.');
    expect(await within(card).findByText(t('wishes-in-words', { name: 'Sam' }))).toBeInTheDocument();
    await expectAccessible();
  });

  it('is not there alone', async () => {
    await open('us/wishes', { wishes: true });
    expect(await screen.findByText('When you whistle in the kitchen.')).toBeInTheDocument();
    expect(screen.getByText(t('wishes-lead-alone'))).toBeInTheDocument();
    expect(screen.queryByText(t('wishes-theirs', { name: '' }))).toBeNull();
  });
});
