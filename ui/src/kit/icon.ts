import type { Component } from 'svelte';

/** An icon of the library, as components take it. */
export type IconComponent = Component<{ size?: number | string; 'aria-hidden'?: boolean | 'true' | 'false'; class?: string; strokeWidth?: number | string }>;
