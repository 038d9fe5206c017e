import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin } from '../../test/kit';
import { router } from '../kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';
import { countWords } from './counting.svelte';

// jsdom lays nothing out; the surface asks where the caret is before it scrolls there.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();
document.elementFromPoint ??= () => null;

describe('words', () => {
  it('are counted in every script, and signs are none', () => {
    expect(countWords('', 'en')).toBe(0);
    expect(countWords('It’s late. — 3 cups, don’t ask', 'en')).toBe(6);
    expect(countWords('Straßenbahn\nnach Köln …', 'de')).toBe(3);
    expect(countWords('今天下雨了', 'en')).toBeGreaterThan(1);
    expect(countWords('🎉 🎉', 'en')).toBe(0);
  });

  it('are shown when asked for, without the signs of Markdown, and stay out of the way until then', async () => {
    const engine = await begin({ name: 'Jo', entries: 3 }, 'journal');
    const entry = engine.entries[2]!;
    router.go(`journal/write/${entry.id}`);
    render(App);
    const show = await screen.findByRole('button', { name: t('words-show') });
    await userEvent.click(show);
    // "## What I meant", a link with a long address, a quote.
    await waitFor(() => expect(screen.getByRole('button', { pressed: true, name: /words/ })).toHaveTextContent(t('words-count', { count: 27 })));
    await userEvent.click(screen.getByRole('button', { name: /words/ }));
    expect(screen.getByRole('button', { name: t('words-show') })).toBeVisible();
  });
});
