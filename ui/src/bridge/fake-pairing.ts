// Connecting, as the stand-in plays it.
import type { Answers, FakeEngine } from './fake';
import { refuse } from './fake-recovery';
import { plus } from './fake-story';

export const PICTURES = ['anchor', 'apple', 'bell', 'boat', 'candle', 'kite', 'umbrella'];

export function pairingAnswers(me: FakeEngine) {
  return {
    getPairing: () => me.pairing,
    connectSameRoom: () => (me.pairing = { stage: 'searching' }),
    makeInvite: () =>
      (me.pairing = {
        stage: 'inviteReady',
        invite: `lamplight1${'q3v7x0ke2m9dpzr5w8tnaj4s6hcufgly'.repeat(5)}`,
        expiresAt: plus(me.options.now, 1).toISOString(),
      }),
    saveInvite: () => true,
    acceptInvite: (line) => {
      if (!line.trim().startsWith('lamplight1')) refuse('inviteMalformed');
      return (me.pairing = { stage: 'comparing', pictures: PICTURES, confirmedByMe: false });
    },
    openInviteFile: () => (me.pairing = { stage: 'comparing', pictures: PICTURES, confirmedByMe: false }),
    confirmPictures: () => {
      if (me.pairing.stage !== 'comparing') refuse('pairingOver');
      if (me.pairing.stage === 'comparing') me.pairing = { ...me.pairing, confirmedByMe: true };
      return me.pairing;
    },
    refusePictures: () => (me.pairing = { stage: 'failed', error: { code: 'picturesDiffer' } }),
    cancelPairing: () => (me.pairing = { stage: 'idle' }),
  } satisfies Partial<Answers>;
}
