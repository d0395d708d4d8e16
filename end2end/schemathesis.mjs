// Calls everything that the API's description promises, with right and wrong values, against a
// release server of its own; exits as schemathesis does. Usage:
// node schemathesis.mjs SERVER SCHEMATHESIS
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { anonymous, killAll, signIn, start } from './server.mjs';

const [server, schemathesis] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'kind-monsters-schemathesis-'));
try {
  const { url, stop } = await start(resolve(server), work, 'data', { LOG_LEVEL: 'warn' });
  const { bearer } = await signIn(url, 'schemathesis');
  const seen = spawnSync(
    schemathesis,
    ['--config-file', join(import.meta.dirname, 'schemathesis.toml'), 'run', `${url}/openapi.json`],
    {
      // What it keeps between runs goes with the folder: every run is the same.
      cwd: work,
      stdio: 'inherit',
      env: { ...process.env, BEARER: bearer, SESSION_TOKEN: await anonymous(url) },
    },
  );
  if (seen.error) throw seen.error;
  process.exitCode = seen.status ?? 1;
  await stop();
} finally {
  killAll();
  rmSync(work, { recursive: true, force: true });
}
