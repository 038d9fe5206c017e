// The recovery sheet and backups of the stand-in.
import type { BackupsView, CommandError, HomeState, Notice, commands as realCommands } from './bindings';

/** A sheet of the story. */
export const WORDS = 'abandon ability able about above absent absorb abstract absurd abuse access accident account accuse achieve acid acoustic acquire across act action actor actress actual'.split(' ');

/** A story without a word of it has its sheet. */
export const KEPT: BackupsView = {
  sheet: { mark: '7F3A', madeOn: '2026-10-01', confirmed: true, drilledOn: null, drillDue: false, asked: [3, 11, 20] },
  lastBackup: null,
  copies: [],
};

/** What is asked back of a new sheet. */
const ASKED = [2, 9, 24];

export const refuse = (code: CommandError['code'], more: Record<string, unknown> = {}): never => {
  throw { code, ...more } as CommandError;
};

interface Story {
  passphrase: string;
  home: HomeState;
  backups: BackupsView;
  readonly options: { now: Date };
  tell(notice: Notice): void;
}

type Sheet = NonNullable<BackupsView['sheet']>;
type Names = 'getBackups' | 'beginSheet' | 'confirmSheet' | 'dropSheet' | 'printPage' | 'answerDrill' | 'makeBackup' | 'restoreBackup' | 'resetPassphrase' | 'listCopies' | 'restoreCopy';
type Answer<T> = T extends { status: 'ok'; data: infer D } ? D : never;
type Commands = { [K in Names]: (...args: Parameters<(typeof realCommands)[K]>) => Answer<Awaited<ReturnType<(typeof realCommands)[K]>>> };

/** The commands around the sheet; `open` opens the home of the story. */
export function recovery(me: Story, open: () => void): Commands {
  const today = (): string => me.options.now.toISOString().slice(0, 10);

  function proves(passphrase: string): void {
    if (passphrase !== me.passphrase) refuse('wrongPassphrase');
  }

  function check(asked: number[], typed: string[]): void {
    const places = asked.filter((place, at) => typed[at]?.trim() !== WORDS[place - 1]);
    if (places.length) refuse('wrongWords', { places });
  }

  function inForce(sheet: Sheet): Sheet {
    me.backups = { ...me.backups, sheet };
    me.tell({ kind: 'backupsChanged' });
    return sheet;
  }

  function comeBack(words: string, passphrase: string): HomeState {
    const typed = words.trim().split(/\s+/);
    if (typed.length !== WORDS.length) refuse('wordCount', { found: typed.length });
    check(
      WORDS.map((_, at) => at + 1),
      typed,
    );
    if ([...passphrase].length < 8) refuse('passphraseTooShort', { least: 8 });
    me.passphrase = passphrase;
    open();
    return me.home;
  }

  return {
    getBackups: () => me.backups,
    beginSheet: (passphrase) => {
      proves(passphrase);
      return { words: WORDS, line: 'AGE-SECRET-KEY-1QQPQ8ZF3YLG6CQ5WZ4L0N2YQ3T7S5M6V8K9J0H2G4F6D8S0A2P4X', mark: 'C01D', madeOn: today(), asked: ASKED };
    },
    confirmSheet: (typed) => {
      check(ASKED, typed);
      return inForce({ mark: 'C01D', madeOn: today(), confirmed: true, drilledOn: null, drillDue: false, asked: [3, 11, 20] });
    },
    dropSheet: () => null,
    printPage: () => null,
    answerDrill: (typed) => {
      const sheet = me.backups.sheet ?? refuse('noSheet');
      if (typed.some((word, at) => word.trim() !== WORDS[sheet.asked[at]! - 1])) refuse('wrongWords', { places: sheet.asked });
      return inForce({ ...sheet, confirmed: true, drillDue: false, drilledOn: sheet.confirmed ? today() : null });
    },
    makeBackup: (passphrase) => {
      proves(passphrase);
      me.backups = { ...me.backups, lastBackup: today() };
      me.tell({ kind: 'backupsChanged' });
      return true;
    },
    restoreBackup: comeBack,
    resetPassphrase: comeBack,
    listCopies: () => me.backups.copies,
    restoreCopy: (_, passphrase) => {
      proves(passphrase);
      open();
      return me.home;
    },
  };
}
