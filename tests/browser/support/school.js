// A demo school for one test: a copy of the seeded database and a server of its own, so that what
// one test writes no other test reads.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';

/** The moment at which the school's clock begins: a Tuesday of the twelfth week. */
export const NOW = '2026-11-24T08:12:00+08:00';

/** The database, the program and its site, prepared by `setup.js`. */
export const folder = () => process.env.DIARY_TEST_FOLDER;

/** The environment in which the program works on a database. */
export const environment = (database, now = NOW) => ({
  PATH: process.env.PATH,
  DIARY_DATABASE_URL: `sqlite://${database}`,
  DIARY_DEMO_NOW: now,
});

export class School {
  static async open() {
    const home = fs.mkdtempSync(path.join(folder(), 'school-'));
    const school = new School(home);
    fs.copyFileSync(path.join(folder(), 'seeded.sqlite'), school.database);
    fs.copyFileSync(path.join(folder(), 'diary.key'), path.join(home, 'diary.key'));
    await school.start();
    return school;
  }

  constructor(home) {
    this.home = home;
    this.database = path.join(home, 'school.sqlite');
    this.port = 0;
    this.said = '';
  }

  /** Where the school is: the same address after a restart. */
  get address() {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(now = NOW) {
    this.process = spawn(path.join(folder(), 'diary'), ['serve', '--demo', '--addr', `127.0.0.1:${this.port}`], {
      env: { ...environment(this.database, now), DIARY_SITE: path.join(folder(), 'site') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stderr.on('data', (text) => (this.said += text));
    this.port = await new Promise((resolve, reject) => {
      this.process.stdout.on('data', (text) => {
        this.said += text;
        const at = /serving .* at http:\/\/127\.0\.0\.1:(\d+)/.exec(this.said);
        if (at) resolve(Number(at[1]));
      });
      this.process.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${this.said}`)));
    });
  }

  /** Ends the server, politely and for certain. */
  async stop() {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    const deadline = setTimeout(() => this.process.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(deadline);
  }

  /** The same school on another day. */
  async restart(now) {
    await this.stop();
    this.said = '';
    await this.start(now);
  }

  async close() {
    await this.stop();
    fs.rmSync(this.home, { recursive: true, force: true });
  }
}
