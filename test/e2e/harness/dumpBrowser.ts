import type { Page } from 'playwright-core'
import type { Evidence } from './findSecrets.ts'

/** Everything that the page's origin keeps in the browser, and what the page shows and remembers of its way. */
export async function dumpBrowser(page: Page): Promise<Evidence[]> {
  const at = new URL(page.url()).pathname
  const kept = await page.evaluate(readStorages)
  const cookies = JSON.stringify(await page.context().cookies())
  return [
    { where: `DOM of ${at}`, content: await page.content() },
    { where: `cookies at ${at}`, content: cookies },
    ...Object.entries(kept).map(([name, content]) => ({ where: `${name} at ${at}`, content })),
  ]
}

/** Runs in the page. */
async function readStorages() {
  const request = <T>(asked: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error ?? new Error('IndexedDB failed'))
    })
  const databases = []
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await request(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      const rows = database.transaction(store).objectStore(store)
      databases.push([name, store, await request(rows.getAllKeys()), await request(rows.getAll())])
    }
    database.close()
  }
  const cached = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const key of await cache.keys()) {
      cached.push([name, key.url, await (await cache.match(key))?.text()])
    }
  }
  return {
    localStorage: JSON.stringify(localStorage),
    sessionStorage: JSON.stringify(sessionStorage),
    indexedDB: JSON.stringify(databases),
    cacheStorage: JSON.stringify(cached),
    'document.cookie': document.cookie,
    history: JSON.stringify([
      window.navigation.entries().map((entry) => [entry.url, entry.getState()]),
      history.state,
      document.referrer,
      location.href,
    ]),
    performance: JSON.stringify(performance.getEntries().map(({ name }) => name)),
  }
}
