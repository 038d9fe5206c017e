// Questions, letters and surprises of the stand-in.
import type { CommandError, LetterInput, Notice, Question, SealedForm, SealedLine, SealedStage, SealedView, SurpriseInput } from './bindings';

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
      beginQuestion: (question: Question): SealedView => this.#begin({ kind: 'question', question }, null),
      sealLetter: ({ text, opens }: LetterInput): SealedView => this.#begin({ kind: 'letter', opens }, text),
      answerSealed: (id: string, text: string): SealedView => this.#change(id, 'waiting', { mine: text }),
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

  #view(id: string): SealedView {
    return this.views.find(({ line }) => line.id === id) ?? refuse('notFound');
  }

  #begin(form: SealedForm, mine: string | null, opens: string | null = null): SealedView {
    if (!this.home.options.partner) refuse('noPartner');
    const id = `sealed-${this.views.length + 1}`;
    const line: SealedLine = { id, form, begunBy: 'me', began: this.home.options.now.toISOString(), stage: mine === null ? 'open' : 'waiting' };
    const view: SealedView = { line, mine, theirs: null, tooLate: null, opens, mayWrite: true };
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
