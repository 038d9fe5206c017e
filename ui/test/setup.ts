import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/svelte';
import { afterEach } from 'vitest';

// Two busy cores: what is awaited may take a while.
configure({ asyncUtilTimeout: 15_000 });

// jsdom knows neither the modal dialog nor the popover; enough of both for components to be tried.
HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement): void {
  this.setAttribute('open', '');
};
HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement): void {
  if (!this.hasAttribute('open')) return;
  this.removeAttribute('open');
  this.dispatchEvent(new Event('close'));
};
const toggled = (element: HTMLElement, newState: 'open' | 'closed'): void => {
  const event = Object.assign(new Event('toggle'), { newState, oldState: newState === 'open' ? 'closed' : 'open' });
  element.toggleAttribute('data-popover-open', newState === 'open');
  element.dispatchEvent(event);
};
HTMLElement.prototype.showPopover = function showPopover(this: HTMLElement): void {
  toggled(this, 'open');
};
HTMLElement.prototype.hidePopover = function hidePopover(this: HTMLElement): void {
  toggled(this, 'closed');
};
document.addEventListener('click', (event) => {
  const button = (event.target as Element | null)?.closest?.('[popovertarget]');
  const target = button && document.getElementById(button.getAttribute('popovertarget')!);
  if (target) toggled(target, target.hasAttribute('data-popover-open') ? 'closed' : 'open');
});
Element.prototype.scrollIntoView = function scrollIntoView(): void {};
window.scrollTo = (() => {}) as typeof window.scrollTo;
Element.prototype.animate ??= (() => ({ finished: Promise.resolve(), cancel() {}, onfinish: null })) as unknown as typeof Element.prototype.animate;
window.matchMedia ??= ((query: string) => ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} })) as unknown as typeof window.matchMedia;

afterEach(cleanup);
