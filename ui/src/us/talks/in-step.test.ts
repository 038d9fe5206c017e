import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../../test/kit';
import { router } from '../../kit';
import { home } from '../../session/home.svelte';
import { t } from '../../texts/index.svelte';
import App from '../../window/App.svelte';

const name = 'Aleksandra-Maria';
async function open(path: string, options: Parameters<typeof begin>[0] = {}, before: (engine: Awaited<ReturnType<typeof begin>>) => void = () => undefined) {
  const engine = await begin({ name: 'Jo', partner: name, ...options }, path);
  before(engine);
  render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, user: userEvent.setup() };
}
const heading = (text: string) => screen.findByRole('heading', { level: 1, name: text });
const press = async (user: ReturnType<typeof userEvent.setup>, id: string) => user.click(await screen.findByRole('button', { name: t(id, { name }) }));

describe.each(['light', 'dark'] as const)('a talk on two computers (%s)', (theme) => {
  it('is asked for, waits without a clock, and begins by itself', async () => {
    const { engine, user } = await open('us/talks/take-turns', { settings: { theme } });
    await press(user, 'talks-in-step.begin');
    await heading(t('talks-caution'));
    expect(engine.talks.steps.size).toBe(0);
    await press(user, 'talks-caution.go-on');
    await screen.findByText(t('talks-in-step-asking', { name }));
    expect(screen.queryByRole('button', { name: t('pause-press') })).toBeNull();
    await expectAccessible();
    engine.talks.partnerDoes('join');
    await heading(t('talk-take-turns-topic'));
    await expectAccessible();
    await user.type(screen.getByLabelText(t('talks-write')), 'Mondays');
    expect(screen.getByText(t('talks-both-hint', { name }))).toBeInTheDocument();
    await press(user, 'talks-next');
    await screen.findByText(t('talks-in-step-waits', { name }));
    expect(screen.queryByRole('button', { name: t('talks-next') })).toBeNull();
    await expectAccessible();
    engine.talks.partnerDoes('goOn', 'Sundays');
    await heading(t('talks-begins'));
    await user.click(screen.getByRole('button', { name: 'Jo' }));
    await screen.findByText(t('talks-in-step-waits', { name }));
    engine.talks.partnerDoes('goOn');
    // My word: mine alone moves it on. Then it is the other one's, and I am told what I do meanwhile.
    await heading(t('talk-take-turns-say'));
    await press(user, 'talks-next');
    await heading(t('talk-take-turns-say-back'));
    expect(screen.getByText(t('talk-take-turns-say-back.other'))).toBeInTheDocument();
    expect(screen.queryByText(t('talk-take-turns-say-back.do'))).toBeNull();
    expect(screen.getByText(t('talks-in-step-waits.word', { name }))).toBeInTheDocument();
    await expectAccessible();
    // The other one stops: what both wrote is there, and can be kept.
    engine.talks.partnerDoes('stop');
    await heading(t('talks-done'));
    for (const words of ['Mondays', 'Sundays']) expect(screen.getByText(words)).toBeInTheDocument();
    await expectAccessible();
    await press(user, 'talks-keep');
    await screen.findByText(t('talks-keep.kept'));
    const [[entry]] = engine.callsOf('keepEntry') as [[{ body: string }]];
    expect(entry.body).toContain('Mondays\n\n> Sundays');
    expect(engine.talks.steps.size).toBe(0);
  });
});

it('is put away unseen, or taken part in past the same page', async () => {
  const { engine, user } = await open('us/talks', {}, (engine) => engine.talks.partnerAsks('take-turns'));
  await user.click(await screen.findByRole('link', { name: new RegExp(t('talks-in-step-asked', { name })) }));
  await heading(t('talk-take-turns'));
  expect(screen.getByText(t('talks-in-step-asked.unseen', { name }))).toBeInTheDocument();
  await expectAccessible();
  await press(user, 'talks-in-step-asked.later');
  await screen.findByRole('button', { name: t('talks-in-step.begin', { name }) });
  expect(engine.callsOf('joinTalkInStep')).toEqual([]);
  engine.talks.partnerAsks('take-turns');
  await press(user, 'talks-in-step-asked.join');
  await heading(t('talks-caution'));
  await press(user, 'talks-caution.go-on');
  await heading(t('talk-take-turns-topic'));
});

it('rests while either needs a pause, and leaving the page or locking is none', async () => {
  const { engine, user } = await open('us/talks/good-news', {}, (engine) => {
    engine.talks.partnerAsks('after-a-row');
    engine.talks.partnerDoes('join');
  });
  router.go('us/talks/after-a-row');
  await press(user, 'talks-resume');
  await heading(t('talk-after-a-row-ready'));
  engine.talks.partnerDoes('pause');
  await heading(t('talks-in-step-pause', { name }));
  await expectAccessible();
  engine.talks.partnerDoes('resume');
  await heading(t('talk-after-a-row-ready'));
  await user.keyboard('{Escape}');
  await heading(t('talks-paused'));
  await press(user, 'talks-paused.back');
  await press(user, 'talks-next');
  engine.talks.partnerDoes('goOn');
  await heading(t('talk-after-a-row-felt'));
  expect(screen.getByText(t('talks-later-hint', { name }))).toBeInTheDocument();
  await user.type(screen.getByLabelText(t('talks-write')), 'Small');
  // Something comes in meanwhile: what is being written stays.
  engine.talks.tell();
  await waitFor(() => expect(engine.callsOf('pressTalkInStep').at(-1)?.[2]).toEqual({ kind: 'keep' }));
  expect(screen.getByLabelText(t('talks-write'))).toHaveValue('Small');
  await user.type(screen.getByLabelText(t('talks-write')), ' and tired');
  await home.lock();
  const sent = engine.callsOf('pressTalkInStep') as [string, number, { kind: string }, string | null][];
  expect(sent.filter(([, , { kind }]) => kind === 'pause')).toHaveLength(1);
  expect(sent.at(-1)?.[3]).toBe('Small and tired');
});

it('what was written apart lies side by side, once both have written', async () => {
  const { engine, user } = await open('us/talks', {}, (engine) => {
    engine.talks.partnerAsks('after-a-row');
    engine.talks.partnerDoes('join');
  });
  router.go('us/talks/after-a-row');
  await press(user, 'talks-resume');
  await press(user, 'talks-next');
  engine.talks.partnerDoes('goOn');
  await user.type(await screen.findByLabelText(t('talks-write')), 'Small');
  await press(user, 'talks-next');
  await screen.findByText(t('talks-in-step-waits.apart', { name }));
  expect(screen.getByLabelText(t('talks-write'))).toHaveAttribute('readonly');
  await expectAccessible();
  engine.talks.partnerDoes('goOn', 'Cornered');
  await heading(t('talk-after-a-row-read'));
  for (const words of ['Small', 'Cornered']) expect(screen.getByText(words)).toBeInTheDocument();
  await expectAccessible();
});

it('one of a newer version is said kindly, and can be put away', async () => {
  const { user } = await open('us/talks', {}, (engine) => engine.talks.partnerAsks('the-far-future'));
  await screen.findByText(t('talks-in-step-newer', { name }));
  await expectAccessible();
  await press(user, 'talks-put-away');
  await waitFor(() => expect(screen.queryByText(t('talks-in-step-newer', { name }))).toBeNull());
});
