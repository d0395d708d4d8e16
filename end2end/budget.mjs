// Weighs what the chat page loads first, as brotli, and fails above the budget.
import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { join } from 'node:path';

const BUDGET = 130_000;
const AIM = 100_000;

const site = process.argv[2];
const built = readdirSync(join(site, 'pkg')).map((name) => join(site, 'pkg', name));
const files = [...built, join(site, 'leave.js')].filter((name) => /\.(wasm|js|css)$/.test(name));
const brotli = (name) =>
  brotliCompressSync(readFileSync(name), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
  }).length;

let total = 0;
for (const name of files) {
  const size = brotli(name);
  total += size;
  console.log(`${String(size).padStart(8)}  ${name.slice(site.length + 1)}`);
}
console.log(`${String(total).padStart(8)}  in all; budget ${BUDGET}, aim ${AIM}`);
if (files.length < 4) throw new Error('wasm, script and style are not all there');
if (total > BUDGET) throw new Error(`the chat page is ${total - BUDGET} bytes above its budget`);
