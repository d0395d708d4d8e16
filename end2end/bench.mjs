// Measures the server with wrk on the same machine and prints a table in Markdown.
// Usage: node bench.mjs SERVER [seconds per row]; TEST_POSTGRES_URL adds PostgreSQL.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

const [server, seconds = '10'] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'kind-monsters-bench-'));
const TALKS = 64;
const MILLION = 1_000_000;
const children = new Set();

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

async function start(name, database) {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(server, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DATA_DIR: join(work, name),
      DATABASE_URL: database ?? '',
      BIND_ADDR: `127.0.0.1:${port}`,
      RATE_LIMIT_PER_MINUTE: '0',
      LOG_FORMAT: 'json',
    },
  });
  children.add(child);
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.ok) break;
    if (performance.now() - begun > 10_000) throw new Error('the server does not start');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const ready = performance.now() - begun;
  const stop = () => new Promise((done) => child.on('exit', done) && child.kill('SIGTERM'));
  return { url, ready, stop, pid: child.pid };
}

const megabytes = (pid, field) =>
  Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(`${field}:\\s+(\\d+)`)[1]) / 1024;

/** Ticks of processor time that a process has used, as seconds. */
const processor = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

async function tokens(url) {
  const made = [];
  for (let n = 0; n < TALKS; n++) {
    const answer = await fetch(`${url}/api/v1/sessions/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ language_preference: ['vi', 'fr', 'en'][n % 3] }),
    });
    made.push((await answer.json()).session.session_token);
  }
  return made;
}

const TEXTS = [
  'Tôi cảm thấy buồn, mấy bạn trong lớp nói xấu mình trên mạng',
  'ils ont mis ma photo dans le groupe de la classe et tout le monde rigole',
  'i dont know what to do, someone made a fake account of me and writes to my friends',
];

function script(file, body) {
  writeFileSync(join(work, file), body);
  return join(work, file);
}

const sending = (list) =>
  script(
    'send.lua',
    `local bodies = {${list
      .map((token, n) => `[==[${JSON.stringify({ content: TEXTS[n % 3], session_token: token })}]==]`)
      .join(',')}}
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local n = 0
function request()
  n = n % #bodies + 1
  return wrk.format(nil, nil, nil, bodies[n])
end`,
  );

function wrk(url, clients, lua, time = seconds) {
  const threads = clients > 1 ? 2 : 1;
  const options = [`-t${threads}`, `-c${clients}`, `-d${time}s`, '--latency', '--timeout', '10s'];
  const text = execFileSync('wrk', [...options, ...(lua ? ['-s', lua] : []), url], {
    encoding: 'utf8',
  });
  const unit = { us: 0.001, ms: 1, s: 1000 };
  const latency = (share) => {
    const [, number, name] = text.match(new RegExp(`${share}%\\s+([\\d.]+)(us|ms|s)`));
    return Number(number) * unit[name];
  };
  return {
    rate: Number(text.match(/Requests\/sec:\s+([\d.]+)/)[1]),
    count: Number(text.match(/(\d+) requests in/)[1]),
    p50: latency(50),
    p99: latency(99),
    bad: Number(text.match(/Non-2xx or 3xx responses: (\d+)/)?.[1] ?? 0),
  };
}

const rows = [];
function row(what, value) {
  rows.push([what, value]);
  console.error(`  ${what}: ${value}`);
}
const shown = ({ rate, p50, p99, bad }) =>
  `${rate.toFixed(0)}/s, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms${bad ? `, ${bad} FAILED` : ''}`;

async function messages(name, database) {
  console.error(`▸ Messages on ${name}`);
  const running = await start(name, database);
  const { url, pid, stop } = running;
  if (name === 'SQLite') {
    row('start to ready', `${running.ready.toFixed(0)} ms`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    row('memory when idle', `${megabytes(pid, 'VmRSS').toFixed(1)} MB`);
  }
  const talks = await tokens(url);
  const lua = sending(talks);
  const target = `${url}/api/v1/messages/`;
  wrk(target, 8, lua, 2);
  for (const clients of [1, 8, 64]) {
    const before = processor(pid);
    const seen = wrk(target, clients, lua);
    const each = ((processor(pid) - before) / seen.count) * 1e6;
    row(`\`POST /messages/\`, ${name}, ${clients} clients`, `${shown(seen)}, ${each.toFixed(0)} µs of processor each`);
  }
  row(`the same, 64 clients in one session`, shown(wrk(target, 64, sending([talks[0]]))));
  row(`memory after that, ${name}`, `${megabytes(pid, 'VmRSS').toFixed(1)} MB`);
  if (name === 'SQLite') {
    const cookie = script('page.lua', `wrk.headers["Cookie"] = "km_session=${(await tokens(url))[0]}"`);
    row('chat page, whole HTML, 1 client', shown(wrk(`${url}/chat`, 1, cookie, 3)));
    await grown(url, pid);
  }
  await stop();
}

/** What a message costs when a million of them are stored, against the beginning. */
async function grown(url, pid) {
  console.error(`▸ Filling up to a million messages`);
  const target = `${url}/api/v1/messages/`;
  const stored = async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return 2 * Number(text.match(/^messages_total\{api="support"\} (\d+)/m)?.[1] ?? 0);
  };
  while ((await stored()) < MILLION) wrk(target, 64, sending(await tokens(url)), 5);
  const before = processor(pid);
  const seen = wrk(target, 64, sending(await tokens(url)));
  const each = ((processor(pid) - before) / seen.count) * 1e6;
  row(
    `the same with ${((await stored()) / 1e6).toFixed(1)} million stored, new sessions`,
    `${shown(seen)}, ${each.toFixed(0)} µs of processor each`,
  );
}

try {
  await messages('SQLite');
  if (process.env.TEST_POSTGRES_URL) await messages('PostgreSQL', process.env.TEST_POSTGRES_URL);
  const model = cpus()[0].model.trim();
  console.log(`\n${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${model}\n`);
  console.log('| What | Measured |\n|---|---|');
  for (const [what, value] of rows) console.log(`| ${what} | ${value} |`);
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(work, { recursive: true, force: true });
}
