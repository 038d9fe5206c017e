// Questions, letters and surprises of the stand-in.
import { LADDERS } from './fake-library';
import { plus } from './fake-story';
import type { CommandError, LetterInput, Notice, Question, QuestionShelf, SealedForm, SealedLine, SealedStage, SealedView, SurpriseInput } from './bindings';

interface Home {
  options: { partner: string | null; now: Date };
  tell(notice: Notice): void;
}

const refuse = (code: 'notFound' | 'noPartner'): never => {
  throw { code } as CommandError;
};

/** Whatever the partner does is left to the test: it changes `views` and tells a notice. */
export class FakeSealed {
  views: SealedView[] = [];

  constructor(private readonly home: Home) {}

  answers() {
    return {
      listSealed: (): SealedLine[] => this.views.map(({ line }) => line),
      getSealed: (id: string): SealedView => this.#view(id),
      listQuestions: (): QuestionShelf => this.#shelf(),
      beginQuestion: (question: Question): SealedView => {
        const there = this.views.find(({ line: { form, folds } }) => folds && question.kind === 'known' && form.kind === 'question' && form.question.kind === 'known' && form.question.id === question.id);
        return there ?? this.#begin({ kind: 'question', question }, null);
      },
      keepAnswerDraft: (id: string, text: string): null => {
        this.#view(id).draft = text.trim() ? text : null;
        return null;
      },
      sealLetter: ({ text, opens }: LetterInput): SealedView => this.#begin({ kind: 'letter', opens }, text),
      answerSealed: (id: string, text: string): SealedView => this.#change(id, 'waiting', { mine: text, draft: null }),
      passQuestion: (id: string): SealedView => this.#change(id, 'passed'),
      takeBackSealed: (id: string): SealedView => this.#change(id, this.#view(id).line.form.kind === 'question' ? 'open' : 'withdrawn', { mine: null }),
      planSurprise: ({ secret, opens, ...open }: SurpriseInput): SealedView => this.#begin({ kind: 'surprise', open }, secret, opens),
      changeSurprise: (id: string, { secret, opens, ...open }: SurpriseInput): SealedView => {
        this.#view(id).line.form = { kind: 'surprise', open };
        return this.#change(id, 'waiting', { mine: secret, opens });
      },
      releaseSurprise: (id: string): SealedView => this.#change(id, 'opened', { mayWrite: false }),
      declineSurprise: (id: string): SealedView => this.#change(id, 'declined'),
    };
  }

  /** What the partner brings; `stage` and the texts as the story needs them. */
  bring(question: Question, more: Partial<SealedView> = {}, line: Partial<SealedLine> = {}): SealedView {
    const view = this.#begin({ kind: 'question', question }, null);
    Object.assign(view, more);
    Object.assign(view.line, { begunBy: 'partner' }, line);
    return view;
  }

  waiting(): SealedLine | null {
    return this.views.find(({ line }) => line.stage === 'open' && line.begunBy === 'partner' && line.form.kind === 'question')?.line ?? null;
  }

  #shelf(): QuestionShelf {
    const asked = this.views.map(({ line }) => line).filter(({ form }) => form.kind === 'question');
    const last = asked[0]?.begunBy;
    return {
      turn: !this.home.options.partner || !last ? null : last === 'me' ? 'partner' : 'me',
      ladders: LADDERS.map((ladder) => {
        const steps = ladder.steps.map((step) => {
          const line = asked.find(({ form }) => form.kind === 'question' && form.question.kind === 'known' && form.question.id === step.id);
          return { ...step, run: line ? { id: line.id, stage: line.stage } : null };
        });
        return { id: ladder.id, steps, next: steps.find(({ run }) => run === null)?.id ?? null };
      }),
    };
  }

  #view(id: string): SealedView {
    return this.views.find(({ line }) => line.id === id) ?? refuse('notFound');
  }

  #begin(form: SealedForm, mine: string | null, opens: string | null = null): SealedView {
    if (!this.home.options.partner) refuse('noPartner');
    const id = `sealed-${this.views.length + 1}`;
    const { now } = this.home.options;
    const folds = form.kind === 'question' ? plus(now, 7).toISOString() : null;
    const line: SealedLine = { id, form, begunBy: 'me', began: now.toISOString(), stage: mine === null ? 'open' : 'waiting', folds };
    const view: SealedView = { line, mine, theirs: null, tooLate: null, opens, mayWrite: true, draft: null };
    this.views.unshift(view);
    this.home.tell({ kind: 'sealedChanged', id });
    return view;
  }

  #change(id: string, stage: SealedStage, more: Partial<SealedView> = {}): SealedView {
    const view = this.#view(id);
    Object.assign(view, more);
    view.line.stage = stage;
    this.home.tell({ kind: 'sealedChanged', id });
    return view;
  }
}
