// What the person chose for the whole window: theme, text size, language, and the rest of the settings.
import { bridge, onNotice, type Settings } from '../bridge';
import { speak, type Language, type LaterArea } from '../texts/index.svelte';

const DEFAULTS: Settings = {
  theme: 'system',
  textSize: 100,
  language: 'system',
  discretion: 'discreet',
  budget: 1,
  quietFrom: '22:00',
  quietTo: '07:00',
  arrivals: true,
  autostart: false,
  idleLockMinutes: 5,
  rememberInKeyring: false,
  closeToTray: true,
  fullLockOnSleep: false,
  lookNearby: false,
  looksBack: true,
  looksAhead: true,
};

export const TEXT_SIZES = { least: 90, most: 200, step: 10 } as const;

class Preferences {
  current = $state.raw<Settings>(DEFAULTS);

  /** `also` are texts that the first screen needs besides. */
  async read(also: readonly LaterArea[] = []): Promise<void> {
    // Asked together: the first screen waits for both.
    const language = this.#applyLanguage(also);
    try {
      this.current = await bridge.getSettings();
    } catch {
      // Before there is a home, and in a locked one, the window looks as the computer does.
    }
    this.#applyLook();
    await language;
  }

  /** Changes some settings at once; what the engine refuses is put back, and thrown. */
  async change(change: Partial<Settings>): Promise<void> {
    const before = this.current;
    const wanted = { ...before, ...change };
    this.current = wanted;
    this.#applyLook();
    try {
      const kept = await bridge.changeSettings(wanted);
      // A later change may be on its way already; its answer is the one that counts.
      if (this.current === wanted) this.current = kept;
    } catch (thrown) {
      if (this.current === wanted) this.current = before;
      this.#applyLook();
      throw thrown;
    }
    if (change.language !== undefined && change.language !== before.language) await this.#applyLanguage();
  }

  async resize(step: number): Promise<void> {
    const size = Math.min(TEXT_SIZES.most, Math.max(TEXT_SIZES.least, step === 0 ? 100 : this.current.textSize + step));
    if (size !== this.current.textSize) await this.change({ textSize: size });
  }

  watch(): () => void {
    // A home that has just been opened is the first to know what was chosen.
    return onNotice(['settingsChanged', 'homeChanged'], () => void this.read());
  }

  #applyLook(): void {
    const root = document.documentElement;
    if (this.current.theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = this.current.theme;
    root.style.setProperty('--root-size', `${this.current.textSize}%`);
  }

  async #applyLanguage(also: readonly LaterArea[] = []): Promise<void> {
    let resolved = 'en';
    try {
      resolved = await bridge.getLocale();
    } catch {
      resolved = navigator.language.startsWith('de') ? 'de' : 'en';
    }
    const language: Language = resolved === 'de' || resolved === 'pseudo' ? resolved : 'en';
    await speak(language, also);
  }
}

export const preferences = new Preferences();
