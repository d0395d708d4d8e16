// Measures the server with wrk on the same machine and prints a table in Markdown.
// Usage: node bench.mjs SERVER [seconds per row]; TEST_POSTGRES_URL adds PostgreSQL, and
// TEST_REDIS_URL with it two servers that share both.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { events, listeners } from './listeners.mjs';
import { Measure, TEXTS, megabytes, shown } from './measure.mjs';
import { anonymous, killAll, loginOf, signIn, sleep, start } from './server.mjs';

const [server, seconds = '10'] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'kind-monsters-bench-'));
const measure = new Measure(work, seconds);
const TALKS = 64;
const MILLION = 1_000_000;
const { TEST_POSTGRES_URL: postgres, TEST_REDIS_URL: redis } = process.env;

const counted = (clients) => `${clients} client${clients > 1 ? 's' : ''}`;

async function many(make) {
  const made = [];
  for (let n = 0; n < TALKS; n++) made.push(await make(n));
  return made;
}

const tokens = (url) => many((n) => anonymous(url, ['vi', 'fr', 'en'][n % 3]));

const sending = (tokens) =>
  measure.posting(
    tokens.map((token, n) => ({ body: { content: TEXTS[n % 3], session_token: token } })),
  );

async function messages(name, { url, pid }) {
  console.error(`▸ Messages on ${name}`);
  const talks = await tokens(url);
  const lua = sending(talks);
  const target = `${url}/api/v1/messages/`;
  await measure.wrk(target, 8, lua, 2);
  for (const clients of [1, 8, 64]) {
    const what = `\`POST /messages/\`, ${name}, ${counted(clients)}`;
    await measure.load(what, pid, target, clients, lua);
  }
  const one = await measure.wrk(target, 64, sending([talks[0]]));
  measure.row(`the same, 64 clients in one session`, shown(one));
}

/** People who sign in, and what a turn of their talk costs. */
async function chat(name, { url, pid }) {
  console.error(`▸ Chat on ${name}`);
  const logins = await many((n) => loginOf(url, `login-${n}`));
  const login = measure.posting(logins.map((body) => ({ body })));
  for (const clients of [1, 8]) {
    const what = `\`POST /auth/login\`, ${name}, ${counted(clients)}`;
    await measure.load(what, pid, `${url}/api/v1/auth/login`, clients, login);
  }
  const people = await many((n) => signIn(url, `chat-${n}`));
  const turns = measure.posting(
    people.map(({ bearer, conversation }, n) => ({
      bearer,
      body: { message: TEXTS[n % 3], session_id: conversation },
    })),
  );
  const target = `${url}/api/v1/chat`;
  for (const clients of [1, 8, 64]) {
    const what = `\`POST /chat\`, ${name}, ${counted(clients)}`;
    await measure.load(what, pid, target, clients, turns);
  }
}

/** What a message costs when a million of them are stored, against the beginning. */
async function grown({ url, pid }) {
  console.error(`▸ Filling up to a million messages`);
  const target = `${url}/api/v1/messages/`;
  const stored = async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return 2 * Number(text.match(/^messages_total\{api="support"\} (\d+)/m)?.[1] ?? 0);
  };
  while ((await stored()) < MILLION)
    await measure.wrk(target, 64, sending(await tokens(url)), 5);
  const millions = ((await stored()) / 1e6).toFixed(1);
  const what = `the same with ${millions} million stored, new sessions`;
  await measure.load(what, pid, target, 64, sending(await tokens(url)));
}

async function onSqlite() {
  const running = await start(server, work, 'SQLite');
  const { url, pid, stop } = running;
  measure.row('start to ready', `${running.ready.toFixed(0)} ms`);
  await sleep(1000);
  measure.row('memory when idle', `${megabytes(pid, 'VmRSS').toFixed(1)} MB`);
  await messages('SQLite', running);
  measure.row('memory after that, SQLite', `${megabytes(pid, 'VmRSS').toFixed(1)} MB`);
  const cookie = measure.script(
    'page.lua',
    `wrk.headers["Cookie"] = "km_session=${await anonymous(url)}"`,
  );
  const page = await measure.wrk(`${url}/chat`, 1, cookie, 3);
  measure.row('chat page, whole HTML, 1 client', shown(page));
  await chat('SQLite', running);
  await grown(running);
  await stop();
}

async function onPostgres() {
  const running = await start(server, work, 'PostgreSQL', { DATABASE_URL: postgres });
  await messages('PostgreSQL', running);
  const memory = megabytes(running.pid, 'VmRSS');
  measure.row('memory after that, PostgreSQL', `${memory.toFixed(1)} MB`);
  await chat('PostgreSQL', running);
  await running.stop();
}

async function idle() {
  const running = await start(server, work, 'listeners');
  await listeners(measure, running);
  await running.stop();
}

/** Two servers that share a key, a database and Redis: told by one, heard from the other. */
async function together() {
  const shared = { DATABASE_URL: postgres, REDIS_URL: redis };
  const one = await start(server, work, 'PostgreSQL', shared);
  const other = await start(server, work, 'PostgreSQL', shared);
  await events(measure, 'across two servers', 50, one.url, other.url);
  await one.stop();
  await other.stop();
}

try {
  await onSqlite();
  if (postgres) await onPostgres();
  await idle();
  if (postgres && redis) await together();
  const model = cpus()[0].model.trim();
  console.log(`\n${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${model}\n`);
  console.log(measure.table());
} finally {
  killAll();
  rmSync(work, { recursive: true, force: true });
}
