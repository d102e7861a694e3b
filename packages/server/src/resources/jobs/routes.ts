import { Router } from '@koa/router';
import { jobQuery, jobRequest } from '@shelfwise/core/wire';
import { guarded } from '../../http/guarded.js';
import type { Guards } from '../../http/guards.js';
import { parse } from '../../http/parse.js';
import type { JobService } from './service.js';

/** `POST /v1/jobs`, `GET /v1/jobs` (`sk_`). */
export function jobsRoutes({ jobs, guards }: { jobs: JobService; guards: Guards }): Router {
  const router = new Router();
  const owner = guards.owner(null);

  router.post('/v1/jobs', owner, async (ctx) => {
    const { shop, actor, body } = guarded(ctx);
    const { job } = parse(jobRequest, body);
    await jobs.start(shop, job, actor);
    ctx.status = 202;
    ctx.body = { job, status: 'accepted' };
  });

  router.get('/v1/jobs', owner, async (ctx) => {
    const { shop, body } = guarded(ctx);
    const { job, limit } = parse(jobQuery, body);
    ctx.body = await jobs.list(shop, job, limit);
  });

  return router;
}
