import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import type { QuestionShelf } from '../bridge';
import { address, router } from '../kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';
import { isWatched, questionsFor } from './evening';

const step = (id: string, depth: number, brought = false) => ({ id, depth, theme: 'play', run: brought ? { id: 'r', stage: 'open' as const } : null });
const shelf = (ladders: ReturnType<typeof step>[][]): QuestionShelf => ({ turn: null, ladders: ladders.map((steps, n) => ({ id: String(n), steps, next: null })) });

describe('three questions', () => {
  it('are one of each ladder, light, unbrought, and the same each time', () => {
    const all = shelf([[step('a', 1, true), step('b', 1), step('c', 3)], [step('d', 2), step('e', 3)], [step('f', 1, true)], []]);
    const first = questionsFor('x', all);
    expect(first[0]).toBe('b');
    expect(['d', 'e']).toContain(first[1]);
    expect(first).toHaveLength(2);
    expect(questionsFor('x', all)).toEqual(first);
  });
  it('differ from evening to evening', () => {
    const many = shelf([Array.from({ length: 20 }, (_, n) => step(`q${n}`, 1))]);
    expect(new Set(Array.from({ length: 30 }, (_, n) => questionsFor(`date ${n}`, many)[0])).size).toBeGreaterThan(8);
  });
  it('know a film by ideas that exist', () => {
    expect(isWatched('film-of-your-youth')).toBe(true);
    expect(isWatched('film-of-a-minute')).toBe(false);
    expect(isWatched(null)).toBe(false);
  });
});

it('the lid closes, the page prints, and a film has questions of its own', async () => {
  const engine = await begin({ partner: 'Sam', outings: true });
  const { id, title } = engine.outings.find(({ stage }) => stage === 'planned')!;
  router.go(address('dates', 'date', id, 'evening'));
  const { container } = render(App);
  const user = userEvent.setup();
  await screen.findByRole('heading', { name: t('dates-evening') });
  await waitFor(() => expect(container.querySelector('.on-paper ol')?.children.length).toBeGreaterThan(0));
  expect(container.querySelector('.on-paper')).toHaveTextContent(title);
  await expectAccessible(container);
  await user.click(screen.getByRole('radio', { name: t('dates-evening-film') }));
  await screen.findByText(t('dates-film-3'));
  await user.click(screen.getByRole('button', { name: t('dates-evening-print') }));
  await waitFor(() => expect(engine.callsOf('printPage')).toHaveLength(1));
  await user.click(screen.getByRole('button', { name: t('dates-evening-close') }));
  await waitFor(() => expect(engine.callsOf('hideApp')).toHaveLength(1));
});
