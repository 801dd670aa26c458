import type { OtherClock } from './checkClock.ts'
import { codeOf } from './finding.ts'
import type { Finding, Patient } from './finding.ts'

const TIMEOUT_MS = 5000

export interface BankFindings {
  readonly findings: readonly Finding[]
  /** What the banks' servers say the time is. */
  readonly clocks: readonly OtherClock[]
}

/** Whether the hosts of the banks that are in use answer, with a certificate that holds. Nothing is asked of a bank. */
export async function checkBanks(
  { config, banks }: Patient,
  used: ReadonlySet<string>,
): Promise<BankFindings> {
  const asked = banks
    .filter(({ manifest }) => used.has(manifest.id))
    .map(async ({ manifest: { id } }) => {
      const addresses = config.banks.get(id)
      const origins = new Set(
        [addresses?.authUrl, addresses?.apiUrl].flatMap((url) =>
          url ? [new URL(url).origin] : [],
        ),
      )
      return Promise.all([...origins].map((origin) => knock(id, origin)))
    })
  const answers = (await Promise.all(asked)).flat()
  if (answers.length === 0) return { findings: [noBank], clocks: [] }
  return {
    findings: answers.map(({ finding }) => finding),
    clocks: answers.flatMap(({ clock }) => clock ?? []),
  }
}

const noBank: Finding = {
  about: 'banks',
  status: 'attention',
  message: 'no bank client is configured',
  advice: 'docs/banks/ says how to get one at each bank',
}

async function knock(
  bank: string,
  origin: string,
): Promise<{ finding: Finding; clock?: OtherClock }> {
  const about = `bank ${bank}`
  const { host } = new URL(origin)
  try {
    const { headers } = await fetch(origin, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const time = Date.parse(headers.get('date') ?? '')
    return {
      finding: { about, status: 'ok', message: `${host} answers` },
      ...(Number.isFinite(time) && { clock: { name: host, time } }),
    }
  } catch (error) {
    const message = `${host} does not answer (${codeOf(error)})`
    return { finding: { about, status: 'failed', message, advice: adviceFor(codeOf(error)) } }
  }
}

function adviceFor(code: string): string {
  if (['ENOTFOUND', 'EAI_AGAIN'].includes(code))
    return 'its name is not found: check the address in the configuration, and DNS on this machine'
  if (code.includes('CERT') || code.includes('SELF_SIGNED') || code.includes('TLS'))
    return 'its certificate does not hold: something may stand between this machine and the bank'
  return 'check this machine’s way to the internet and its firewall; the bank may be down'
}
