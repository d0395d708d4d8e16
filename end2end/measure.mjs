// Loads a server with wrk and collects what was measured as rows of a table.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const TEXTS = [
  'Tôi cảm thấy buồn, mấy bạn trong lớp nói xấu mình trên mạng',
  'ils ont mis ma photo dans le groupe de la classe et tout le monde rigole',
  'i dont know what to do, someone made a fake account of me and writes to my friends',
];

export const megabytes = (pid, field) =>
  Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(`${field}:\\s+(\\d+)`)[1]) / 1024;

/** Processor time that a process has used, in seconds. */
const processor = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

export const shown = ({ rate, p50, p99, bad }) =>
  `${rate.toFixed(0)}/s, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms${bad ? `, ${bad} FAILED` : ''}`;

export class Measure {
  rows = [];

  /** Rows last so many seconds; scripts for wrk are written into the folder `work`. */
  constructor(work, seconds) {
    this.work = work;
    this.seconds = seconds;
  }

  row(what, value) {
    this.rows.push([what, value]);
    console.error(`  ${what}: ${value}`);
  }

  script(file, body) {
    writeFileSync(join(this.work, file), body);
    return join(this.work, file);
  }

  /** A script that posts these in turn: bodies, and bearer tokens where there are any. */
  posting(calls) {
    const lua = (texts) => `{${texts.map((text) => `[==[${text}]==]`).join(',')}}`;
    return this.script(
      'post.lua',
      `local bodies = ${lua(calls.map(({ body }) => JSON.stringify(body)))}
local bearers = ${lua(calls.flatMap(({ bearer }) => bearer ?? []))}
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local n = 0
function request()
  n = n % #bodies + 1
  if bearers[n] then wrk.headers["Authorization"] = "Bearer " .. bearers[n] end
  return wrk.format(nil, nil, nil, bodies[n])
end`,
    );
  }

  async wrk(url, clients, lua, seconds = this.seconds) {
    const threads = clients > 1 ? 2 : 1;
    const options = [`-t${threads}`, `-c${clients}`, `-d${seconds}s`, '--latency'];
    const file = lua ? ['-s', lua] : [];
    const { stdout: text } = await run('wrk', [...options, '--timeout', '10s', ...file, url]);
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

  /** A row about a load, with what each request costs the process. */
  async load(what, pid, url, clients, lua) {
    const before = processor(pid);
    const seen = await this.wrk(url, clients, lua);
    const each = ((processor(pid) - before) / seen.count) * 1e6;
    this.row(what, `${shown(seen)}, ${each.toFixed(0)} µs of processor each`);
  }

  table() {
    const rows = this.rows.map(([what, value]) => `| ${what} | ${value} |`);
    return ['| What | Measured |', '|---|---|', ...rows].join('\n');
  }
}
