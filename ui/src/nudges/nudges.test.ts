import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import { router, toasts } from '../kit';
import { preferences } from '../session/preferences.svelte';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';
import { commands } from './commands';
import { cadenceText, dayAwayText, whyText } from './words';

async function open(path: string, options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', ...options }, path);
  render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, user: userEvent.setup() };
}
const button = (key: string, args?: Record<string, string>) => screen.getByRole('button', { name: t(key, args) });
const findButton = (key: string, args?: Record<string, string>) => screen.findByRole('button', { name: t(key, args) });
const card = () => screen.findByRole('region', { name: t('gesture-card-label') });

describe.each(['light', 'dark'] as const)('the pages (%s)', (theme) => {
  it('nothing chosen is a sentence and one action', async () => {
    const { user } = await open('nudges', { settings: { theme } });
    await screen.findByText(t('nudges-empty'));
    await expectAccessible();
    await user.click(button('nudges-empty-action'));
    expect(router.path).toEqual(['nudges', 'library']);
  });
  it.each(['nudges', 'nudges/library', 'nudges/coming', 'nudges/quiet', 'nudges/own', 'nudges/choose/short-walk'])('%s', async (path) => {
    await open(path, { plans: true, settings: { theme } });
    await expectAccessible();
  });
});

describe('the card a notification opens', () => {
  it('has everything: three ideas, did it, later, not today, not for us', async () => {
    const { engine } = await open('today', { plans: true });
    engine.tell({ kind: 'goTo', place: `nudges/card/${engine.due[0]}` });
    await screen.findByRole('heading', { level: 1, name: t('nudges-card-title') });
    const here = await card();
    expect(router.path).toEqual(['nudges', 'card', engine.due[0]]);
    expect(within(here).getAllByRole('listitem')).toHaveLength(3);
    for (const key of ['gesture-card-did', 'gesture-card-later', 'gesture-card-skip', 'gesture-card-withdraw']) expect(within(here).getByRole('button', { name: t(key) })).toBeInTheDocument();
    await expectAccessible();
  });

  it('later says when it is back', async () => {
    const { engine, user } = await open('nudges', { plans: true });
    const here = await card();
    await user.click(within(here).getByRole('button', { name: t('gesture-card-later') }));
    await user.click(screen.getByRole('menuitem', { name: t('later-tomorrow') }));
    await waitFor(() => expect(here).toHaveTextContent(/^.*Back (at|tomorrow|on) /));
    expect(engine.callsOf('laterNudge')).toEqual([[engine.plans[0]!.id, 'tomorrow']]);
    await waitFor(() => expect(here.querySelector('p')).toHaveFocus());
  });

  it.each([
    ['gesture-card-did', 'didNudge', 'gesture-card-done'],
    ['gesture-card-skip', 'notTodayNudge', 'gesture-card-not-today'],
  ] as const)('%s is said in its place', async (key, command, words) => {
    const { engine, user } = await open('nudges', { plans: true });
    const here = await card();
    await user.click(within(here).getByRole('button', { name: t(key) }));
    await waitFor(() => expect(here).toHaveTextContent(t(words)));
    expect(engine.callsOf(command)).toEqual([[engine.plans[0]!.id]]);
  });

  it('not for us takes it away, with a way back', async () => {
    const { engine, user } = await open('nudges', { plans: true });
    const here = await card();
    await user.click(within(here).getByRole('button', { name: t('gesture-card-withdraw') }));
    await waitFor(() => expect(engine.plans).toHaveLength(1));
    await user.click(await findButton('kit-undo'));
    await waitFor(() => expect(engine.plans).toHaveLength(2));
  });

  it('is kind when it was settled elsewhere', async () => {
    await open('nudges/card/gone', { plans: true });
    await screen.findByText(t('nudges-card-settled'));
    await expectAccessible();
  });
});

describe('the library', () => {
  const lines = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('section summary')];

  it('is a few of each kind, and all of one when asked', async () => {
    const { user } = await open('nudges/library');
    const help = await screen.findByRole('region', { name: t('nudges-kind-help') });
    expect(within(help).getAllByRole('listitem')).toHaveLength(5);
    await user.click(within(help).getByRole('button'));
    await waitFor(() => expect(screen.getByRole('radio', { name: t('nudges-kind-help') })).toBeChecked());
    expect(lines().length).toBeGreaterThan(5);
    expect(screen.queryByRole('region', { name: t('nudges-kind-play') })).toBeNull();
    expect(screen.getByRole('heading', { level: 2, name: t('nudges-kind-help') })).toHaveFocus();
    await expectAccessible();
  });

  it('is narrowed by words, place, time and money, and says when nothing is left', async () => {
    const { user } = await open('nudges/library');
    await user.click(await screen.findByText(t('nudges-narrow')));
    await user.selectOptions(await screen.findByLabelText(t('nudges-where')), t('nudges-where-apart'));
    await user.click(button('nudges-free'));
    expect(screen.queryByText(t('gesture-postcard'))).toBeNull();
    await user.type(screen.getByRole('searchbox'), 'zzz');
    await screen.findByText(t('nudges-none-fits'));
    await expectAccessible();
    await user.click(button('nudges-all-again'));
    expect(lines().length).toBeGreaterThan(20);
  });

  it('not for us lays one aside, and it can be brought back', async () => {
    const { engine, user } = await open('nudges/library');
    const words = t('gesture-thank-one-thing');
    await user.click(await screen.findByText(words));
    await user.click(screen.getByRole('button', { name: `${t('nudges-not-for-us')}: ${words}` }));
    await waitFor(() => expect(screen.queryByText(words)).toBeNull());
    expect(engine.jar.aside).toEqual(new Set(['thank-one-thing']));
    expect(lines()[0]).toHaveFocus();
    await user.click(screen.getByText(t('nudges-not-for-us')));
    await user.click(await screen.findByRole('button', { name: `${t('nudges-bring-back')}: ${words}` }));
    await screen.findByText(words);
    expect(engine.jar.aside.size).toBe(0);
  });
});

describe('things for two', () => {
  const card = () => screen.findByRole('region', { name: t('nudges-together') });
  const kind = () => screen.queryByRole('radio', { name: t('nudges-kind-touch') });

  it('are for nobody alone', async () => {
    await open('nudges/library');
    await screen.findByRole('region', { name: t('nudges-kind-help') });
    expect(screen.queryByText(t('nudges-together'))).toBeNull();
    expect(kind()).toBeNull();
  });

  it('wait for both, and say what the other learns', async () => {
    const { engine, user } = await open('nudges/library', { partner: 'Sam' });
    const here = await card();
    expect(here).toHaveTextContent(t('nudges-together-lead'));
    const want = within(here).getByRole('switch', { name: t('nudges-together-want') });
    expect(want).toHaveAccessibleDescription(t('nudges-together-hint', { name: 'Sam' }));
    await user.click(want);
    await waitFor(() => expect(here).toHaveTextContent(t('nudges-together-waits')));
    expect(engine.callsOf('wantTogether')).toEqual([[true]]);
    expect(kind()).toBeNull();
    await expectAccessible();
    engine.refuseNext('wantTogether', { code: 'noPartner' });
    await user.click(want);
    await screen.findByRole('alert');
    expect(want).toBeChecked();
  });

  it('are there once both want them, and go when I have had enough', async () => {
    const { engine, user } = await open('nudges/library', { partner: 'Sam' });
    engine.together.partnerWants = true;
    const here = await card();
    await user.click(within(here).getByRole('switch'));
    await waitFor(() => expect(here).toHaveTextContent(t('nudges-together-both', { name: 'Sam' })));
    await waitFor(() => expect(kind()).not.toBeNull());
    await screen.findByRole('region', { name: t('nudges-kind-touch') });
    await expectAccessible();
    await user.click(within(here).getByRole('switch'));
    await waitFor(() => expect(kind()).toBeNull());
  });

  it('that were chosen rest until then', async () => {
    const { engine } = await open('nudges', { partner: 'Sam', plans: true });
    const due = engine.plans[0]!;
    engine.plans = [due, { ...engine.plans[1]!, id: 'f'.repeat(32), gesture: { kind: 'library', id: 'shoulder-rub' } }];
    engine.tell({ kind: 'planChanged', id: 'f'.repeat(32) });
    await screen.findByText(t('nudges-rests'));
  });
});

describe('choosing', () => {
  it('from the library, about every few days', async () => {
    const { engine, user } = await open('nudges/library');
    const words = t('gesture-short-walk');
    await user.type(await screen.findByRole('searchbox'), words);
    await user.click(await screen.findByText(words));
    await user.click(await screen.findByRole('button', { name: `${t('nudges-choose')}: ${words}` }));
    await screen.findByRole('heading', { level: 1, name: words });
    await user.selectOptions(screen.getByLabelText(t('nudges-cadence-everyDays'), { selector: 'select' }), t('nudges-every-days', { days: 7 }));
    await user.click(button('nudges-part-morning'));
    await user.click(button('nudges-keep'));
    await waitFor(() => expect(engine.callsOf('keepPlan')).toEqual([[null, { gesture: { kind: 'library', id: 'short-walk' }, cadence: { kind: 'everyDays', days: 7 }, from: '07:00', to: '09:00', cue: null }]]));
    expect(router.path).toEqual(['nudges']);
    await screen.findByText(words);
  });

  it('one of my own, on weekdays', async () => {
    const { engine, user } = await open('nudges/own');
    await user.click(await findButton('nudges-keep'));
    expect(screen.getByLabelText(t('nudges-own-label'))).toBeInvalid();
    await user.type(screen.getByLabelText(t('nudges-own-label')), 'Call from the station');
    await user.click(screen.getByRole('radio', { name: t('nudges-cadence-weekdays') }));
    await user.click(button('nudges-keep'));
    await screen.findByText(t('nudges-weekdays-missing'));
    await user.click(screen.getByRole('button', { name: 'Friday' }));
    await user.click(screen.getByRole('button', { name: 'Tuesday' }));
    await user.click(button('nudges-keep'));
    await waitFor(() => expect(engine.callsOf('keepPlan').at(-1)).toEqual([null, { gesture: { kind: 'own', text: 'Call from the station' }, cadence: { kind: 'weekdays', days: [2, 5] }, from: '18:00', to: '20:00', cue: null }]));
  });

  it('on 29 February it asks about the other years', async () => {
    const { engine, user } = await open('nudges/choose/postcard');
    await user.click(await screen.findByRole('radio', { name: t('nudges-cadence-yearly') }));
    await user.selectOptions(screen.getByLabelText(t('nudges-month')), 'February');
    await user.selectOptions(screen.getByLabelText(t('nudges-day')), '29');
    await user.click(screen.getByRole('radio', { name: t('nudges-leap-mar1') }));
    await user.click(button('nudges-keep'));
    await waitFor(() => expect(engine.callsOf('keepPlan')[0]?.[1]).toMatchObject({ cadence: { kind: 'yearly', month: 2, day: 29, leapDay: 'mar1' } }));
  });

  it('changes a plan in place', async () => {
    const { engine, user } = await open('nudges', { plans: true });
    const { id } = engine.plans[1]!;
    await user.click(await screen.findByRole('button', { name: t('nudges-more', { gesture: t('gesture-bring-a-drink') }) }));
    await user.click(screen.getByRole('menuitem', { name: t('kit-change') }));
    expect(await findButton('nudges-keep-changes')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Tuesday' })).toHaveAttribute('aria-pressed', 'true');
    await user.click(button('nudges-keep-changes'));
    await waitFor(() => expect(engine.callsOf('keepPlan')[0]?.[0]).toBe(id));
  });

  it('did it, outside of any nudge', async () => {
    const { engine, user } = await open('nudges', { plans: true });
    await user.click(await screen.findByRole('button', { name: `${t('gesture-card-did')}: ${t('gesture-bring-a-drink')}` }));
    await waitFor(() => expect(engine.callsOf('didGesture')).toEqual([[engine.plans[1]!.id]]));
    expect(toasts.list.at(-1)?.text).toBe(t('gesture-card-done'));
  });
});

describe('an if-then plan', () => {
  const sentence = (): string => screen.getAllByRole('status').find((line) => line.classList.contains('sentence'))?.textContent ?? '';

  it('is a sentence that grows as one chooses', async () => {
    const { engine, user } = await open('nudges/choose/short-walk');
    await user.click(await screen.findByLabelText(t('nudges-comes-cue')));
    expect(screen.queryByText(t('nudges-window-hint'))).toBeNull();
    expect(sentence()).toBe(t('nudges-when-then', { cue: t('nudges-cue-back', { minutes: 15, time: '' }), gesture: t('gesture-short-walk') }));
    await user.selectOptions(screen.getByLabelText(t('nudges-cue-away')), t('nudges-cue-minutes', { count: 30 }));
    expect(sentence()).toContain('30');
    await expectAccessible();
    await user.click(button('nudges-keep'));
    await waitFor(() =>
      expect(engine.callsOf('keepPlan')).toEqual([
        [null, { gesture: { kind: 'library', id: 'short-walk' }, cadence: { kind: 'everyDays', days: 1 }, from: '04:00', to: '03:59', cue: { kind: 'back', minutes: 30 } }],
      ]),
    );
    await screen.findByText(new RegExp(t('nudges-cue-back', { minutes: 30, time: '' })));
  });

  it('waits for the end of a working day', async () => {
    const { engine, user } = await open('nudges/choose/short-walk');
    await user.click(await screen.findByLabelText(t('nudges-comes-cue')));
    await user.click(screen.getByLabelText(t('nudges-cue-choice-workdayEnds')));
    await fireEvent.input(screen.getByLabelText(t('nudges-cue-ends-at')), { target: { value: '23:15' } });
    await user.click(button('nudges-keep'));
    await waitFor(() => expect(engine.callsOf('keepPlan')[0]?.[1]).toMatchObject({ from: '23:15', to: '01:15', cue: { kind: 'workdayEnds' } }));
  });

  it('can keep to some hours, is listed as what it waits for, and is changed as it is', async () => {
    const { engine, user } = await open('nudges/own');
    await user.type(await screen.findByLabelText(t('nudges-own-label')), 'Put the kettle on');
    await user.click(screen.getByLabelText(t('nudges-comes-cue')));
    await user.click(screen.getByLabelText(t('nudges-cue-choice-unlock')));
    await user.click(screen.getByRole('switch', { name: t('nudges-cue-hours') }));
    await fireEvent.input(screen.getByLabelText(t('nudges-from')), { target: { value: '16:00' } });
    await user.click(button('nudges-keep'));
    await waitFor(() => expect(engine.callsOf('keepPlan')[0]?.[1]).toMatchObject({ from: '16:00', to: '20:00', cue: { kind: 'unlock' } }));
    router.go('nudges/coming');
    expect((await screen.findAllByText(t('nudges-cue-unlock', { minutes: 0, time: '' }))).length).toBeGreaterThan(0);
    router.go(`nudges/plan/${engine.plans[0]!.id}`);
    expect(await screen.findByLabelText(t('nudges-cue-choice-unlock'))).toBeChecked();
    expect(screen.getByRole('switch', { name: t('nudges-cue-hours') })).toBeChecked();
    // And back to a time of day.
    await user.click(screen.getByLabelText(t('nudges-comes-time')));
    await user.click(button('nudges-keep-changes'));
    await waitFor(() => expect(engine.callsOf('keepPlan')[1]?.[1]).toMatchObject({ from: '16:00', to: '20:00', cue: null }));
  });
});

describe('after a while', () => {
  it('one question, which either answer ends', async () => {
    const { engine, user } = await open('nudges', { plans: true });
    expect(screen.queryByRole('button', { name: t('nudges-rhythm-lighter') })).toBeNull();
    engine.plans = engine.plans.map((plan) => ({ ...plan, lighter: { kind: 'everyDays', days: 6 } }));
    engine.tell({ kind: 'planChanged', id: engine.plans[0]!.id });
    await findButton('nudges-rhythm-lighter');
    expect(screen.getAllByRole('button', { name: t('nudges-rhythm-same') })).toHaveLength(1);
    await expectAccessible();
    await user.click(button('nudges-rhythm-lighter'));
    await waitFor(() => expect(engine.callsOf('answerRhythm')).toEqual([[engine.plans[0]!.id, true]]));
    await user.click(await findButton('nudges-rhythm-same'));
    await waitFor(() => expect(screen.queryByRole('button', { name: t('nudges-rhythm-same') })).toBeNull());
    expect(engine.callsOf('answerRhythm')).toHaveLength(2);
  });

  it('a month is one sentence, and both can be switched off', async () => {
    const { engine } = await open('nudges', { plans: true });
    engine.lookedBack = { month: '2026-05-01', thisMonth: true, count: 11 };
    engine.plans = engine.plans.map((plan) => ({ ...plan, lighter: { kind: 'everyDays', days: 6 } }));
    engine.tell({ kind: 'planChanged', id: engine.plans[0]!.id });
    await screen.findByText('Eleven small things this month.');
    await preferences.change({ looksBack: false });
    engine.tell({ kind: 'planChanged', id: engine.plans[0]!.id });
    await waitFor(() => expect(screen.queryByText(/small things/)).toBeNull());
    expect(screen.queryByRole('button', { name: t('nudges-rhythm-lighter') })).toBeNull();
  });
});

describe('what is coming', () => {
  it('is shown nowhere once that was switched off', async () => {
    await open('nudges/coming', { plans: true });
    const tab = () => screen.queryByRole('link', { name: t('nudges-tab-coming') });
    await screen.findByText(t('nudges-coming-lead'));
    expect(tab()).not.toBeNull();
    await preferences.change({ looksAhead: false });
    await waitFor(() => expect(tab()).toBeNull());
    expect(screen.queryByText(t('nudges-coming-lead'))).toBeNull();
    expect(commands.find(({ id }) => id === 'nudges.coming')?.when?.()).toBe(false);
    await expectAccessible();
  });
});

describe('quiet times', () => {
  it('pauses for an hour, says until when, and comes back on request', async () => {
    const { engine, user } = await open('nudges/quiet', { plans: true });
    await user.click(await findButton('nudges-pause-hour'));
    await screen.findByText(/Nudges are back (at|tomorrow)/, { selector: 'strong' });
    expect(engine.callsOf('pauseNudges')).toEqual([[{ kind: 'hour' }]]);
    await user.click(button('nudges-resume'));
    await findButton('nudges-pause-hour');
    expect(engine.pauseUntil).toBeNull();
  });

  it('pauses over the weekend', async () => {
    const { engine, user } = await open('nudges/quiet', { plans: true });
    await user.click(await findButton('nudges-pause-weekend'));
    expect(engine.callsOf('pauseNudges')).toEqual([[{ kind: 'weekend' }]]);
  });

  it('pauses until a day, never without one', async () => {
    const { engine, user } = await open('nudges/quiet', { plans: true });
    await user.click(await findButton('nudges-pause-until-day'));
    expect(screen.getByLabelText(t('nudges-pause-day'))).toBeInvalid();
    await fireEvent.input(screen.getByLabelText(t('nudges-pause-day')), { target: { value: '2030-03-01' } });
    await user.click(button('nudges-pause-until-day'));
    await waitFor(() => expect(engine.callsOf('pauseNudges')).toEqual([[{ kind: 'until', day: '2030-03-01' }]]));
  });

  it('keeps quiet hours', async () => {
    const { engine, user } = await open('nudges/quiet', { settings: { quietFrom: null, quietTo: null } });
    const quiet = await screen.findByRole('switch', { name: t('nudges-quiet-on') });
    expect(quiet).not.toBeChecked();
    await user.click(quiet);
    await waitFor(() => expect(engine.settings).toMatchObject({ quietFrom: '22:00', quietTo: '08:00' }));
    await fireEvent.change(screen.getByLabelText(t('nudges-quiet-from')), { target: { value: '21:00' } });
    await waitFor(() => expect(engine.settings.quietFrom).toBe('21:00'));
  });
});

describe('words', () => {
  it('say why one is coming', () => {
    const cadence = { kind: 'everyDays', days: 3 } as const;
    const opens = '2026-05-04T18:00:00Z';
    expect(whyText({ cadence, lastDone: null, snoozedUntil: null }, opens)).toBe(t('nudges-why', { cadence: 'about every 3 days' }));
    expect(whyText({ cadence, lastDone: '2026-01-12T18:00:00Z', snoozedUntil: null }, opens)).toMatch(/about every 3 days.*(12 January|January 12)/);
    expect(whyText({ cadence, lastDone: null, snoozedUntil: '2026-05-04T18:00:00.000Z' }, opens)).toBe(t('nudges-why-later'));
    expect(whyText({ cadence, lastDone: null, snoozedUntil: '2026-05-03T18:00:00Z' }, opens)).not.toBe(t('nudges-why-later'));
  });

  it('for how often', async () => {
    await begin();
    expect(cadenceText({ kind: 'everyDays', days: 1 })).toBe('every day');
    expect(cadenceText({ kind: 'everyDays', days: 3 })).toBe('about every 3 days');
    expect(cadenceText({ kind: 'weekdays', days: [5, 2] })).toBe('on Tuesday and Friday');
    expect(cadenceText({ kind: 'yearly', month: 2, day: 29, leapDay: 'feb28' })).toMatch(/^every year on (29 February|February 29)$/);
  });
  it('for a day', async () => {
    await begin();
    const now = new Date(2026, 4, 6, 12);
    expect(dayAwayText(new Date(2026, 4, 6, 20).toISOString(), now)).toBe('today');
    expect(dayAwayText(new Date(2026, 4, 7, 1).toISOString(), now)).toBe('tomorrow');
    expect(dayAwayText(new Date(2026, 4, 9, 1).toISOString(), now)).toBe('Saturday');
    expect(dayAwayText(new Date(2026, 4, 20).toISOString(), now)).toMatch(/20/);
  });
});
