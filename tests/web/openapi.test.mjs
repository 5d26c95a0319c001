import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { start } from './harness.mjs';

let world;
before(async () => { world = await start(); });
after(async () => { await world?.stop(); });

const validated = async (description) => new Validator().validate(description);

test('a validator of OpenAPI accepts the description, and would not accept any', async () => {
  const description = await (await fetch(`${world.base}/openapi.json`)).json();
  const result = await validated(structuredClone(description));
  assert.deepEqual(result.errors ?? [], []);
  assert.equal(result.valid, true);
  assert.match(description.openapi, /^3\.1/);
  description.paths['/v1/search'].get.parameters.push({ in: 'nowhere' });
  assert.equal((await validated(description)).valid, false);
});
