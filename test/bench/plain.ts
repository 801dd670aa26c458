import { openSqliteDatabase } from '@skrin/bff/store/database'
import { createSessionStore } from '@skrin/bff/store/sessionStore'
import { DatabaseStore } from '@skrin/bff/http/session'
import express from 'express'
import session from 'express-session'
import { createProxyMiddleware } from 'http-proxy-middleware'

// What one would write in an afternoon: Express, express-session on the same store, http-proxy-middleware with the token
// of the one bank put in. No vault, no budget, no allow-list, no security headers, no log.
const { PORT = '0', UPSTREAM = '', DATA_DIR = '' } = process.env
const db = await openSqliteDatabase(DATA_DIR)
const clock = { now: () => Date.now() }
const cookie = { httpOnly: true, sameSite: 'strict', path: '/', secure: false } as const
const now = clock.now()
await db
  .insertInto('members')
  .values({
    id: 'ingrid' as never,
    name: 'Ingrid',
    name_key: 'ingrid',
    role: 'owner',
    password_hash: null,
    created_at: now,
  })
  .onConflict((conflict) => conflict.doNothing())
  .execute()

const app = express()
app.use(
  session({
    name: 'plain',
    secret: 'bench-secret',
    resave: false,
    saveUninitialized: false,
    cookie,
    store: new DatabaseStore(createSessionStore({ db, clock }), cookie),
  }),
)
app.post('/sign-in', (request, response) => {
  const now = clock.now()
  const proof = { member: 'ingrid' as never, method: 'password' as const, publicId: 'one' as never }
  const times = { createdAt: now, seenAt: now, freshAt: now }
  request.session.stored = { ...proof, ...times, device: '', network: '' }
  request.session.save(() => response.end())
})
app.use((request, response, next) => {
  if (request.session.stored === undefined) response.status(401).end()
  else next()
})
app.use(
  '/bank',
  createProxyMiddleware({
    target: UPSTREAM,
    changeOrigin: true,
    on: { proxyReq: (proxied) => proxied.setHeader('authorization', 'Bearer access-token-1') },
  }),
)
app.listen(Number(PORT), '127.0.0.1', () => process.send?.('ready'))
