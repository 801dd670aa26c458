import type { RequestListener } from 'node:http'
import { createApp } from './app.ts'
import type { Context } from './context.ts'
import { createPassThrough } from './routes/passThrough.ts'

/** Everything that answers: the pass-through, and behind it the Express application. */
export function createListener(context: Context): RequestListener {
  const app = createApp(context)
  const passThrough = createPassThrough(context)
  return (req, res) => {
    if (!passThrough(req, res)) app(req, res)
  }
}
