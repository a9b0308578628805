// Once, before all tests: the program, its site and a seeded database in a temporary folder. The
// program is copied, so that a build meanwhile does not change what is tested.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { environment } from './school.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export default function setup() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'diary-browser-'));
  process.env.DIARY_TEST_FOLDER = folder;
  const program = path.join(folder, 'diary');
  fs.copyFileSync(process.env.DIARY_BIN ?? path.join(root, 'target/debug/diary'), program, fs.constants.COPYFILE_FICLONE);
  fs.cpSync(process.env.DIARY_SITE ?? path.join(root, 'target/site'), path.join(folder, 'site'), { recursive: true });
  // The module of the site is also read by a test, in Node.
  fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  execFileSync(program, ['seed-demo'], { env: environment(path.join(folder, 'seeded.sqlite')), stdio: ['ignore', 'ignore', 'inherit'] });
  return () => fs.rmSync(folder, { recursive: true, force: true });
}
