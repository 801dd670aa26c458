import * as v from 'valibot'

const token = v.object({ expiresAt: v.number(), scopes: v.array(v.string()) })
type Token = v.InferOutput<typeof token>
const saved = v.array(v.tuple([v.string(), token]))

/** The tokens that the identity server gave out and the API still takes: its JWTs alone could not be called back. */
export class AccessTokens {
  readonly #tokens = new Map<string, Token>()
  readonly #kit: { now(): number; plant(secret: string): string }

  constructor(kit: { now(): number; plant(secret: string): string }) {
    this.#kit = kit
  }

  note(value: string, { seconds, scope }: { seconds: number; scope: string }): void {
    const expiresAt = this.#kit.now() + seconds * 1000
    this.#tokens.set(this.#kit.plant(value), { expiresAt, scopes: scope.split(' ') })
  }

  /** null: unknown, expired or called back. */
  scopesOf(value: string): readonly string[] | null {
    const found = this.#tokens.get(value)
    return found && found.expiresAt > this.#kit.now() ? found.scopes : null
  }

  expireAll(): void {
    this.#tokens.clear()
  }

  snapshot(): unknown {
    return [...this.#tokens].filter(([, { expiresAt }]) => expiresAt > this.#kit.now())
  }

  restore(snapshot: unknown): void {
    for (const [value, one] of v.parse(saved, snapshot))
      this.#tokens.set(this.#kit.plant(value), one)
  }
}
