// Starts the program that answers the page with the real Rust, and ends it with the tests.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const root = join(import.meta.dirname, '../../..');

/** `LAMPLIGHT_BRIDGE`, or where `cargo build -p shell --example bridge` puts it. */
function program() {
  if (process.env.LAMPLIGHT_BRIDGE) return process.env.LAMPLIGHT_BRIDGE;
  const metadata = execFileSync('cargo', ['metadata', '--format-version=1', '--no-deps', '--offline'], { cwd: root, maxBuffer: 1 << 26 });
  const name = process.platform === 'win32' ? 'bridge.exe' : 'bridge';
  return join(JSON.parse(metadata).target_directory, 'debug/examples', name);
}

export class Bridge {
  static async start() {
    const path = program();
    if (!existsSync(path)) throw new Error(`${path} is not built: cargo build --package shell --features custom-protocol --example bridge`);
    // The language of the system decides what a new home speaks.
    const child = spawn(path, [join(root, 'ui/dist')], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    const origin = await new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve);
      child.once('exit', (code) => reject(new Error(`the bridge ended with ${code}`)));
    });
    return new Bridge(child, origin);
  }

  #child;

  constructor(child, origin) {
    this.#child = child;
    this.origin = origin;
  }

  async #ask(path, given) {
    const response = await fetch(`${this.origin}/${path}`, given === undefined ? {} : { method: 'POST', body: JSON.stringify(given) });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  }

  /** Someone's command, done or thrown. */
  async call(name, cmd, args = {}) {
    const { done, refused } = await this.#ask(`${name}/invoke`, { cmd, args });
    if (refused !== undefined) throw new Error(`${cmd} was refused: ${JSON.stringify(refused)}`);
    return done;
  }

  /** What the desktop around someone's app saw: notifications, opened links. */
  outside(name) {
    return this.#ask(`${name}/outside`);
  }

  /** The next picker gives this path. */
  willPick(name, path) {
    return this.#ask(`${name}/pick`, { path });
  }

  /** Puts everyone's clock forward. Pages see it when they are loaded next. */
  goOn(seconds) {
    return this.#ask('clock', { seconds });
  }

  async now() {
    const { ahead } = await this.#ask('clock');
    return new Date(Date.now() + ahead);
  }

  async stop() {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin.end();
    await ended;
  }
}
