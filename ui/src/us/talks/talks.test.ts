import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { begin, expectAccessible } from '../../../test/kit';
import { address, router } from '../../kit';
import { home } from '../../session/home.svelte';
import { errorText, t } from '../../texts/index.svelte';
import App from '../../window/App.svelte';

async function open(path: string, options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', partner: 'Aleksandra-Maria', ...options }, path);
  const { unmount } = render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, unmount, user: userEvent.setup() };
}
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const press = async (user: ReturnType<typeof userEvent.setup>, id: string) => user.click(await screen.findByRole('button', { name: t(id) }));

afterEach(() => vi.useRealTimers());

describe.each(['light', 'dark'] as const)('the talks (%s)', (theme) => {
  it('are found from Us, and each says how long, how sure, for whom not, and what is lighter', async () => {
    const { user } = await open('us', { settings: { theme } });
    await user.click(await screen.findByRole('link', { name: new RegExp(t('us-talks-title')) }));
    await heading(t('talks-title'));
    expect(screen.getAllByRole('link').filter((link) => link.getAttribute('href')?.startsWith('#/us/talks/'))).toHaveLength(5);
    await expectAccessible();
    await user.click(screen.getByRole('link', { name: new RegExp(t('talk-take-turns')) }));
    await heading(t('talk-take-turns'));
    for (const words of [t('talk-take-turns.long', { from: 15, to: 35 }), t('talk-take-turns.not-for-you')]) expect(screen.getByText(words)).toBeInTheDocument();
    for (const words of [t('talk-take-turns.evidence'), t('talk-take-turns.lighter')]) expect(screen.getByText(words, { exact: false })).toBeInTheDocument();
    await expectAccessible();
  });
});

describe('before what can hurt', () => {
  it('everyone sees the same page, and something lighter keeps nothing', async () => {
    const { engine, user } = await open('us/talks/take-turns');
    await press(user, 'talks-together.begin');
    await heading(t('talks-caution'));
    for (let item = 1; item <= 6; item += 1) expect(screen.getByText(t(`talks-caution.item${String(item)}`))).toBeInTheDocument();
    await expectAccessible();
    await press(user, 'talks-caution.lighter');
    await heading(t('talks-lighter'));
    expect(engine.talks.runs.size).toBe(0);
    expect(engine.callsOf('beginTalk')).toEqual([['take-turns', 'together', false]]);
  });

  it('alone too', async () => {
    const { engine, user } = await open('us/talks/take-turns');
    await press(user, 'talks-alone.begin');
    await heading(t('talks-caution'));
    await press(user, 'talks-caution.help');
    await heading(t('help-title'));
    expect(engine.talks.runs.size).toBe(0);
  });
});

describe('a talk for two at one screen', () => {
  it('goes from step to step by the keyboard alone, saying whose turn it is', async () => {
    const { engine, user } = await open('us/talks/take-turns');
    await press(user, 'talks-together.begin');
    await press(user, 'talks-caution.go-on');
    await waitFor(async () => expect(await heading(t('talk-take-turns-topic'))).toHaveFocus());
    await expectAccessible();
    await user.type(screen.getByLabelText(t('talks-write')), 'The drill');
    await press(user, 'talks-next');
    await heading(t('talks-begins'));
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Aleksandra-Maria' }));

    const say = await heading(t('talk-take-turns-say'));
    await waitFor(() => expect(say).toHaveFocus());
    expect(screen.getByText(t('talks-turn-of', { name: 'Aleksandra-Maria' }))).toBeInTheDocument();
    expect(screen.getByText(t('talks-meanwhile', { name: 'Jo' }))).toBeInTheDocument();
    expect(screen.getByRole('img', { name: t('talks-clock', { minutes: 2 }) })).toBeInTheDocument();
    expect(screen.queryByLabelText(t('talks-write'))).toBeNull();
    await expectAccessible();
    // From the heading, Tab comes to what leads on, and Enter presses it.
    await user.tab();
    expect(document.activeElement).toHaveAccessibleName(t('talks-next'));
    await user.keyboard('{Enter}');
    await heading(t('talk-take-turns-say-back'));
    expect(screen.getByText(t('talks-turn-of', { name: 'Jo' }))).toBeInTheDocument();
    await press(user, 'talks-next');
    await heading(t('talk-take-turns-check'));
    await press(user, 'talks-not-quite');
    await heading(t('talk-take-turns-say-back'));
    expect(screen.getByText(t('talks-again'))).toBeInTheDocument();
    await press(user, 'talks-next');
    await press(user, 'talks-got-it');
    await heading(t('talks-piece'));
    await expectAccessible();
    await press(user, 'talks-piece-all');
    await heading(t('talks-swap'));
    expect(screen.getByText(t('talks-speaks', { name: 'Jo' }))).toBeInTheDocument();
    await expectAccessible();
    for (const id of ['talks-next', 'talks-next', 'talks-next', 'talks-got-it', 'talks-piece-all']) await press(user, id);
    await heading(t('talk-take-turns-close'));
    await press(user, 'talks-skip');
    await heading(t('talks-done'));
    expect(screen.getByText('The drill')).toBeInTheDocument();
    await expectAccessible();
    await press(user, 'talks-keep');
    await screen.findByText(t('talks-keep.kept'));
    const [[entry]] = engine.callsOf('keepEntry') as [[{ title: string; body: string }]];
    expect(entry.title).toBe(t('talk-take-turns'));
    expect(entry.body).toContain('The drill');
    await press(user, 'talks-done.leave');
    await heading(t('talks-title'));
    expect(engine.talks.runs.size).toBe(0);
  });

  it('what belongs to one of them is not written at a screen that both see', async () => {
    const { user } = await open('us/talks/stress-talk');
    await press(user, 'talks-together.begin');
    await press(user, 'talks-next');
    await user.click(await screen.findByRole('button', { name: 'Jo' }));
    await press(user, 'talks-wish-help');
    await heading(t('talk-stress-talk-remember'));
    expect(screen.getByText(t('talks-on-paper'))).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('names the other one kindly where nobody is connected yet', async () => {
    const { user } = await open('us/talks/stress-talk', { partner: null });
    await press(user, 'talks-together.begin');
    await press(user, 'talks-next');
    await user.click(await screen.findByRole('button', { name: t('talks-other-name') }));
    await screen.findByText(t('talks-turn-of', { name: t('talks-other-name') }));
  });
});

describe('the pause', () => {
  async function inTheMiddle() {
    const story = await open('us/talks/take-turns');
    await press(story.user, 'talks-together.begin');
    await press(story.user, 'talks-caution.go-on');
    await press(story.user, 'talks-next');
    await story.user.click(await screen.findByRole('button', { name: 'Jo' }));
    await heading(t('talk-take-turns-say'));
    return story;
  }

  it('is Escape, leads back to the same step, and has help in reach', async () => {
    const { engine, user } = await inTheMiddle();
    await user.keyboard('{Escape}');
    const calm = await heading(t('talks-paused'));
    await waitFor(() => expect(calm).toHaveFocus());
    expect(screen.getByRole('button', { name: t('talks-caution.help') })).toBeInTheDocument();
    await expectAccessible();
    // Once more changes nothing.
    await user.keyboard('{Escape}');
    await press(user, 'pause-breathe');
    await screen.findByText(t('pause-breathe.in'));
    await press(user, 'pause-breathe.away');
    await press(user, 'talks-paused.back');
    await heading(t('talk-take-turns-say'));
    expect(engine.callsOf('pressTalk').map(([, , what]) => (what as { kind: string }).kind)).toEqual(['goOn', 'begin', 'pause', 'resume']);
  });

  it('comes by itself with going away, and it waits until it is gone on with or put away', async () => {
    const { engine, user } = await inTheMiddle();
    router.go('today');
    await waitFor(() => expect(engine.talks.runs.get('take-turns')?.paused).toBe(true));
    router.go('us/talks/take-turns');
    await screen.findByText(t('talks-waiting'));
    expect(screen.queryByRole('button', { name: t('talks-together.begin') })).toBeNull();
    await press(user, 'talks-resume');
    await heading(t('talks-paused'));
    await press(user, 'talks-paused.leave');
    await press(user, 'talks-put-away');
    await user.click((await screen.findAllByRole('button', { name: t('talks-put-away') })).at(-1)!);
    await screen.findByRole('button', { name: t('talks-together.begin') });
    expect(engine.talks.runs.size).toBe(0);
  });

  it('comes with the lock, and nothing written is lost', async () => {
    const { engine, user } = await open('us/talks/stress-talk');
    await press(user, 'talks-alone.begin');
    await user.type(await screen.findByLabelText(t('talks-write')), 'all day');
    await home.lock();
    const run = engine.talks.runs.get('stress-talk')!;
    expect([run.paused, [...run.pages.values()]]).toEqual([true, ['all day']]);
  });

  it('of one’s own: nobody is told, and there is nothing to answer', async () => {
    const { engine } = await open('us/pause');
    await heading(t('pause-mine'));
    expect(screen.getByText(t('pause-mine.told-alone'))).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).toBeNull();
    await expectAccessible();
    expect(engine.calls.map(([name]) => name).filter((name) => !name.startsWith('get'))).toEqual([]);
  });
});

describe('alone', () => {
  it('writes, takes an opener by a press, and keeps it a moment later', async () => {
    const { engine, user } = await open('us/talks/stress-talk');
    await press(user, 'talks-alone.begin');
    await heading(t('talk-stress-talk-tell'));
    expect(screen.getByText(t('talk-stress-talk-tell.alone'))).toBeInTheDocument();
    const opener = t('talk-stress-talk-tell.opener3');
    await user.click(screen.getByRole('button', { name: opener.replace(' …', '\u00a0…') }));
    const page = screen.getByLabelText(t('talks-write'));
    expect(page).toHaveValue(opener.replace('…', ''));
    await waitFor(() => expect(page).toHaveFocus());
    await user.type(page, 'the drill');
    await waitFor(() => expect(engine.callsOf('pressTalk').at(-1)).toEqual(['stress-talk', 0, { kind: 'keep' }, `${opener.replace('…', '')}the drill`]), { timeout: 3000 });
    await expectAccessible();
  });

  it('says how much fits where far too much came, and not a letter goes', async () => {
    const { engine, user } = await open('us/talks/stress-talk');
    await press(user, 'talks-alone.begin');
    const page = await screen.findByLabelText(t('talks-write'));
    const much = 'so much of it '.repeat(1500);
    await fireEvent.input(page, { target: { value: much } });
    await press(user, 'talks-next');
    const said = await screen.findByText(errorText({ code: 'bodyTooLong', limit: 20_000 }));
    expect(said).toHaveTextContent('20,000');
    await expectAccessible();
    expect(screen.getByLabelText(t('talks-write'))).toHaveValue(much);
    // It is not gone on without it; what fits is kept, and then it goes on.
    await heading(t('talk-stress-talk-tell'));
    await fireEvent.input(page, { target: { value: much.slice(0, 20_000) } });
    await press(user, 'talks-next');
    await heading(t('talks-done'));
    expect(engine.callsOf('pressTalk').at(-1)?.[3]).toHaveLength(20_000);
  });

  it('says what could not be kept, and the words stay', async () => {
    const { engine, user } = await open('us/talks/stress-talk');
    await press(user, 'talks-alone.begin');
    await user.type(await screen.findByLabelText(t('talks-write')), 'the drill');
    engine.refuseNext('pressTalk', { code: 'cannotSave', reason: 'diskFull' });
    // By a click alone: leaving the field would keep it too.
    await fireEvent.click(screen.getByRole('button', { name: t('talks-next') }));
    await screen.findByText(errorText({ code: 'cannotSave', reason: 'diskFull' }));
    expect(screen.getByLabelText(t('talks-write'))).toHaveValue('the drill');
    await press(user, 'talks-next');
    await heading(t('talks-done'));
    expect(screen.getByText('the drill')).toBeInTheDocument();
  });
});

it('the screen is not locked for idleness while someone speaks, and is afterwards', async () => {
  const { user } = await open('us/talks/stress-talk');
  await press(user, 'talks-alone.begin');
  await heading(t('talk-stress-talk-tell'));
  expect(home.mayIdle).toBe(false);
  await user.keyboard('{Escape}');
  await heading(t('talks-paused'));
  expect(home.mayIdle).toBe(true);
  await press(user, 'talks-paused.back');
  await heading(t('talk-stress-talk-tell'));
  expect(home.mayIdle).toBe(false);
  const now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now + 481_000);
  await screen.findByText(t('talks-clock-done'), {}, { timeout: 3000 });
  expect(home.mayIdle).toBe(true);
});

it('a clock that has run down says one sentence and ends nothing', async () => {
  const { engine, user } = await open('us/talks/stress-talk');
  await press(user, 'talks-alone.begin');
  await heading(t('talk-stress-talk-tell'));
  const now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now + 481_000);
  await screen.findByText(t('talks-clock-done'), {}, { timeout: 3000 });
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(t('talk-stress-talk-tell'));
  expect(engine.callsOf('pressTalk')).toEqual([]);
});

it('the back key to a talk that is over leads to its page', async () => {
  await open(address('us', 'talks', 'stress-talk', 'now'));
  await heading(t('talk-stress-talk'));
  expect(router.path).toEqual(['us', 'talks', 'stress-talk']);
});

it('a pause that is pressed while another press is under way is not lost', async () => {
  const { engine, user } = await open('us/talks/take-turns');
  await press(user, 'talks-together.begin');
  await press(user, 'talks-caution.go-on');
  await heading(t('talk-take-turns-topic'));
  void fireEvent.click(screen.getByRole('button', { name: t('talks-next') }));
  void fireEvent.keyDown(window, { key: 'Escape' });
  await heading(t('talks-paused'));
  expect(engine.talks.runs.get('take-turns')).toMatchObject({ moves: 2, paused: true });
});
