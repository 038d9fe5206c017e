import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../../test/kit';
import { announcer, router } from '../../kit';
import { home } from '../../session/home.svelte';
import { t } from '../../texts/index.svelte';
import App from '../../window/App.svelte';

const PARTNER = { name: 'Jo', partner: 'Sam' };
const KETTLE = { kind: 'known', id: 'kettle' } as const;

async function open(path: string, options: Parameters<typeof begin>[0] = PARTNER, before: (engine: Awaited<ReturnType<typeof begin>>) => void = () => undefined) {
  const engine = await begin(options, path);
  before(engine);
  render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, user: userEvent.setup() };
}
const findButton = (key: string, args?: Record<string, string>) => screen.findByRole('button', { name: t(key, args) });
const answer = () => screen.findByRole('textbox', { name: new RegExp(`^${t('two-answer')}`) });

describe('the ladders', () => {
  it('begin light, are chosen step by step, and asking nobody is asked before the button', async () => {
    const { engine, user } = await open('journal');
    await user.click(await screen.findByRole('link', { name: t('two-title') }));
    await screen.findByRole('heading', { name: t('two-ladders') });
    expect(screen.queryByText(t('two-turn-me'))).toBeNull();
    await expectAccessible();
    await user.click(await screen.findByRole('button', { name: `${t('two-ladder-all')}: ${t('question-ladder-now')}` }));
    await screen.findByRole('heading', { level: 1, name: t('question-ladder-now') });
    await expectAccessible();
    await user.click(await screen.findByRole('link', { name: t('question-village-headline') }));
    await screen.findByRole('heading', { level: 1, name: t('question-village-headline') });
    expect(engine.callsOf('beginQuestion')).toEqual([]);
    await user.click(await findButton('two-not-this'));
    await screen.findByRole('heading', { level: 1, name: t('question-first-key') });
    await expectAccessible();
    await user.click(await findButton('two-bring', { name: 'Sam' }));
    expect(engine.callsOf('beginQuestion')).toEqual([[{ kind: 'known', id: 'first-key' }]]);
    await answer();
    await user.click(await findButton('two-back'));
    await screen.findByText(t('two-turn-partner', { name: 'Sam' }));
    const here = await screen.findByRole('region', { name: t('two-here') });
    expect(here).toHaveTextContent(t('two-stage-open'));
    expect(here).toHaveTextContent(t('two-by-me'));
  });

  it('say alone what they will be, and a question becomes a page of mine', async () => {
    const { engine, user } = await open('journal/questions', { name: 'Jo' });
    await screen.findByText(t('two-lead-alone'));
    await user.click(await screen.findByRole('link', { name: t('question-kettle') }));
    expect(screen.queryByRole('button', { name: t('two-bring', { name: '' }) })).toBeNull();
    await user.click(await findButton('two-alone'));
    const title = await screen.findByRole('textbox', { name: t('journal-title') });
    await waitFor(() => expect(title).toHaveValue(t('question-kettle')));
    expect(engine.callsOf('keepEntry')).toEqual([]);
    expect(engine.callsOf('beginQuestion')).toEqual([]);
  });

  it('say who brings the next one, and nothing keeps the other waiting', async () => {
    await open('journal/questions', PARTNER, ({ sealed }) => sealed.bring(KETTLE, {}, { stage: 'opened', folds: null }));
    await screen.findByText(t('two-turn-me'));
    expect(screen.getByRole('region', { name: t('question-ladder-now') })).toHaveTextContent(t('two-ladder-done', { done: 1 }));
    expect(screen.getByRole('region', { name: t('two-opened') })).toHaveTextContent(t('question-kettle'));
  });
});

describe('a question that was brought', () => {
  it('is answered, sealed, written anew and taken back, and its words stay on the desk', async () => {
    const { engine, user } = await open('journal/questions/card/sealed-1', PARTNER, ({ sealed }) => sealed.bring(KETTLE));
    const field = await answer();
    expect(field).toHaveAccessibleDescription(t('two-answer-hint', { name: 'Sam' }));
    expect(await findButton('two-seal')).toBeDisabled();
    await expectAccessible();
    await user.type(field, 'I count pigeons.');
    await screen.findByText(t('two-kept'), {}, { timeout: 3000 });
    expect(engine.callsOf('keepAnswerDraft').at(-1)).toEqual(['sealed-1', 'I count pigeons.']);
    await user.click(await findButton('two-seal'));
    await screen.findByText(t('two-waiting'));
    expect(announcer.text.trim()).toBe(t('two-sealed-now'));
    expect(engine.callsOf('answerSealed')).toEqual([['sealed-1', 'I count pigeons.']]);
    await expectAccessible();

    await user.click(await findButton('two-again'));
    expect(await answer()).toHaveValue('I count pigeons.');
    await user.click(await findButton('two-again-cancel'));
    await user.click(await findButton('two-take-back'));
    expect(await answer()).toHaveValue('I count pigeons.');
    expect(engine.callsOf('takeBackSealed')).toEqual([['sealed-1']]);
  });

  it('keeps what was begun when one walks away or locks', async () => {
    const { engine, user } = await open('journal/questions/card/sealed-1', PARTNER, ({ sealed }) => sealed.bring(KETTLE));
    await user.type(await answer(), 'Half a');
    await user.click(await findButton('two-back'));
    await screen.findByRole('heading', { name: t('two-ladders') });
    expect(engine.callsOf('keepAnswerDraft')).toEqual([['sealed-1', 'Half a']]);
    await user.click(screen.getAllByRole('link', { name: t('question-kettle') })[0]!);
    const field = await answer();
    expect(field).toHaveValue('Half a');
    await user.type(field, ' thought');
    await home.lock();
    expect(engine.sealed.views[0]!.draft).toBe('Half a thought');
  });

  it('can be passed at no cost, and answered after all', async () => {
    const { engine, user } = await open('journal/questions/card/sealed-1', PARTNER, ({ sealed }) => sealed.bring(KETTLE));
    await user.click(await findButton('two-pass'));
    await screen.findByText(t('two-passed-text'));
    expect(engine.callsOf('passQuestion')).toEqual([['sealed-1']]);
    await user.click(await findButton('two-passed-back'));
    await answer();
  });

  it('looks the same while it waits, whatever the other one did', async () => {
    const { engine, user } = await open('journal/questions/card/sealed-1', PARTNER, ({ sealed }) => sealed.bring(KETTLE, { mine: 'Pigeons.' }, { stage: 'waiting' }));
    await screen.findByText(t('two-waiting'));
    const before = document.querySelector('main')!.innerHTML;
    // The other one has answered: the engine binds this one, and tells nothing.
    engine.sealed.views[0]!.mayWrite = false;
    engine.tell({ kind: 'sealedChanged', id: 'sealed-1' });
    await waitFor(() => expect(engine.callsOf('getSealed').length).toBeGreaterThan(1));
    expect(document.querySelector('main')!.innerHTML).toBe(before);
    await user.click(await findButton('two-again'));
    await screen.findByText(t('error-sealed-bound'));
    engine.refuseNext('takeBackSealed', { code: 'sealedBound' });
    await user.click(await findButton('two-take-back'));
    await screen.findByText(t('error-sealed-bound'));
    expect(screen.getByText('Pigeons.')).toBeInTheDocument();
  });

  it('opens on both answers, whoever brought it first', async () => {
    const { engine } = await open('journal/questions/card/sealed-1', PARTNER, ({ sealed }) => sealed.bring(KETTLE, { mine: 'Pigeons.' }, { stage: 'waiting' }));
    await screen.findByText(t('two-waiting'));
    const [view] = engine.sealed.views;
    Object.assign(view!, { theirs: 'I warm my hands.', mayWrite: false });
    Object.assign(view!.line, { stage: 'opened', folds: null });
    engine.tell({ kind: 'sealedOpened', id: 'sealed-1' });
    const theirs = await screen.findByRole('region', { name: 'Sam' });
    expect(theirs).toHaveTextContent('I warm my hands.');
    const mine = screen.getByRole('region', { name: 'Jo' });
    expect(mine).toHaveTextContent('Pigeons.');
    expect(theirs.compareDocumentPosition(mine)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(screen.queryByRole('textbox')).toBeNull();
    await expectAccessible();
  });

  it('folds away without a reason, and leaves me my words', async () => {
    const { engine, user } = await open('journal/questions/card/sealed-1', PARTNER, ({ sealed }) => sealed.bring(KETTLE, { mine: 'Pigeons.', mayWrite: false }, { stage: 'foldedAway', folds: null }));
    await screen.findByText(t('two-folded'));
    expect(screen.getByText('Pigeons.')).toBeInTheDocument();
    expect(screen.getByText(t('two-folded-mine'))).toBeInTheDocument();
    await user.click(await findButton('two-bring-again'));
    await waitFor(() => expect(router.path).toEqual(['journal', 'questions', 'card', 'sealed-2']));
    expect(engine.callsOf('beginQuestion')).toEqual([[KETTLE]]);
    await answer();
  });

  it('may come from a newer Lamplight', async () => {
    await open('journal/questions/card/sealed-1', PARTNER, ({ sealed }) => sealed.bring({ kind: 'known', id: 'not-yet-written' }));
    await screen.findByRole('heading', { level: 1, name: t('two-newer') });
  });
});

describe('a question of my own', () => {
  it('is brought in my words', async () => {
    const { engine, user } = await open('journal/questions/own');
    await expectAccessible();
    await user.type(await screen.findByRole('textbox', { name: t('two-own-label') }), ' What do you hum? ');
    await user.click(await findButton('two-bring', { name: 'Sam' }));
    expect(engine.callsOf('beginQuestion')).toEqual([[{ kind: 'own', text: 'What do you hum?' }]]);
    await screen.findByRole('heading', { level: 1, name: 'What do you hum?' });
  });

  it('begins a page of mine while I am alone', async () => {
    const { engine, user } = await open('journal/questions/own', { name: 'Jo' });
    await user.type(await screen.findByRole('textbox', { name: t('two-own-label') }), 'What do I hum?');
    await user.click(await findButton('two-alone'));
    expect(engine.callsOf('keepEntry')).toMatchObject([[{ id: null, title: 'What do I hum?' }]]);
  });
});

describe('on Today', () => {
  it('a question of my partner’s lies there quietly until it is answered or passed', async () => {
    const { engine, user } = await open('today', PARTNER, ({ sealed }) => sealed.bring(KETTLE));
    const card = await screen.findByRole('region', { name: t('two-title') });
    expect(card).toHaveTextContent(t('question-kettle'));
    await user.click(within(card).getByRole('button'));
    await answer();
    await user.click(await findButton('two-pass'));
    router.go('today');
    await screen.findByText(t('today-line'));
    expect(screen.queryByRole('region', { name: t('two-title') })).toBeNull();
    expect(engine.callsOf('getToday').length).toBeGreaterThan(1);
  });
});
