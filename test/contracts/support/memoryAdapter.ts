import type { Adapter, AdapterPayload } from 'oidc-provider'

/** Storage for oidc-provider that lives as long as one server; its own default warns on the console. */
export function createMemoryAdapter(): (name: string) => Adapter {
  const rows = new Map<string, AdapterPayload>()
  const byUid = new Map<string, string>()
  return (name) => {
    const key = (id: string) => `${name}:${id}`
    const find = (id: string) => Promise.resolve(rows.get(key(id)))
    return {
      upsert(id, payload) {
        rows.set(key(id), payload)
        if (payload.uid !== undefined) byUid.set(key(payload.uid), id)
        return Promise.resolve(undefined)
      },
      find,
      findByUid: (uid) => find(byUid.get(key(uid)) ?? ''),
      findByUserCode: () => Promise.resolve(undefined),
      async consume(id) {
        const payload = await find(id)
        if (payload) payload.consumed = Math.floor(Date.now() / 1000)
      },
      destroy(id) {
        rows.delete(key(id))
        return Promise.resolve(undefined)
      },
      revokeByGrantId(grantId) {
        for (const [id, payload] of rows) if (payload.grantId === grantId) rows.delete(id)
        return Promise.resolve(undefined)
      },
    }
  }
}
