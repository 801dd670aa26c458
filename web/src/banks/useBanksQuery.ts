import { computed, shallowRef } from 'vue'
import type { Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { BankEntry } from '@skrin/shared/api/banks'
import type { Connection } from '@skrin/shared/api/connections'
import type { ConnectionId } from '@skrin/shared/brand'
import { problemCodes } from '@skrin/shared/problems'

interface Known {
  connections: Readonly<Ref<readonly Connection[]>>
  getBank(id: string): BankEntry | undefined
}

/**
 * What the address asks of the page: `?connect=BANK`, `?renew=CONNECTION`, `?problem=CODE&bank=BANK` on the way back
 * from a bank, `?client=BANK` when a client was entered for it, and `?prove=BANK` before it may be. So a link, the palette and a reload all lead to the same place.
 */
export function useBanksQuery({ connections, getBank }: Known) {
  const route = useRoute()
  const router = useRouter()
  const leaving = shallowRef<Connection | null>(null)

  const read = (name: string) => {
    const value = route.query[name]
    return typeof value === 'string' ? value : null
  }
  const renewing = computed(() => connections.value.find(({ id }) => id === read('renew')) ?? null)
  const connecting = computed(() => {
    const bank = getBank(renewing.value?.bank ?? read('connect') ?? '')
    return bank?.configured ? bank : null
  })
  const disconnecting = computed(() => {
    const bank = leaving.value ? getBank(leaving.value.bank) : undefined
    return leaving.value && bank ? { connection: leaving.value, bank } : null
  })
  const problem = computed(() => problemCodes.find((code) => code === read('problem')) ?? null)
  const problemBank = computed(() => getBank(read('bank') ?? '') ?? null)

  const clientSaved = computed(() => getBank(read('client') ?? '') ?? null)
  const proving = computed(() => getBank(read('prove') ?? '')?.id ?? null)

  const connect = (bank: string) => router.push({ name: 'banks', query: { connect: bank } })
  const renew = (id: ConnectionId) => router.push({ name: 'banks', query: { renew: id } })
  const disconnect = (connection: Connection) => (leaving.value = connection)
  function close() {
    leaving.value = null
    return router.replace({ name: 'banks' })
  }

  return {
    connecting,
    renewing,
    disconnecting,
    problem,
    problemBank,
    clientSaved,
    proving,
    connect,
    renew,
    disconnect,
    close,
  }
}
