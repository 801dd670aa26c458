import type { Router } from 'express'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { isKeyFitting } from '../store/keyCanary.ts'
import { isClockSane } from '../store/lastSeen.ts'

/** For whoever runs the program: no session, no header asked for, and nothing said that a stranger could use. */
export function createHealthRouter(context: Context): Router {
  const router = createRouter()

  router.get('/healthz', (_req, res) => {
    res.setHeader('Cache-Control', 'no-store')
    res.json({ status: 'ok' })
  })

  router.get('/readyz', async (_req, res) => {
    const checks = await checkReadiness(context)
    const isReady = Object.values(checks).every((check) => check === 'ok')
    res.setHeader('Cache-Control', 'no-store')
    res.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not ready', checks })
  })

  return router
}

type Check = 'ok' | 'failed'

async function checkReadiness({
  db,
  clock,
  log,
  masterKey,
}: Context): Promise<Record<string, Check>> {
  const toCheck = (isGood: boolean): Check => (isGood ? 'ok' : 'failed')
  try {
    return {
      database: 'ok',
      key: toCheck(await isKeyFitting(db, masterKey)),
      clock: toCheck(await isClockSane({ db, clock })),
    }
  } catch (error) {
    log.error({ event: 'database.failed', error })
    return { database: 'failed' }
  }
}
