// Gestures that take two, in the stand-in.
import type { GestureRef, Together } from './bindings';
import { GESTURES } from './fake-library';
import { refuse } from './fake-recovery';

export class FakeTogether {
  wanted = false;
  /** The partner has said Yes too; nobody sees it before I have. */
  partnerWants = false;
  partner: () => string | null = () => null;

  get both(): boolean {
    return this.wanted && this.partnerWants && this.partner() !== null;
  }

  rests(gesture: GestureRef): boolean {
    return !this.both && gesture.kind === 'library' && GESTURES.some(({ id, mutual }) => mutual && id === gesture.id);
  }

  readonly commands = {
    getTogether: (): Together => ({ wanted: this.wanted, both: this.both }),
    wantTogether: (wanted: boolean): Together => {
      if (wanted && this.partner() === null) refuse('noPartner');
      this.wanted = wanted;
      return { wanted, both: this.both };
    },
  };
}
