// The pages in a real browser, against a release build on a SQLite file of its own.
import { defineConfig } from '@playwright/test';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PORT = process.env.PORT ?? '8123';
const root = resolve(import.meta.dirname, '..');
// Workers read this file too: the folder is made once.
process.env.E2E_DATA ??= mkdtempSync(join(tmpdir(), 'kind-monsters-e2e-'));

// Walks that make sense only with or only without JavaScript; all others are walked in both ways.
const ONLY_ALIVE = /(above|alive|access|files|away|frame|quick)\.spec/;
const ONLY_PLAIN = /plain\.spec/;

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const desk = { viewport: { width: 1280, height: 800 } };

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // A busy machine may be late once; what is wrong is wrong twice, and what was late is named.
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://localhost:${PORT}`,
    locale: 'en-GB',
    // Traces double the time: TRACE=retain-on-failure keeps them.
    trace: process.env.TRACE ?? 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // No test reaches a foreign server.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
      ],
    },
  },
  projects: [
    { name: 'phone', use: phone, testIgnore: ONLY_PLAIN },
    { name: 'desk', use: desk, testIgnore: ONLY_PLAIN },
    {
      name: 'phone without JavaScript',
      use: { ...phone, javaScriptEnabled: false },
      testIgnore: ONLY_ALIVE,
    },
    {
      name: 'desk without JavaScript',
      use: { ...desk, javaScriptEnabled: false },
      testIgnore: ONLY_ALIVE,
    },
  ],
  webServer: {
    command: process.env.SERVER ?? join(root, 'target/release/server'),
    url: `http://localhost:${PORT}/health/ready`,
    env: {
      BIND_ADDR: `127.0.0.1:${PORT}`,
      DATA_DIR: process.env.E2E_DATA,
      LEPTOS_SITE_ROOT: process.env.LEPTOS_SITE_ROOT ?? join(root, 'target/site'),
      RATE_LIMIT_PER_MINUTE: '0',
      LOG_LEVEL: 'warn',
    },
    reuseExistingServer: false,
  },
});
