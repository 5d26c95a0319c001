import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, picture, start, violations } from './harness.mjs';

let world;
before(async () => { world = await start(); });
after(async () => { await world?.stop(); });

const box = (page) => page.getByRole('combobox');
const hits = (page) => page.locator('akin-search [part=hit]');
const options = (page) => page.getByRole('option');

// Where one letter at a time matters it is typed so, and what follows waits for the last answer: on a slow machine there
// are answers for the beginnings of a word, too. Elsewhere fill() gives one question and one answer.
test('results and suggestions come as one types', async () => {
  const page = await open(world, world.site);
  const suggested = page.waitForResponse(/v1\/suggest\?q=vostochny&/);
  const found = page.waitForResponse(/v1\/search\?q=vostochny&/);
  await box(page).pressSequentially('vostochny');
  for (const answer of await Promise.all([suggested, found])) await answer.finished();
  await page.locator('akin-search [part=status]').getByText('13 stories, 6 copies folded').waitFor();
  await hits(page).first().locator('mark').getByText('Vostochny', { exact: true }).first().waitFor();
  await hits(page).first().getByText(/^\+\d cop(y|ies)$/).waitFor();
  assert.equal(await hits(page).count(), 5);
  for (const name of ['Searches', 'Places', 'Articles']) await page.getByRole('listbox').getByRole('group', { name }).waitFor();
  const groups = await page.getByRole('listbox').getByRole('group').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  assert.deepEqual(groups.filter((name) => ['Searches', 'Places', 'Articles'].includes(name)), ['Searches', 'Places', 'Articles']);
  await picture(page, 'search-desktop');
  assert.deepEqual(page.errors, []);
  await page.context().close();
});

test('a word that is being typed stands for those that begin with it, until Enter or a blank says that it is whole', async () => {
  const page = await open(world, world.site);
  const status = page.locator('akin-search [part=status]');
  await box(page).fill('vostoch');
  await status.getByText('13 stories').waitFor();
  assert.equal(await hits(page).first().locator('mark').first().innerText(), 'Vostochny');
  assert.equal(await status.getByText('Did you mean').count(), 0);
  let asked = page.waitForRequest(/v1\/search/);
  await page.keyboard.press('Enter');
  assert.equal(new URL((await asked).url()).searchParams.has('prefix'), false);
  asked = page.waitForRequest(/v1\/search/);
  await box(page).pressSequentially('n');
  assert.equal(new URL((await asked).url()).searchParams.get('prefix'), '1');
  asked = page.waitForRequest(/v1\/search/);
  await box(page).pressSequentially(' ');
  assert.equal(new URL((await asked).url()).searchParams.has('prefix'), false);
  await page.context().close();
});

test('an option that is chosen stays under the hand when a late answer comes', async () => {
  const page = await open(world, world.site);
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await box(page).fill('kim');
  await options(page).first().waitFor();
  await page.route(/v1\/suggest\?q=kim\+j&/, async (route) => { await held; await route.continue().catch(() => {}); });
  const late = page.waitForRequest(/v1\/suggest\?q=kim\+j&/);
  await box(page).fill('kim j');
  await late;
  await page.keyboard.press('ArrowDown');
  const answered = page.waitForResponse(/v1\/suggest\?q=kim\+j&/);
  release();
  await (await answered).finished();
  await page.waitForTimeout(100);
  assert.equal(await options(page).first().getAttribute('aria-selected'), 'true');
  await box(page).fill('kim jo');
  assert.equal(await box(page).getAttribute('aria-activedescendant'), null);
  await page.context().close();
});

test('the keyboard goes through suggestions, takes one, closes', async () => {
  const page = await open(world, world.site);
  await box(page).fill('kim jong');
  await options(page).first().waitFor();
  assert.equal(await box(page).getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('ArrowDown');
  const active = await box(page).getAttribute('aria-activedescendant');
  assert.equal(await page.locator(`akin-search #${active}`).getAttribute('aria-selected'), 'true');
  await page.keyboard.press('ArrowUp');
  assert.equal(await box(page).getAttribute('aria-activedescendant'), null);
  await page.keyboard.press('Escape');
  assert.equal(await box(page).getAttribute('aria-expanded'), 'false');
  assert.equal(await box(page).inputValue(), 'kim jong');
  await page.keyboard.press('ArrowDown');
  await options(page).first().waitFor();
  const people = page.getByRole('group', { name: 'People' }).getByRole('option').first();
  await people.click();
  assert.equal(await box(page).inputValue(), 'person:"Kim Jong-un"');
  await page.waitForFunction(() => /9 stories/.test(document.querySelector('akin-search').shadowRoot.querySelector('[part=status]').textContent));
  await page.context().close();
});

test('an article that is taken is opened', async () => {
  const page = await open(world, world.site);
  await box(page).fill('leaders tour');
  await page.getByRole('group', { name: 'Articles' }).getByRole('option').first().click();
  await page.waitForURL(/\/article\?id=vostochny-tour/);
  assert.equal(await page.locator('h1').innerText(), 'Leaders tour the Vostochny pad before talks');
  await page.context().close();
});

test('facets narrow and widen the results', async () => {
  const page = await open(world, world.site);
  await box(page).fill('vostochny');
  await page.keyboard.press('Enter');
  const person = page.getByRole('checkbox', { name: /Kim Jong-un/ });
  await person.check();
  const status = page.locator('akin-search [part=status]');
  await status.getByText('5 stories').waitFor();
  assert.equal(await person.isChecked(), true);
  await person.uncheck();
  await status.getByText('13 stories').waitFor();
  await page.getByRole('button', { name: 'Show more' }).click();
  await hits(page).nth(9).waitFor();
  await page.context().close();
});

test('several values of a facet mean any of them', async () => {
  const page = await open(world, world.site);
  await box(page).fill('vostochny');
  await page.keyboard.press('Enter');
  const status = page.locator('akin-search [part=status]');
  await status.getByText('13 stories').waitFor();
  const sources = page.locator('akin-search').getByRole('group', { name: 'Sources' }).getByRole('checkbox');
  const offered = await sources.count();
  await sources.first().check();
  await status.getByText('13 stories').waitFor({ state: 'hidden' });
  const one = parseInt(await status.innerText(), 10);
  assert.ok(await sources.count() >= offered);
  await sources.nth(1).check();
  await page.waitForFunction((count) => parseInt(document.querySelector('akin-search').shadowRoot.querySelector('[part=status]').textContent, 10) > count, one);
  await page.context().close();
});

test('a slow answer never overwrites a newer one', async () => {
  const page = await open(world, world.site);
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route(/v1\/search\?q=whale&/, async (route) => { await held; await route.continue().catch(() => {}); });
  await box(page).fill('whale');
  await page.waitForRequest(/v1\/search\?q=whale&/);
  await box(page).fill('vostochny');
  await page.locator('akin-search [part=status]').getByText('13 stories').waitFor();
  release();
  await page.waitForTimeout(500);
  assert.match(await page.locator('akin-search [part=status]').innerText(), /13 stories/);
  await page.context().close();
});

test('without a connection it says so, keeps what it has and works again', async () => {
  const page = await open(world, world.site);
  await box(page).fill('vostochny');
  await hits(page).first().waitFor();
  await page.context().setOffline(true);
  await box(page).fill('whale');
  await page.locator('akin-search .error').waitFor();
  assert.match(await page.locator('akin-search .error').innerText(), /you are offline/);
  assert.equal(await hits(page).count(), 5);
  await page.context().setOffline(false);
  await page.keyboard.press('Enter');
  await hits(page).filter({ hasText: 'hale' }).first().waitFor();
  assert.equal(await page.locator('akin-search .error').count(), 0);
  await page.context().close();
});

test('an error of the server is told', async () => {
  const page = await open(world, world.site);
  await page.route(/v1\/search/, (route) => route.fulfill({ status: 503, contentType: 'application/json', headers: { 'Access-Control-Allow-Origin': '*' },
    body: '{"error":{"code":"unavailable","message":"too much to do"}}' }));
  await box(page).fill('x');
  await page.locator('akin-search .error').getByText('too much to do').waitFor();
  await page.context().close();
});

test('with a key every question carries it, and without one none does', async () => {
  const page = await open(world, world.site);
  const sent = new Set();
  await page.route(/v1\/(search|suggest)/, async (route) => {
    sent.add((await route.request().allHeaders()).authorization);
    await route.fulfill({ status: 401, contentType: 'application/json', headers: { 'Access-Control-Allow-Origin': '*' }, body: '{"error":{"code":"unauthorised","message":"another key"}}' });
  });
  await box(page).fill('x');
  await page.locator('akin-search .error').getByText('another key').waitFor();
  assert.deepEqual([...sent], [undefined]);
  await page.locator('akin-search').evaluate((element) => element.setAttribute('key', 'a key for reading'));
  sent.clear();
  const asked = page.waitForResponse(/v1\/search/);
  await box(page).fill('xy');
  await asked;
  assert.ok(sent.has('Bearer a key for reading'));
  await page.context().close();
});

test('letters that are being composed are not searched', async () => {
  const page = await open(world, world.site);
  let asked = 0;
  page.on('request', (request) => { if (request.url().includes('/v1/search')) asked += 1; });
  await box(page).evaluate((input) => {
    input.focus();
    input.dispatchEvent(new CompositionEvent('compositionstart'));
    input.value = 'v';
    input.dispatchEvent(new InputEvent('input', { isComposing: true }));
  });
  await page.waitForTimeout(500);
  assert.equal(asked, 0);
  await box(page).evaluate((input) => {
    input.value = 'vostochny';
    input.dispatchEvent(new CompositionEvent('compositionend'));
  });
  await hits(page).first().waitFor();
  assert.equal(asked, 1);
  await page.context().close();
});

test('hostile titles are text, and links lead to http only', async () => {
  const page = await open(world, world.site);
  await box(page).fill('zeppelin');
  await hits(page).nth(2).waitFor();
  await options(page).first().waitFor();
  const text = await page.locator('akin-search [part=hits]').innerText();
  assert.ok(text.includes('<img src=x onerror="window.harmed=1"> zeppelin'));
  assert.equal(await page.locator('akin-search').locator('img, b, script').count(), 0);
  assert.equal(await page.evaluate(() => window.harmed), undefined);
  await page.locator('akin-search').evaluate((search) => { search.setAttribute('links', 'own'); search.search(); });
  await page.waitForTimeout(500);
  for (const href of await page.locator('akin-search a').evaluateAll((all) => all.map((a) => a.getAttribute('href'))))
    assert.match(href, /^https?:\/\//);
  const rtl = hits(page).filter({ hasText: 'منطاد' }).locator('h3');
  assert.equal(await rtl.evaluate((heading) => getComputedStyle(heading).direction), 'rtl');
  await page.context().close();
});

test('axe finds nothing to object to, light and dark, and motion can be reduced', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await open(world, world.site, { colorScheme, reducedMotion: 'reduce' });
    await box(page).fill('vostochny');
    await options(page).first().waitFor();
    await hits(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
    assert.deepEqual(await violations(page), []);
    await picture(page, `search-${colorScheme}`);
    await page.keyboard.press('Escape');
    assert.deepEqual(await violations(page), []);
    await picture(page, `search-${colorScheme}-closed`);
    await page.context().close();
  }
});

test('on a phone nothing is wider than the screen', async () => {
  const page = await open(world, world.site, { viewport: { width: 360, height: 740 } });
  await box(page).fill('vostochny');
  await page.keyboard.press('Enter');
  await hits(page).first().waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  await picture(page, 'search-phone');
  await page.context().close();
});

test('without JavaScript the form leads to the results page', async () => {
  const page = await open(world, world.site, { javaScriptEnabled: false });
  await page.locator('input[name=q]').fill('vostochny');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForURL(`${world.base}/?q=vostochny`);
  assert.equal(await page.locator('.hit').count(), 10);
  await page.context().close();
});
