import type { SandboxOptions, Sandbox } from '../../sandbox/server.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { startSkrin } from '../../flows/harness/startSkrin.ts'
import type { Skrin, SkrinOptions } from '../../flows/harness/startSkrin.ts'
import { openSkrin } from './openSkrin.ts'
import type { OpenOptions, Visit } from './openSkrin.ts'
import { signInQuietly } from './signIn.ts'

/** Skrin on `localhost` and the sandbox banks on `127.0.0.1`: two sites, as in life. */
export interface E2eWorld extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly skrin: Skrin
  /** A new browser in front of the first page. */
  open(options?: OpenOptions): Promise<Visit>
  /** A new browser in front of the overview, in which the person of this name has signed in without the form. */
  enter(name: string, options?: OpenOptions): Promise<Visit>
}

export async function startWorld(
  options: { skrin?: SkrinOptions; sandbox?: SandboxOptions } = {},
): Promise<E2eWorld> {
  const sandbox = await startSandbox(options.sandbox)
  const skrin = await startSkrin({
    ...options.skrin,
    env: { ...sandbox.env, ...options.skrin?.env },
  })
  const open = (wishes: OpenOptions = {}) =>
    openSkrin(skrin.url, { ...wishes, origins: [sandbox.origin, ...(wishes.origins ?? [])] })
  return {
    sandbox,
    skrin,
    open,
    async enter(name, wishes) {
      if (!(await isMember(skrin, name))) await skrin.addMember(name)
      const visit = await open(wishes)
      await signInQuietly(visit, name)
      await visit.page.goto(skrin.url)
      const title = visit.texts.text('overview.title')
      await visit.page.getByRole('heading', { level: 1, name: title }).waitFor()
      return visit
    },
    async [Symbol.asyncDispose]() {
      await skrin.stop()
      await sandbox.close()
    },
  }
}

async function isMember({ context }: Skrin, name: string): Promise<boolean> {
  const members = context.db.selectFrom('members').select('id').where('name', '=', name)
  return (await members.executeTakeFirst()) !== undefined
}
