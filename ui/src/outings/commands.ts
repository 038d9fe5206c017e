import { router, type Command } from '../kit';

export const commands: readonly Command[] = [
  { id: 'dates.propose', text: 'command-new-date', also: 'command-new-date-also', keys: 'mod+shift+d', run: () => router.go('dates/new') },
  { id: 'dates.ideas', text: 'command-date-ideas', run: () => router.go('dates/ideas') },
  { id: 'dates.own', text: 'command-own-idea', run: () => router.go('dates/idea/new') },
  { id: 'dates.calendar', text: 'command-calendar', also: 'command-calendar-also', run: () => router.go('dates/calendar') },
  { id: 'dates.find', text: 'dates-find', also: 'command-find-time-also', run: () => router.go('dates/find') },
  { id: 'dates.surprise', text: 'dates-surprise-new', also: 'command-surprise-also', run: () => router.go('dates/surprise/new') },
  { id: 'dates.rituals', text: 'rituals-title', also: 'command-rituals-also', run: () => router.go('dates/rituals') },
  { id: 'dates.others', text: 'dates-others', also: 'command-calendar-also', run: () => router.go('dates/others') },
  { id: 'dates.remembered', text: 'command-dates-remembered', run: () => router.go('dates/remembered') },
];
