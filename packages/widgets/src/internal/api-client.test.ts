import { expect } from '@open-wc/testing';
import { openPage } from '../../test/page.js';
import { createApiClient, queryString } from './api-client.js';
import { ApiProblem } from './api-problem.js';

const client = createApiClient({ server: () => location.origin });
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('the call should not have succeeded'),
    (error: ApiProblem) => error,
  );

describe('createApiClient(…)', () => {
  it('turns a problem document into an ApiProblem', async () => {
    const key = openPage('error');
    const problem = await problemOf(client.get('/v1/recommendations', { key }));
    expect(problem).to.be.instanceOf(ApiProblem);
    expect([problem.code, problem.status, problem.isTemporary]).to.deep.equal([
      'store-unavailable',
      503,
      true,
    ]);
  });

  it('says "network" when the connection breaks', async () => {
    const key = openPage('offline');
    const problem = await problemOf(client.post('/v1/events', { key, events: [] }));
    expect([problem.code, problem.status, problem.isTemporary]).to.deep.equal(['network', 0, true]);
  });

  it('says "timeout" when no answer begins in time', async () => {
    const key = openPage('slow');
    const hasty = createApiClient({ server: () => location.origin, timeoutMs: 20 });
    expect((await problemOf(hasty.get('/v1/recommendations', { key }))).code).to.equal('timeout');
  });

  it('says "aborted" when nobody waits any more', async () => {
    const key = openPage('slow');
    const signal = AbortSignal.abort();
    const work = client.get('/v1/recommendations', { key }, { signal });
    expect((await problemOf(work)).code).to.equal('aborted');
  });

  it('does not retry what will fail again', async () => {
    const problem = await problemOf(client.get('/v1/nothing-here'));
    expect([problem.code, problem.isTemporary]).to.deep.equal(['not-found', false]);
  });
});

describe('queryString(query)', () => {
  it('leaves out what is absent and escapes the rest', () => {
    expect(queryString({ a: 'x&y', b: undefined, c: '', d: 0 })).to.equal('?a=x%26y&d=0');
    expect(queryString({})).to.equal('');
  });
});
