import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, picture, start } from './harness.mjs';

let world;
before(async () => { world = await start(); });
after(async () => { await world?.stop(); });

test('widgets of InstantSearch work: box, hits with marks, refinement, facet search, pages, related', async () => {
  const page = await open(world, `${world.site}/instantsearch.html`);
  await page.locator('#box input').fill('vostochny');
  await page.locator('#hits mark, #hits .ais-Snippet-highlighted').first().waitFor();
  assert.equal(await page.locator('#hits li').count(), 5);
  await page.locator('#pages a', { hasText: '3' }).click();
  await page.waitForFunction(() => document.querySelectorAll('#hits li').length === 3);
  await page.locator('#people label', { hasText: 'Kim Jong-un' }).click();
  await page.waitForFunction(() => document.querySelector('#people .ais-RefinementList-item--selected .ais-RefinementList-count')?.textContent === '5');
  assert.equal(await page.locator('#hits li').count(), 5);
  await page.locator('#people input[type=search]').fill('puti');
  await page.locator('#people li', { hasText: 'Vladimir Putin' }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll('#related b').length === 3);
  assert.match(await page.locator('#related b').first().innerText(), /Pyongyang promises/);
  assert.deepEqual(page.errors, []);
  await picture(page, 'instantsearch');
  await page.context().close();
});

test('hostile titles stay text in its templates', async () => {
  const page = await open(world, `${world.site}/instantsearch.html`);
  await page.locator('#box input').fill('zeppelin');
  await page.locator('#hits h3', { hasText: '<img src=x' }).waitFor();
  assert.equal(await page.evaluate(() => window.harmed), undefined);
  assert.equal(await page.locator('#hits img').count(), 0);
  await page.context().close();
});
