// Guided talks in the stand-in: the way through each is a list of moments, and any press goes one further. What the engine decides, it doesn't.
import type { TalkCompany, TalkInStepLine, TalkInStepStage, TalkLine, TalkPage, TalkPress, TalkSide, TalkStep, TalkView } from './bindings';
import { refuse } from './fake-recovery';

type Moment = Partial<Pick<TalkView, 'place' | 'near' | 'partSkippable' | 'mayPass' | 'yields'>> & { step?: Partial<TalkStep> & { id: string }; turn?: 0 | 1 };

const STEP: Omit<TalkStep, 'id'> = { who: 'both', whose: null, openers: 0, asks: null, skippable: false, writes: false, readBy: 'me', onPaper: false, page: '', again: false, clock: null };
const turns = (turn: 0 | 1): Moment[] => [
  { turn, step: { id: 'say', who: 'speaker', openers: 4, clock: { whole: 90_000, spent: 0 } } },
  { turn, step: { id: 'say-back', who: 'listener', openers: 4, clock: { whole: 60_000, spent: 0 } } },
  { turn, step: { id: 'check', who: 'speaker', openers: 3, asks: 'gotIt' } },
  { turn, place: 'piece' },
];

const TOGETHER: Record<string, Moment[]> = {
  'take-turns': [
    { place: 'caution' },
    { step: { id: 'topic', openers: 4, writes: true, readBy: 'both' } },
    { place: 'begins' },
    ...turns(0),
    { turn: 1, place: 'swap' },
    ...turns(1),
    { step: { id: 'close', openers: 4, writes: true, readBy: 'both', skippable: true, clock: { whole: 180_000, spent: 0 } } },
    { place: 'done', yields: ['oursEntry'] },
  ],
  'stress-talk': [
    { step: { id: 'arrive', openers: 2, skippable: true } },
    { place: 'begins' },
    { turn: 0, step: { id: 'wish', who: 'speaker', openers: 3, asks: 'listenOrHelp' } },
    { turn: 0, step: { id: 'remember', who: 'listener', openers: 2, skippable: true, onPaper: true } },
    { place: 'done', yields: ['gesture', 'ritual'] },
  ],
};
const IN_STEP: Record<string, Moment[]> = {
  ...TOGETHER,
  'after-a-row': [
    { place: 'caution' },
    { step: { id: 'ready', openers: 3 } },
    { step: { id: 'felt', who: 'eachApart', openers: 4, writes: true, readBy: 'bothLater', clock: { whole: 180_000, spent: 0 } } },
    { step: { id: 'read', who: 'nobody', clock: { whole: 300_000, spent: 0 } } },
    { place: 'done', yields: ['promise'] },
  ],
};
const ALONE: Record<string, Moment[]> = {
  'take-turns': [{ place: 'caution' }, { step: { id: 'topic', openers: 4 } }, { turn: 0, step: { id: 'say', who: 'speaker', openers: 4 } }, { turn: 0, place: 'piece' }, { place: 'done', yields: ['oursEntry'] }],
  'stress-talk': [{ turn: 0, step: { id: 'tell', who: 'speaker', openers: 4, clock: { whole: 480_000, spent: 0 } } }, { place: 'done', yields: ['gesture', 'ritual'] }],
};

const LINES: Omit<TalkLine, 'waiting'>[] = [
  { id: 'take-turns', fromMinutes: 15, toMinutes: 35, evidence: 'some' },
  { id: 'weekly-talk', fromMinutes: 25, toMinutes: 60, evidence: 'thin' },
  { id: 'stress-talk', fromMinutes: 20, toMinutes: 30, evidence: 'thin' },
  { id: 'good-news', fromMinutes: 8, toMinutes: 20, evidence: 'some' },
  { id: 'after-a-row', fromMinutes: 30, toMinutes: 50, evidence: 'thin' },
];

interface InStepRun {
  thing: string;
  stage: TalkInStepStage;
  run: Run;
  /** Mine was said here. */
  said: boolean;
  theyPause: boolean;
  theirs: Map<number, string>;
}

interface Run {
  id: string;
  company: TalkCompany;
  at: number;
  moves: number;
  paused: boolean;
  first: TalkSide;
  again: boolean;
  pages: Map<number, string>;
}

export class FakeTalks {
  readonly runs = new Map<string, Run>();

  readonly steps = new Map<string, InStepRun>();
  tell: () => void = () => undefined;

  /** The partner asks for one; of a talk that is in no library, as a newer version would. */
  partnerAsks(talk: string): void {
    this.#offer(talk, LINES.some(({ id }) => id === talk) ? 'asked' : 'newer');
  }

  /** The partner takes part in what I asked for, goes on, or pauses. */
  partnerDoes(what: 'join' | 'goOn' | 'pause' | 'resume' | 'stop', text?: string): void {
    for (const step of this.steps.values()) {
      if (what === 'join') step.stage = 'underWay';
      else if (what === 'goOn') {
        if (text) step.theirs.set(step.run.at, text);
        if (step.said || this.#whose(step) === 'other') this.#on(step);
      } else if (what === 'stop') step.stage = 'over';
      else step.theyPause = what === 'pause';
    }
    this.tell();
  }

  /** As after a lock or a crash. */
  rest(): void {
    for (const run of this.runs.values()) run.paused = true;
  }

  readonly commands = {
    listTalks: (): TalkLine[] =>
      LINES.map((line) => {
        const run = this.runs.get(line.id);
        return { ...line, waiting: run ? { kind: 'here', company: run.company, since: '2026-05-06T18:00:00Z' } : null };
      }),
    getTalk: (id: string) => this.#view(this.runs.get(id) ?? refuse('notFound')),
    beginTalk: (id: string, company: TalkCompany, warned: boolean) => {
      if (this.runs.has(id)) refuse('badInput');
      const run: Run = { id, company, at: 0, moves: 0, paused: false, first: 'me', again: false, pages: new Map() };
      if (this.#moments(run)[0]?.place === 'caution') {
        if (!warned) return this.#view(run);
        run.at = run.moves = 1;
      }
      this.runs.set(id, run);
      return this.#view(run);
    },
    pressTalk: (id: string, moves: number, press: TalkPress, text: string | null) => {
      const run = this.runs.get(id) ?? refuse('notFound');
      if (run.moves !== moves) return this.#view(run);
      if (run.paused && press.kind !== 'resume') refuse('badInput');
      if (text && text.length > 20_000) refuse('bodyTooLong', { limit: 20_000 });
      if (text !== null) run.pages.set(run.at, text);
      if (press.kind === 'pause' || press.kind === 'resume') run.paused = press.kind === 'pause';
      else if (press.kind !== 'keep') {
        if (press.kind === 'begin') run.first = press.side;
        run.again = press.kind === 'notQuite';
        run.at += press.kind === 'notQuite' ? -1 : 1;
        run.moves += 1;
      }
      const view = this.#view(run);
      if (view.place === 'done' && !view.pages.length) this.runs.delete(id);
      return view;
    },
    putTalkAway: (id: string) => {
      this.runs.delete(id);
      return null;
    },
    listTalksInStep: (): TalkInStepLine[] => [...this.steps.values()].map(({ thing, stage, run }) => ({ id: thing, talk: run.id, stage })),
    getTalkInStep: (id: string) => this.#inStep(this.#step(id)),
    offerTalkInStep: (talk: string, warned: boolean) => {
      if (!warned && IN_STEP[talk]?.[0]?.place === 'caution') return null;
      return this.#inStep(this.#offer(talk, 'asking'));
    },
    joinTalkInStep: (id: string, warned: boolean) => {
      const step = this.#step(id);
      if (!warned && IN_STEP[step.run.id]?.[0]?.place === 'caution') return null;
      step.stage = 'underWay';
      return this.#inStep(step);
    },
    pressTalkInStep: (id: string, moves: number, press: TalkPress, text: string | null) => {
      const step = this.#step(id);
      const { run } = step;
      if (press.kind === 'resume') run.paused = false;
      if (run.moves !== moves || press.kind === 'resume') return this.#inStep(step);
      if (text !== null) run.pages.set(run.at, text);
      if (press.kind === 'pause') run.paused = true;
      else if (press.kind !== 'keep') {
        if (press.kind === 'begin') run.first = press.side;
        if (this.#whose(step) === 'me') this.#on(step);
        else step.said = true;
      }
      return this.#inStep(step);
    },
    putTalkInStepAway: (id: string) => {
      const step = this.#step(id);
      if (step.stage === 'underWay') step.stage = 'over';
      else this.steps.delete(id);
      this.tell();
      return null;
    },
  };

  #step(id: string): InStepRun {
    return this.steps.get(id) ?? refuse('notFound');
  }

  #offer(talk: string, stage: TalkInStepStage): InStepRun {
    const thing = `e${this.steps.size}`.padStart(32, '0');
    const at = IN_STEP[talk]?.[0]?.place === 'caution' ? 1 : 0;
    const run: Run = { id: talk, company: 'inStep', at, moves: at, paused: false, first: 'me', again: false, pages: new Map() };
    const step: InStepRun = { thing, stage, run, said: false, theyPause: false, theirs: new Map() };
    this.steps.set(thing, step);
    this.tell();
    return step;
  }

  #on(step: InStepRun): void {
    step.said = false;
    step.run.at += 1;
    step.run.moves += 1;
    if (this.#moments(step.run)[step.run.at]?.place === 'done') step.stage = 'over';
  }

  #whose({ run }: InStepRun): TalkSide | null {
    const { step, speaker } = this.#view(run);
    return step ? step.whose : speaker;
  }

  #inStep(step: InStepRun): TalkView {
    const { run } = step;
    const over = step.stage === 'over';
    const view = this.#view(over ? { ...run, at: this.#moments(run).length - 1 } : run);
    const pages = (all: Map<number, string>): TalkPage[] => [...all].map(([at, text]) => ({ step: this.#moments(run)[at]?.step?.id ?? '', text }));
    const open = over || view.step?.who === 'nobody';
    return {
      ...view,
      pages: open ? pages(run.pages) : [],
      inStep: {
        id: step.thing,
        stage: step.stage,
        waiting: step.said || this.#whose(step) === 'other',
        theyPause: step.theyPause,
        theirPage: view.step?.readBy === 'both' ? (step.theirs.get(run.at) ?? '') : '',
        onItsWay: open && !over && !step.theirs.size,
        theirs: open ? pages(step.theirs) : [],
      },
    };
  }

  #moments(run: Run): Moment[] {
    return { alone: ALONE, together: TOGETHER, inStep: IN_STEP }[run.company][run.id] ?? [{ place: 'done' }];
  }

  #view(run: Run): TalkView {
    const moment = this.#moments(run)[run.at] ?? { place: 'done' };
    const speaker = moment.turn === undefined ? null : (moment.turn === 0) === (run.first === 'me') ? 'me' : 'other';
    const mine = moment.step?.who === 'speaker' ? speaker : speaker === 'me' ? 'other' : 'me';
    const whose = moment.step && speaker && moment.step.who ? mine : null;
    const done = moment.place === 'done';
    return {
      id: run.id,
      company: run.company,
      place: moment.place ?? 'step',
      moves: run.moves,
      paused: run.paused,
      step: moment.step ? { ...STEP, ...moment.step, whose, page: run.pages.get(run.at) ?? '', again: run.again, ...(run.company === 'alone' ? { writes: true } : {}) } : null,
      speaker,
      near: false,
      partSkippable: false,
      mayPass: false,
      yields: moment.yields ?? [],
      inStep: null,
      pages: done ? [...run.pages].flatMap(([at, text]) => ({ step: this.#moments(run)[at]?.step?.id ?? '', text })) : [],
    };
  }
}
