// The words of a question for two.
import type { Question, SealedForm } from '../bridge';
import { has, t } from '../texts/index.svelte';

/** Its words, or that they are in a newer Lamplight. */
export function questionText(question: Question): string {
  if (question.kind === 'own') return question.text;
  const key = `question-${question.id}`;
  return has(key) ? t(key) : t('two-newer');
}

/** The question of something sealed; null for letters and surprises. */
export function questionOf(form: SealedForm): Question | null {
  return form.kind === 'question' ? form.question : null;
}
