// Gestures and nudges of the stand-in.
import type { PlanInput, PlanView } from './bindings';
import type { Answers, FakeEngine } from './fake';
import { GESTURES } from './fake-library';
import { refuse } from './fake-recovery';
import { day, plus } from './fake-story';

export function planOf(me: FakeEngine, id: string, plan: PlanInput): PlanView {
  return { id, ...plan, cue: plan.cue ?? null, next: plus(me.options.now, 1).toISOString(), lastDone: null, snoozedUntil: null, lighter: null, rests: me.together.rests(plan.gesture) };
}

export function planAnswers(me: FakeEngine) {
  return {
    listGestures: () => GESTURES.filter(({ mutual }) => !mutual || me.together.both),
    listPlans: () => me.plans.map((plan) => ({ ...plan, rests: me.together.rests(plan.gesture) })),
    keepPlan: (id, input) => {
      const plan = planOf(me, id ?? me.newId(), input);
      me.plans = [...me.plans.filter((old) => old.id !== plan.id), plan];
      me.tell({ kind: 'planChanged', id: plan.id });
      return plan;
    },
    removePlan: (id) => {
      me.removedPlans.push(...me.plans.filter((plan) => plan.id === id));
      me.plans = me.plans.filter((plan) => plan.id !== id);
      me.tell({ kind: 'planChanged', id });
      return null;
    },
    restorePlan: (id) => {
      const plan = me.removedPlans.find((removed) => removed.id === id) ?? refuse('notFound');
      me.plans = [...me.plans, plan];
      me.tell({ kind: 'planChanged', id });
      return plan;
    },
    listDueNudges: () => me.plans.filter(({ id }) => me.due.includes(id)).map((plan) => ({ id: plan.id, plan, since: me.options.now.toISOString() })),
    listComingNudges: (days) =>
      (me.settings.looksAhead ? me.plans : []).flatMap((plan, n) =>
        [1, 4, 8, 12].filter((away) => away + n < days).map((away) => {
          const on = plus(me.options.now, away + n);
          const at = (clock: string): string => new Date(`${day(on)}T${clock}:00`).toISOString();
          return { planId: plan.id, gesture: plan.gesture, opens: at(plan.from), closes: at(plan.to), cue: plan.cue };
        }),
      ),
    didNudge: (id) => {
      me.due = me.due.filter((other) => other !== id);
      me.tell({ kind: 'nudgeSettled', id });
      return null;
    },
    laterNudge: (id) => {
      me.due = me.due.filter((other) => other !== id);
      me.tell({ kind: 'nudgeSettled', id });
      return new Date(Date.now() + 3 * 3_600_000).toISOString();
    },
    answerRhythm: (id, lighter) => {
      const plan = me.plans.find((known) => known.id === id) ?? refuse('notFound');
      const answered = { ...plan, cadence: (lighter && plan.lighter) || plan.cadence, lighter: null };
      me.plans = me.plans.map((known) => (known.id === id ? answered : known));
      me.tell({ kind: 'planChanged', id });
      return answered;
    },
    lookBack: () => (me.settings.looksBack ? me.lookedBack : null),
    notTodayNudge: (id) => {
      me.due = me.due.filter((other) => other !== id);
      me.tell({ kind: 'nudgeSettled', id });
      return null;
    },
    didGesture: (planId) => {
      const plan = me.plans.find(({ id }) => id === planId) ?? refuse('notFound');
      plan.lastDone = new Date().toISOString();
      me.due = me.due.filter((other) => other !== planId);
      me.tell({ kind: 'planChanged', id: planId });
      return plan;
    },
    pauseNudges: (pause) => {
      me.pauseUntil = pause.kind === 'until' ? `${pause.day}T00:00:00Z` : new Date(Date.now() + 3_600_000).toISOString();
      me.tell({ kind: 'pauseChanged' });
      return me.pauseUntil;
    },
    resumeNudges: () => {
      me.pauseUntil = null;
      me.tell({ kind: 'pauseChanged' });
      return null;
    },
    getPause: () => me.pauseUntil,
    sendTestNudge: () => (me.options.notifications.server ? me.options.notifications : refuse('notificationsUnavailable')),
    getNotificationSupport: () => me.options.notifications,
  } satisfies Partial<Answers>;
}
