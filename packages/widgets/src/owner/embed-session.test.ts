import { expect } from '@open-wc/testing';
import { EmbedSession, SessionExpiredError, sessionFrom } from './embed-session.js';

const at = (ms: number) => new Date(ms).toISOString();

async function refusal(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => expect.fail('was not refused'),
    (error: Error) => error,
  );
}

describe('EmbedSession', () => {
  it('keeps a token until a minute before it ends, then renews it', async () => {
    let now = 0;
    let given = 0;
    const session = new EmbedSession(
      () => Promise.resolve({ token: `es_${++given}`, expiresAt: at(now + 1_800_000) }),
      () => now,
    );
    expect(await session.token()).to.equal('es_1');
    now = 1_739_999;
    expect(await session.token()).to.equal('es_1');
    now = 1_740_000;
    expect(await session.token()).to.equal('es_2');
  });

  it('renews once for all who ask at the same time', async () => {
    let given = 0;
    const session = new EmbedSession(() =>
      Promise.resolve({ token: `es_${++given}`, expiresAt: at(Date.now() + 1_800_000) }),
    );
    expect(await Promise.all([session.token(), session.token(), session.token()])).to.deep.equal([
      'es_1',
      'es_1',
      'es_1',
    ]);
    session.discard();
    expect(await session.token()).to.equal('es_2');
  });

  it('says when nobody is signed in, and asks again the next time', async () => {
    let signedIn = false;
    const session = new EmbedSession(() =>
      Promise.resolve(signedIn ? { token: 'es_1', expiresAt: at(Date.now() + 1_800_000) } : null),
    );
    expect(await refusal(session.token())).to.be.instanceOf(SessionExpiredError);
    signedIn = true;
    expect(await session.token()).to.equal('es_1');
  });
});

describe('sessionFrom', () => {
  const fetch = window.fetch.bind(window);
  afterEach(() => (window.fetch = fetch));
  const answer = (status: number, body?: unknown) => {
    window.fetch = () => Promise.resolve(new Response(JSON.stringify(body ?? null), { status }));
  };

  it('posts to the page’s own server with its cookies', async () => {
    let asked: RequestInit | undefined;
    window.fetch = (_, init) => {
      asked = init;
      return Promise.resolve(Response.json({ token: 'es_1', expiresAt: at(0) }));
    };
    expect(await sessionFrom('/my/session')()).to.deep.equal({ token: 'es_1', expiresAt: at(0) });
    expect(asked).to.include({ method: 'POST', credentials: 'same-origin' });
  });

  it('counts 401 and 403 as signed out', async () => {
    answer(401);
    expect(await sessionFrom('/my/session')()).to.equal(null);
    answer(403);
    expect(await sessionFrom('/my/session')()).to.equal(null);
  });

  it('throws for any other answer that is no session', async () => {
    answer(500);
    expect((await refusal(sessionFrom('/my/session')())).message).to.contain('500');
    for (const body of [null, {}, { token: 7, expiresAt: at(0) }, { token: 'es_1', expiresAt: 'soon' }]) {
      answer(200, body);
      expect((await refusal(sessionFrom('/my/session')())).message).to.contain('{ token, expiresAt }');
    }
  });
});
