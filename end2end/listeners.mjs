// Measures those who listen: what an idle one costs, and how soon a change is heard.
import { connect } from 'node:net';
import { megabytes } from './measure.mjs';
import { post, signIn, sleep } from './server.mjs';

const LISTENERS = 10_000;
const CONVERSATIONS = 100;
const AT_ONCE = 200;
const CHANGES = 300;
const LIMIT = 10_000;

/** Listens on a bare socket and calls `hear` with each piece; resolves once it is welcomed. */
function listen(url, { bearer, conversation }, hear = () => {}) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const late = setTimeout(() => socket.destroy(new Error('nobody welcomed a listener')), LIMIT);
    let begun = '';
    socket.setEncoding('utf8');
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('a stream was closed')));
    socket.on('data', (text) => {
      if (begun === null) return hear(text);
      begun += text;
      if (!begun.startsWith('HTTP/1.1 200')) socket.destroy(new Error(begun));
      if (!begun.includes('event: handshake')) return;
      begun = null;
      clearTimeout(late);
      resolve(socket);
    });
    socket.write(
      `GET /api/v1/chat/${conversation}/events/listen HTTP/1.1\r\nHost: ${hostname}\r\n` +
        `Authorization: Bearer ${bearer}\r\nAccept: text/event-stream\r\n\r\n`,
    );
  });
}

/** Idle listeners of one process: memory for each, and how soon one among them hears. */
export async function listeners(measure, { url, pid }) {
  console.error(`▸ ${LISTENERS} idle listeners`);
  const people = [];
  for (let n = 0; n < CONVERSATIONS; n++) people.push(await signIn(url, `listener-${n}`));
  // The first streams bring what all share.
  const open = await Promise.all(people.map((person) => listen(url, person)));
  await sleep(2000);
  const before = megabytes(pid, 'VmRSS');
  for (let n = 0; n < LISTENERS; n += AT_ONCE) {
    const batch = Array.from({ length: AT_ONCE }, (_, i) => people[(n + i) % CONVERSATIONS]);
    open.push(...(await Promise.all(batch.map((person) => listen(url, person)))));
  }
  // The comments that keep streams open have been sent once to everybody.
  await sleep(20_000);
  const each = ((megabytes(pid, 'VmRSS') - before) * 1024) / LISTENERS;
  measure.row(
    `an idle listener, one of ${LISTENERS}`,
    `${each.toFixed(1)} KiB (target: at most 8 KiB)`,
  );
  await events(measure, `in one process with ${LISTENERS} others`, 20, url, url);
  for (const socket of open) socket.destroy();
}

/** From a change told to one server to the listener at another, which may be the same. */
export async function events(measure, where, target, told, heard) {
  const person = await signIn(told, 'changer');
  let notice;
  const socket = await listen(heard, person, (text) => {
    if (text.includes('event: settings')) notice?.();
  });
  const times = [];
  for (let n = 0; n < CHANGES; n++) {
    const arrived = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('a change was not heard')), LIMIT);
      notice = () => {
        clearTimeout(late);
        resolve(performance.now());
      };
    });
    const change = { session_id: person.conversation, monster: n % 2 ? 'betty' : 'moustache' };
    const begun = performance.now();
    const answered = post(told, 'chat/settings/change', change, person.bearer);
    times.push((await arrived) - begun);
    await answered;
  }
  socket.destroy();
  times.sort((a, b) => a - b);
  const share = (part) => times[Math.floor(times.length * part)].toFixed(1);
  measure.row(
    `from settings change to listener, ${where}`,
    `p50 ${share(0.5)} ms, p95 ${share(0.95)} ms (target: p95 under ${target} ms)`,
  );
}
