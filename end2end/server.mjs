// Starts a release server with a folder and a port of its own, and signs people in to it.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

const running = new Set();

export const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Starts `program` with its data in `work/name` and settings on top; waits until it is ready. Its
 * port is a free one unless it has to be `onPort`.
 */
export async function start(program, work, name, settings = {}, onPort = undefined) {
  const port = onPort ?? (await freePort());
  const begun = performance.now();
  // Each listener is an open file, and the limit is low by default.
  const child = spawn('sh', ['-c', 'ulimit -n "$(ulimit -H -n)"; exec "$0"', program], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DATA_DIR: join(work, name),
      DATABASE_URL: '',
      BIND_ADDR: `127.0.0.1:${port}`,
      RATE_LIMIT_PER_MINUTE: '0',
      LOG_FORMAT: 'json',
      ...settings,
    },
  });
  running.add(child);
  child.on('exit', () => running.delete(child));
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.ok) break;
    if (performance.now() - begun > 10_000) throw new Error('the server does not start');
    await sleep(2);
  }
  const ready = performance.now() - begun;
  const stop = () =>
    new Promise((done) => {
      if (!running.has(child)) return done();
      child.on('exit', done);
      child.kill('SIGTERM');
    });
  return { url, port, ready, stop, pid: child.pid };
}

/** Ends what is still running. */
export function killAll() {
  for (const child of running) child.kill('SIGKILL');
}

/** Posts JSON below `/api/v1/` and returns what is answered; anything but success throws. */
export async function post(url, path, body, bearer) {
  const answer = await fetch(`${url}/api/v1/${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(bearer && { Authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** What a login needs to say, with a fresh token of the mock identity provider. */
export async function loginOf(url, name) {
  const { access_token } = await post(url, 'mock-idp/authenticate', { idp_user_id: name });
  return {
    idp_token: access_token,
    id_provider: 'mock-idp',
    user_type: 'teenager',
    language: ['VI', 'FR', 'EN'][name.length % 3],
    origin: 'dev_terminal',
    capabilities: { supports_sse: true },
  };
}

/** Signs somebody in and begins a conversation. */
export async function signIn(url, name) {
  const { bearer_token } = await post(url, 'auth/login', await loginOf(url, name));
  const { session_id } = await post(url, 'chat/init', {}, bearer_token);
  return { bearer: bearer_token, conversation: session_id };
}

/** A new anonymous session's token. */
export async function anonymous(url, language = 'en') {
  return (await post(url, 'sessions/', { language_preference: language })).session.session_token;
}
