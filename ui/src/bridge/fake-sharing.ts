// What is shared, as the stand-in says it.
import type { SharingView } from './bindings';
import type { FakeEngine } from './fake';

export const sharingOf = (me: FakeEngine): SharingView => ({
  partner: me.home.kind === 'open' ? me.home.partner : null,
  entries: me.entries.filter(({ audience }) => audience === 'ours').length,
  outings: me.outings.length,
  ideas: me.jar.own.filter(({ ours }) => ours).length,
  notes: me.notes.list.filter(({ ours }) => ours).length,
  dates: me.dates.filter(({ ours }) => ours).length,
  wishes: me.wishes.list.filter(({ ours }) => ours).length,
  ahead: me.ahead.list.filter(({ told }) => told).length,
  ...me.forTwo.shared(),
  timeShown: me.calendars.ask?.mineShown ? me.calendars.ask.until.slice(0, 10) : null,
  jarCompared: me.jar.compared,
  thisDevice: 'This computer',
  direct: me.home.kind !== 'open' || !me.home.partner ? 'off' : me.mailbox.state.only ? 'folderOnly' : 'on',
  waitingToSend: me.waitingToSend,
  partnerLeft: me.partnerLeft,
  setAside: me.setAside,
  forkedHere: me.forked.here,
  forkedThere: me.forked.there,
});
