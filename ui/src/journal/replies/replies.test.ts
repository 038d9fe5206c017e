import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../../test/kit';
import type { FakeEngine } from '../../bridge/fake';
import { router } from '../../kit';
import { home } from '../../session/home.svelte';
import { t } from '../../texts/index.svelte';
import App from '../../window/App.svelte';

const HEARD = { kind: 'listening', heard: 'That you were tired.', sense: '', feels: 'Alone with it.' } as const;

/** Opens a page that is Ours, by one of the two. */
async function open(author: 'me' | 'partner', before: (engine: FakeEngine, id: string) => void = () => undefined) {
  const engine = await begin({ name: 'Jo', partner: 'Sam', entries: 6 }, 'journal');
  const entry = engine.entries.find((one) => one.audience === 'ours' && one.author === author)!;
  before(engine, entry.id);
  router.go(`journal/entry/${entry.id}`, { replace: true });
  render(App);
  const section = await screen.findByRole('region', { name: t('replies-title') });
  return { engine, id: entry.id, section, user: userEvent.setup() };
}
const findButton = (key: string, args?: Record<string, string>) => screen.findByRole('button', { name: t(key, args) });
const field = (key: string) => screen.findByRole('textbox', { name: new RegExp(`^${t(key)}`) });

describe('listening', () => {
  it('goes in three steps, of which only the first needs words, and waits ten seconds', async () => {
    const { engine, id, user } = await open('partner');
    await expectAccessible();
    await user.click(await findButton('replies-listen'));
    expect(await field('replies-heard')).toHaveFocus();
    expect(await findButton('replies-next')).toBeDisabled();
    await user.keyboard('That you were tired.');
    await expectAccessible();
    await user.click(await findButton('replies-next'));
    expect(await field('replies-sense')).toHaveFocus();
    await user.click(await findButton('replies-next'));
    expect(await field('replies-feels')).toHaveFocus();
    await user.keyboard('Alone with it.');
    await user.click(await findButton('replies-back'));
    await user.click(await findButton('replies-next'));
    expect(await field('replies-feels')).toHaveValue('Alone with it.');
    await user.click(await findButton('replies-send', { name: 'Sam' }));
    expect(engine.callsOf('sendReply')).toEqual([[id, HEARD]]);
    const leaving = await screen.findByRole('region', { name: t('replies-leaving-label') });
    expect(leaving).toHaveTextContent('That you were tired.');
    await expectAccessible();
    await user.click(await findButton('replies-leaving-hold'));
    // Held back, it is a draft again.
    await user.click(await findButton('replies-listen'));
    expect(await field('replies-heard')).toHaveValue('That you were tired.');
    expect(engine.replies.said.get(id)).toBeUndefined();
  });

  it('can be left at any step, which only I see, and taken up again', async () => {
    const { engine, id, user } = await open('partner');
    await user.click(await findButton('replies-listen'));
    await user.keyboard('Half of');
    await user.click(await findButton('replies-stop'));
    await screen.findByText(t('replies-left'));
    expect(engine.callsOf('leaveListening')).toEqual([[id, true]]);
    expect(engine.callsOf('keepReplyDraft').at(-1)).toEqual([id, { kind: 'listening', heard: 'Half of', sense: '', feels: '' }]);
    expect(engine.callsOf('sendReply')).toEqual([]);
    await user.click(await findButton('replies-left-back'));
    await user.click(await findButton('replies-listen'));
    expect(await field('replies-heard')).toHaveValue('Half of');
  });

  it('is judged by the author alone: that’s it, or not quite with what was meant', async () => {
    const { engine, id, section, user } = await open('me', (fake, own) => fake.replies.partnerSays(own, HEARD));
    expect(section).toHaveTextContent(t('replies-heard'));
    expect(section).not.toHaveTextContent(t('replies-sense'));
    expect(screen.queryByRole('button', { name: t('replies-listen') })).toBeNull();
    await screen.findByRole('region', { name: t('replies-judge') });
    await expectAccessible();
    await user.click(await findButton('replies-wrong'));
    expect(await field('replies-wrong-note')).toHaveFocus();
    await user.keyboard('Not tired. Lonely.');
    await user.click(await findButton('replies-wrong'));
    expect(engine.callsOf('sendReply')).toEqual([[id, { kind: 'verdict', right: false, note: 'Not tired. Lonely.' }]]);
    await user.click(await findButton('replies-leaving-now'));
    await waitFor(() => expect(screen.queryByRole('region', { name: t('replies-judge') })).toBeNull());
    engine.replies.partnerSays(id, { ...HEARD, heard: 'That you were lonely.' });
    await screen.findByText('That you were lonely.');
    await screen.findByText(t('replies-judge-hint-last', { name: 'Sam' }));
    await user.click(await findButton('replies-right'));
    await user.click(await findButton('replies-leaving-now'));
    await waitFor(() => expect(within(section).getAllByText(t('replies-right'))).toHaveLength(1));
    expect(screen.queryByRole('region', { name: t('replies-talk') })).toBeNull();
  });

  it('ends in talking after the second not quite', async () => {
    await open('partner', (fake, id) => {
      for (const round of [1, 2]) {
        const views = fake.replies.answers();
        views.sendReply(id, { ...HEARD, heard: `Try ${round}` });
        views.sendReplyNow(id);
        fake.replies.partnerSays(id, { kind: 'verdict', right: false, note: '' });
      }
    });
    await screen.findByRole('region', { name: t('replies-talk') });
    expect(screen.queryByRole('button', { name: t('replies-listen') })).toBeNull();
    await findButton('replies-plain');
    await expectAccessible();
  });
});

describe('other answers', () => {
  it('are plain words, kept while they are written', async () => {
    const { engine, id, user } = await open('partner');
    await user.click(await findButton('replies-plain'));
    await user.type(await field('replies-plain-label'), 'I was there');
    await home.lock();
    expect(engine.replies.drafts.get(id)).toEqual({ kind: 'plain', text: 'I was there' });
  });

  it('are words and never numbers, taken away again by whoever said them', async () => {
    const { engine, id, section, user } = await open('partner');
    await user.click(await screen.findByRole('button', { name: t('reply-word-touched') }));
    expect(engine.callsOf('sendReply')).toEqual([[id, { kind: 'word', word: 'touched' }]]);
    await user.click(await findButton('replies-leaving-now'));
    await within(section).findByText(t('reply-word-touched'));
    expect(screen.queryByRole('button', { name: t('reply-word-touched') })).toBeNull();
    // Only the moment it was said has a number, and at one o'clock, or on a first, that is a 1 too.
    const words = section.textContent.replace(/\w+ \d+ at \d+:\d+\s[AP]M/, '');
    expect(words).not.toBe(section.textContent);
    expect(words).not.toMatch(/\d/);
    await user.click(await findButton('replies-take-away'));
    await screen.findByRole('button', { name: t('reply-word-touched') });
  });

  it('arrive while one reads, and say nothing of when anything was read', async () => {
    const { engine, id, section } = await open('me');
    expect(screen.queryByRole('group', { name: t('replies-words') })).toBeNull();
    engine.replies.partnerSays(id, { kind: 'plain', text: 'I heard you laugh.' });
    await within(section).findByText('I heard you laugh.');
    engine.replies.partnerSays(id, { kind: 'word', word: 'of-next-year' });
    await within(section).findByText(t('replies-word-newer'));
  });

  it('are not there on a page that is mine', async () => {
    const engine = await begin({ name: 'Jo', partner: 'Sam', entries: 6 }, '');
    const own = engine.entries.find((one) => one.audience === 'mine')!;
    router.go(`journal/entry/${own.id}`, { replace: true });
    render(App);
    await waitFor(() => expect(engine.callsOf('listReplies')).toHaveLength(1));
    expect(screen.queryByRole('region', { name: t('replies-title') })).toBeNull();
  });
});
