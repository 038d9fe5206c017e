/** The pages of the settings, in order; each is `settings/<section>`. */
export const SECTIONS = ['notifications', 'privacy', 'sharing', 'folder', 'backup', 'import', 'appearance', 'language', 'about'] as const;
export type Section = (typeof SECTIONS)[number];
