// What Today shows in the stand-in.
import type { Answers, FakeEngine } from './fake';
import { summaryOf } from './fake-entries';

export function todayAnswers(me: FakeEngine) {
  return {
    getToday: () => {
      const hour = me.options.now.getHours();
      const due = me.plans.find((plan) => me.due.includes(plan.id));
      const coming = me.plans.find((plan) => !me.due.includes(plan.id));
      const fromPartner = me.entries.find((entry) => entry.author === 'partner') ?? null;
      const { sheet } = me.backups;
      const card = (['recovery', 'drill', 'gesture', 'partner', 'notifications', 'autostart'] as const).find(
        (c) => !me.dismissed.has(c) && !(c === 'recovery' && sheet?.confirmed) && !(c === 'drill' && !sheet?.drillDue) && !(c === 'gesture' && me.plans.length) && !(c === 'partner' && me.options.partner),
      );
      return {
        greeting: hour < 5 || hour >= 22 ? 'night' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening',
        longAway: me.options.longAway,
        gesture: due ? { id: due.id, plan: due, since: me.options.now.toISOString() } : null,
        comingGesture: coming ? { planId: coming.id, gesture: coming.gesture, opens: coming.next, closes: coming.next } : null,
        nextOuting: me.outings.find(({ stage }) => stage === 'planned' || stage === 'alone') ?? null,
        calms: me.forTwo.calms,
        forward: me.forTwo.forward,
        fromPartner,
        question: me.sealed.waiting(),
        morningAfter: me.morningAfter,
        waitingOutings: me.outings.filter(({ stage }) => stage === 'awaitingMe'),
        askedErasures: me.removedEntries.filter(({ id }) => me.asked.has(id)).map((entry) => summaryOf(entry)),
        onThisDay: me.entries.length > 100 ? me.entries.slice(159, 161).filter(({ id }) => !me.offToday.has(id)).map((entry) => summaryOf(entry)) : [],
        card: me.lost && !me.dismissed.has('lost') ? 'lost' : (card ?? null),
        rituals: me.forTwo.rituals.all.filter(({ stage, days }) => stage === 'awake' && days.includes(me.options.now.getDay() || 7)),
        dates: me.dates.filter(({ inDays }) => inDays <= 14),
      };
    },
  } satisfies Partial<Answers>;
}
