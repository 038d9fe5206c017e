// Guided talks in the stand-in: the way through each is a list of moments, and any press goes one further. What the engine decides, it doesn't.
import type { CommandError, TalkCompany, TalkLine, TalkPress, TalkSide, TalkStep, TalkView } from './bindings';

type Moment = Partial<Pick<TalkView, 'place' | 'near' | 'partSkippable' | 'mayPass' | 'yields'>> & { step?: Partial<TalkStep> & { id: string }; turn?: 0 | 1 };

const STEP: Omit<TalkStep, 'id'> = { who: 'both', whose: null, openers: 0, asks: null, skippable: false, writes: false, onPaper: false, page: '', again: false, clock: null };
const turns = (turn: 0 | 1): Moment[] => [
  { turn, step: { id: 'say', who: 'speaker', openers: 4, clock: { whole: 90_000, spent: 0 } } },
  { turn, step: { id: 'say-back', who: 'listener', openers: 4, clock: { whole: 60_000, spent: 0 } } },
  { turn, step: { id: 'check', who: 'speaker', openers: 3, asks: 'gotIt' } },
  { turn, place: 'piece' },
];

const TOGETHER: Record<string, Moment[]> = {
  'take-turns': [
    { place: 'caution' },
    { step: { id: 'topic', openers: 4, writes: true } },
    { place: 'begins' },
    ...turns(0),
    { turn: 1, place: 'swap' },
    ...turns(1),
    { step: { id: 'close', openers: 4, writes: true, skippable: true, clock: { whole: 180_000, spent: 0 } } },
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

const refuse = (code: 'notFound' | 'badInput'): never => {
  throw { code } as CommandError;
};

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
  };

  #moments(run: Run): Moment[] {
    return (run.company === 'alone' ? ALONE : TOGETHER)[run.id] ?? [{ place: 'done' }];
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
      pages: done ? [...run.pages].flatMap(([at, text]) => ({ step: this.#moments(run)[at]?.step?.id ?? '', text })) : [],
    };
  }
}
