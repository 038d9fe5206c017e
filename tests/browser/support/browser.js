// A browser with the interface in it, and what every page is watched for.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Bridge } from './bridge.js';
import { standInForTauri } from './in-page.js';
import { t } from './words.js';

export const PASSPHRASE = 'a long kitchen table';
export const OUTPUT = join(import.meta.dirname, '../output');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The browser and the bridge of one test file. */
export class Table {
  static async lay() {
    const bridge = await Bridge.start();
    const browser = await chromium.launch({
      executablePath: process.env.LAMPLIGHT_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
        // Nothing but the bridge can be reached, whatever a page tries.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ],
    });
    return new Table(bridge, browser);
  }

  constructor(bridge, browser) {
    this.bridge = bridge;
    this.browser = browser;
  }

  async clear() {
    await this.browser.close();
    await this.bridge.stop();
  }

  /** A home that is open, without the first run. It stays open: a test may not touch a key for minutes. */
  async home(name, called = name) {
    await this.bridge.call(name, 'start_home', { home: { name: called, passphrase: PASSPHRASE, rememberInKeyring: false } });
    const settings = await this.bridge.call(name, 'get_settings');
    await this.bridge.call(name, 'change_settings', { settings: { ...settings, idleLockMinutes: 24 * 60 } });
  }

  /** Someone's window. */
  async open(name, path = '', { width = 1280, height = 800, dark = false, ...more } = {}) {
    const context = await this.browser.newContext({
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
      ...more,
    });
    await context.addInitScript(standInForTauri, name);
    return Window.open(context, this.bridge, name, path);
  }
}

/** One window and everything that went wrong in it. */
export class Window {
  static async open(context, bridge, name, path) {
    const window = new Window(context, await context.newPage(), bridge, name);
    await window.load(path);
    return window;
  }

  constructor(context, page, bridge, name) {
    Object.assign(this, { context, page, bridge, name, wrong: [] });
    const { origin } = bridge;
    page.setDefaultTimeout(60_000);
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && this.wrong.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => this.wrong.push(`error: ${error.stack ?? error}`));
    page.on('dialog', (dialog) => {
      this.wrong.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    context.on('page', (other) => other !== page && this.wrong.push(`another window: ${other.url()}`));
    context.on('request', (request) => request.url().startsWith(`${origin}/`) || request.url().startsWith('blob:') || this.wrong.push(`request: ${request.url()}`));
    page.on('framenavigated', (frame) => frame.url().startsWith(`${origin}/`) || frame.url() === 'about:blank' || this.wrong.push(`went to: ${frame.url()}`));
    page.on('frameattached', () => this.wrong.push('a frame in the page'));
    page.on('download', (download) => this.wrong.push(`download: ${download.url()}`));
  }

  async load(path = '') {
    await this.page.goto(`${this.bridge.origin}/#/${path}`);
    await this.settled();
  }

  /** Goes to a path of the window, as a link would. */
  async go(path) {
    await this.page.evaluate((to) => (location.hash = `#/${to}`), path);
    await this.settled();
  }

  /** The page is there, and nothing is being waited for. */
  async settled() {
    await this.page.locator('h1').first().waitFor({ state: 'attached' });
    await this.page.waitForFunction(() => globalThis.calling === 0 && !document.querySelector('[aria-busy="true"], .waiting') && document.fonts.status === 'loaded');
    // What arrives together is painted together.
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30)))));
  }

  /** The search has looked, which it does not at every letter. */
  async found() {
    await this.page.locator('#journal-results').waitFor({ state: 'attached' });
    await this.settled();
  }

  heading() {
    return this.page.getByRole('heading', { level: 1 }).first();
  }

  button(key, variables) {
    return this.page.getByRole('button', { name: t(key, variables), exact: true });
  }

  field(key, variables) {
    return this.page.getByLabel(t(key, variables), { exact: true });
  }

  text(key, variables) {
    return this.page.getByText(t(key, variables), { exact: true });
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** What fades or slides in is there: half faded in, a text has less contrast than it will have. */
  async still() {
    await this.page.evaluate(() =>
      Promise.all(
        document
          .getAnimations()
          .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
          .map(({ finished }) => finished.catch(() => {})),
      ),
    );
  }

  /** Fails with what axe calls serious. */
  async accessible(where) {
    await this.still();
    await this.page.evaluate(axe);
    const violations = await this.page.evaluate(() =>
      globalThis.axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations),
    );
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ''}`).join('\n    ')}`);
    assert.deepEqual(serious, [], where);
  }

  /** Nothing sticks out of the window sideways. */
  async fits(where) {
    const out = await this.page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return [];
      return [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 1).map((element) => element.outerHTML.slice(0, 160));
    });
    assert.deepEqual(out.slice(0, 3), [], `${where} scrolls sideways`);
  }

  async picture(name) {
    await this.still();
    mkdirSync(OUTPUT, { recursive: true });
    const [width, height] = await this.page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollHeight]);
    // Enough of a long list to see how it looks.
    await this.page.screenshot({ path: join(OUTPUT, `${name}.png`), fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, 2400) } });
  }

  /** Fails with everything that went wrong since the last time. */
  async calm(where = '') {
    const broken = await this.page.evaluate(() => globalThis.policyBroken.splice(0));
    assert.deepEqual([...this.wrong.splice(0), ...broken.map((what) => `policy: ${what}`)], [], where);
  }

  async close() {
    await this.calm();
    await this.context.close();
  }
}
