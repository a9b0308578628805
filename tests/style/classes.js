// The classes of style/*.css and those of the pages: none without the other, and each rule in the
// file of its piece. Ends with 1 and says what is the matter.

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import postcss from 'postcss';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Classes that a page has and that look like nothing, and why. */
const HOOKS = {
  ahead: 'a stage that is still ahead looks like any stage',
  alerts: 'tests find the list of alerts by it',
  backups: 'tests find what is said of backups by it',
  level4: 'the fullest piece of a month is the only one that is not thinned',
  said: 'tests find what a person wrote in a note by it',
  status: 'no class: a role that a tuple holds beside one',
};

/** Where Rust writes classes other than as `class="…"`: the file or the folder, what to take there, and why. */
const MADE = [
  ['app/src/ui/field/', /\bgroup\("([^"]*)"/g, 'the class of a group of choices is an argument'],
  ['app/src/islands/ranking.rs', /set_class_name\("([^"]*)"/g, 'made without a view'],
  ['app/src/ui/field/weeks.rs', /=> "(hue\d)"/g, 'a piece of a week has one of nine hues'],
];

/** Files that say something of many pieces at once; every other file is a piece's own. */
const SHARED = ['base.css', 'button.css', 'field.css', 'print.css'];

const troubles = [];

const styled = new Map();
/** The file where a class stands alone: its piece. */
const homes = new Map();
const selectors = [];
for (const name of fs.readdirSync(path.join(ROOT, 'style')).filter((name) => name.endsWith('.css'))) {
  const sheet = postcss.parse(fs.readFileSync(path.join(ROOT, 'style', name), 'utf8'), { from: `style/${name}` });
  sheet.walkRules((rule) => {
    for (const [, word] of rule.selector.matchAll(/\.([a-z][\w-]*)/gi)) {
      if (!styled.has(word)) styled.set(word, `style/${name}:${rule.source.start.line}`);
    }
    for (const selector of rule.selectors) {
      const where = `style/${name}:${rule.source.start.line}`;
      const words = [...new Set([...selector.matchAll(/\.([a-z][\w-]*)/gi)].map(([, word]) => word))];
      const isOne = words.length === 1 && selector.startsWith('.') && !/[\s>+~]/.test(selector.replace(/\([^)]*\)/g, ''));
      // A list of pieces in a shared file makes it the home of none of them.
      if (isOne && (!SHARED.includes(name) || (rule.selectors.length === 1 && name !== 'print.css'))) {
        if ((homes.get(words[0]) ?? name) !== name) troubles.push(`${where}: the class ${words[0]} belongs to ${homes.get(words[0])}`);
        homes.set(words[0], name);
      }
      selectors.push({ name, where, selector, words });
    }
  });
}

const used = new Map();
function take(text, where) {
  // What stands in braces is filled in from elsewhere.
  for (const word of text.replace(/\{[^}]*\}/g, ' ').split(/\s+/)) if (word && !used.has(word)) used.set(word, where);
}

for (const file of sources('app/src').concat(sources('server/src'))) {
  const text = fs.readFileSync(path.join(ROOT, file), 'utf8').replace(/^\s*\/\/.*$/gm, '');
  // class="…", class=\"…\", class: "…", class=format!("…")
  for (const [, words] of text.matchAll(/\bclass\s*[=:]\s*(?:format!\(\s*)?\\?"([^"\\]*)\\?"/g)) take(words, file);
  // let class = match … { … => "…" }; and a tuple that holds one
  for (const [, value] of text.matchAll(/\blet\s+(?:\w*class|\([^)=]*\bclass\b[^)=]*\))\s*=\s*([\s\S]*?);\n/g)) quoted(value, file);
  // fn class(…) -> &'static str { … }
  for (const [, body] of text.matchAll(/\bfn \w*class\w*\([^)]*\) -> &'static str \{([\s\S]*?)\n\s*\}\n/g)) quoted(body, file);
  // (HEAD, "num") in what is mapped to |(head, class)|
  for (const [, value] of text.matchAll(/\[((?:\s*\([A-Z_]+, "[^"]*"\),?)+)\s*\]/g)) quoted(value, file);
}

for (const [file, pattern, why] of MADE) {
  const texts = (file.endsWith('/') ? sources(file) : [file]).map((name) => fs.readFileSync(path.join(ROOT, name), 'utf8'));
  const found = texts.flatMap((text) => [...text.matchAll(pattern)]);
  if (found.length === 0) troubles.push(`${file} makes no classes any more by ${pattern} (${why})`);
  for (const [, words] of found) take(words, file);
}

for (const { name, where, selector, words } of selectors) {
  const isOwn = words.length === 0 || words.some((word) => (homes.get(word) ?? name) === name);
  if (!isOwn && !SHARED.includes(name)) troubles.push(`${where}: ${selector} is about another piece`);
}

for (const [word, where] of styled) if (!used.has(word)) troubles.push(`${where}: no page has the class ${word}`);
for (const [word, where] of used) {
  if (!styled.has(word) && !HOOKS[word]) troubles.push(`${where}: the class ${word} is styled nowhere`);
}
for (const word of Object.keys(HOOKS)) {
  if (!used.has(word)) troubles.push(`no page has the class ${word} (${HOOKS[word]})`);
  if (styled.has(word)) troubles.push(`${styled.get(word)}: the class ${word} is said to look like nothing (${HOOKS[word]})`);
}

for (const trouble of troubles) console.log(trouble);
if (troubles.length > 0) process.exit(1);
console.log(`${styled.size} classes, each styled and each on some page`);

/** Only what can be a list of classes: words of pages begin with a capital or are not Latin. */
function quoted(text, file) {
  for (const [, words] of text.matchAll(/"([a-z][a-z0-9 -]*)"/g)) take(words, file);
}

function sources(folder) {
  const inside = fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true });
  return inside.flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sources(file);
    return file.endsWith('.rs') ? [file] : [];
  });
}
