// A real server on the sample corpus, a static site of another origin, and a browser.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = fileURLToPath(new URL('.', import.meta.url));
const akin = process.env.AKIN;

/** Titles that would do harm as markup, and text that runs from right to left. */
const hostile = [
  { id: 'hostile-1', title: '<img src=x onerror="window.harmed=1"> zeppelin', body: 'zeppelin <script>window.harmed=2</script>', url: 'javascript:window.harmed=3', source: '"><b>x</b>' },
  { id: 'hostile-2', title: 'zeppelin \u202egnp.exe \u0000 "quotes" \'single\'', body: 'A zeppelin of quotes.', url: 'data:text/html,<script>1</script>' },
  { id: 'hostile-3', title: 'منطاد zeppelin فوق البحيرة', body: 'zeppelin منطاد', url: 'https://example.org/rtl?a=1&b="2"' },
];

export async function start() {
  const directory = mkdtempSync(join(tmpdir(), 'akin-web-'));
  const index = join(directory, 'index');
  writeFileSync(join(directory, 'hostile.jsonl'), hostile.map((article) => JSON.stringify(article)).join('\n'));
  execFileSync(akin, ['index', '--index', index, join(here, '../../sample_corpus/articles'), join(directory, 'hostile.jsonl')], { stdio: 'ignore' });
  const site = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : request.url.slice(1).replace(/[?].*/, '');
    if (/^(web|node_modules)\/[a-z./]+\.js$/.test(name) && !name.includes('..')) {
      response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8' });
      return response.end(readFileSync(join(here, name.startsWith('web') ? '../..' : '.', name)));
    }
    if (!/^[a-z]+\.html$/.test(name)) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(readFileSync(join(here, 'site', name), 'utf8').replaceAll('AKIN', base));
  });
  await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));
  const siteUrl = `http://127.0.0.1:${site.address().port}`;
  const server = spawn(akin, ['serve', '--index', index, '--listen', '127.0.0.1:0', '--allow-origin', siteUrl], { stdio: ['ignore', 'ignore', 'pipe'] });
  const base = await new Promise((resolve, reject) => {
    let said = '';
    server.stderr.on('data', (bytes) => {
      said += bytes;
      const found = /event=listening url="?(http:[^\s"]*?)\/"?\s/.exec(said);
      if (found) resolve(found[1]);
    });
    server.on('exit', () => reject(new Error(said)));
  });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
  return {
    base, site: siteUrl, browser,
    async stop() {
      await browser.close();
      site.close();
      site.closeAllConnections?.();
      server.removeAllListeners('exit');
      server.kill();
      await new Promise((resolve) => server.on('exit', resolve));
      rmSync(directory, { recursive: true });
    },
  };
}

/** A page that fails the test when a script on it fails. */
export async function open(world, address, options = {}) {
  const context = await world.browser.newContext({ viewport: { width: 1200, height: 850 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  page.errors = [];
  page.on('pageerror', (error) => page.errors.push(error.message));
  page.on('console', (message) => { if (message.text().includes('Content Security Policy')) page.errors.push(message.text()); });
  await page.goto(address);
  return page;
}

export async function picture(page, name) {
  if (process.env.AKIN_SCREENSHOTS) await page.screenshot({ path: join(process.env.AKIN_SCREENSHOTS, `${name}.png`) });
}

/** What axe finds wrong with a page, shadow roots included. */
export async function violations(page) {
  await page.evaluate(readFileSync(join(here, 'node_modules/axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.failureSummary}`).join('; ')}`);
}
