import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, picture, start, violations } from './harness.mjs';

let world;
before(async () => { world = await start(); });
after(async () => { await world?.stop(); });

const pages = { results: '/?q=vostochny', home: '/', filtered: '/?q=vostochny&person=Kim+Jong-un&to=2023-09', article: '/article?id=vostochny-tour',
  entity: '/entity?kind=place&name=Vostochny+Cosmodrome', hostile: '/?q=zeppelin', nothing: '/?q=xyzzyplugh', missing: '/article?id=nowhere' };

test('every page is sound: no script fails, the policy holds, axe objects to nothing', async () => {
  for (const colorScheme of ['light', 'dark'])
    for (const [name, path] of Object.entries(pages)) {
      const page = await open(world, world.base + path, { colorScheme });
      await page.getByRole('combobox').waitFor();
      assert.deepEqual(await violations(page), [], name);
      assert.deepEqual(page.errors, [], name);
      await picture(page, `page-${name}-${colorScheme}`);
      await page.context().close();
    }
});

test('on a phone no page is wider than the screen', async () => {
  for (const [name, path] of Object.entries(pages)) {
    const page = await open(world, world.base + path, { viewport: { width: 360, height: 740 } });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), name);
    await picture(page, `page-${name}-phone`);
    await page.context().close();
  }
});

test('on a phone a link leads to the filters, which stand below the results', async () => {
  const phone = await open(world, world.base + pages.results, { viewport: { width: 360, height: 740 } });
  await phone.getByRole('link', { name: 'Filters' }).click();
  await phone.waitForURL(/#filters$/);
  const below = (page) => page.evaluate(() => document.querySelector('.facets').getBoundingClientRect().top >= document.querySelector('.found').getBoundingClientRect().bottom);
  assert.ok(await below(phone));
  assert.ok(await phone.locator('.facets').evaluate((aside) => aside.getBoundingClientRect().top < window.innerHeight));
  await phone.context().close();
  const desk = await open(world, world.base + pages.results);
  assert.equal(await desk.locator('.to-filters').isVisible(), false);
  assert.equal(await below(desk), false);
  await desk.context().close();
});

test('the head of a page begins and ends where its content does, however wide the window', async () => {
  for (const width of [360, 1200, 2000]) {
    const page = await open(world, world.base + pages.results, { viewport: { width, height: 740 } });
    await page.getByRole('combobox').waitFor();
    const [home, box, found, all] = await Promise.all(['.home', 'akin-search', '.found', 'main > .results'].map((one) => page.locator(one).boundingBox()));
    assert.ok(Math.abs(home.x - found.x) < 1, `${width}: begins at ${home.x} and ${found.x}`);
    assert.ok(Math.abs(box.x + box.width - all.x - all.width) < 1, `${width}: ends at ${box.x + box.width} and ${all.x + all.width}`);
    await page.context().close();
  }
});

test('a title that runs from right to left does so', async () => {
  const page = await open(world, `${world.base}/?q=zeppelin`);
  const title = page.locator('.hit h3', { hasText: 'منطاد' });
  assert.equal(await title.evaluate((heading) => getComputedStyle(heading).direction), 'rtl');
  await page.context().close();
});

test('one finds an article, its related ones, a place and a filter by links alone, without JavaScript', async () => {
  const page = await open(world, world.base, { javaScriptEnabled: false });
  await page.locator('input[name=q]').fill('vostochny');
  await page.locator('.search button').click();
  await page.locator('.hit a', { hasText: 'Leaders tour' }).click();
  await page.locator('.related .hit h3 a').first().click();
  assert.match(await page.locator('h1').innerText(), /Pyongyang promises/);
  await page.locator('.entities a', { hasText: 'Vostochny Cosmodrome' }).click();
  assert.equal(await page.locator('h1').innerText(), 'Vostochny Cosmodrome');
  await page.getByRole('link', { name: /with filters/ }).click();
  await page.locator('.facets a', { hasText: 'Kim Jong-un' }).first().click();
  await page.locator('.chosen a').first().click();
  assert.ok(await page.locator('.hit').count() > 0);
  await page.context().close();
});

test('a bar of the chart narrows to its month, then to its day, by keyboard and without JavaScript', async () => {
  const page = await open(world, `${world.base}/?q=vostochny`, { javaScriptEnabled: false });
  const bars = page.getByRole('navigation', { name: /Stories by/ }).getByRole('link');
  await bars.filter({ hasText: 'Sep 2023' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/from=2023-09&to=2023-09$/);
  await bars.filter({ hasText: '13 Sep 2023' }).click();
  await page.waitForURL(/from=2023-09-13&to=2023-09-13$/);
  assert.equal(await bars.count(), 0);
  for (const when of await page.locator('.hit .source time').allInnerTexts()) assert.equal(when, '13 Sep 2023');
  await page.context().close();
});

test('several values of a facet narrow together, and each can be taken away', async () => {
  const page = await open(world, `${world.base}/?q=kim`, { javaScriptEnabled: false });
  const total = async () => parseInt(await page.locator('.summary').innerText(), 10);
  const all = await total();
  const sources = page.locator('.facets details', { hasText: 'Sources' });
  const first = await sources.locator('a').first().innerText();
  await sources.locator('a').first().click();
  const one = await total();
  await sources.locator('a').first().click();
  const both = await total();
  assert.ok(one < all && one < both && both <= all, `${all} ${one} ${both}`);
  await page.getByRole('link', { name: `Remove source: ${first}` }).click();
  assert.ok(await total() < both);
  await page.context().close();
});

test('the box of the pages suggests, and its search is the page', async () => {
  const page = await open(world, world.base);
  await page.getByRole('combobox').fill('vosto');
  await page.getByRole('option', { name: /Vostochny Cosmodrome/ }).first().waitFor();
  await picture(page, 'page-suggestions');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\?q=vostochny$/);
  assert.equal(await page.getByRole('combobox').inputValue(), 'vostochny');
  await page.context().close();
});

test('related articles are listed for an id, and for the canonical address of the page', async () => {
  const page = await open(world, `${world.site}/article.html`);
  const lists = page.locator('akin-related');
  await lists.nth(1).locator('[part=hit]').nth(3).waitFor();
  await lists.nth(0).locator('[part=hit]').nth(2).waitFor();
  assert.equal(await lists.nth(0).locator('h2').innerText(), 'More on this');
  assert.match(await lists.nth(1).locator('[part=why]').first().innerText(), /Kim Jong-un, Vladimir Putin, Russia · same day/);
  assert.equal(await page.locator('#unknown section').isVisible(), false);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.errors, []);
  await picture(page, 'related');
  await lists.nth(1).evaluate((list) => list.setAttribute('limit', '2'));
  await page.waitForFunction(() => document.querySelector('#other').shadowRoot.querySelectorAll('[part=hit]').length === 2);
  await page.context().close();
});

test('a page without the server is a whole page', async () => {
  const page = await open(world, world.site);
  await page.route(/v1\/similar/, (route) => route.abort());
  await page.goto(`${world.site}/article.html`);
  await page.waitForTimeout(500);
  assert.equal(await page.locator('#other section').isVisible(), false);
  assert.deepEqual(page.errors, []);
  await page.context().close();
});
