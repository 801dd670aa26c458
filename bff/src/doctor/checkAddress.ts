import { withoutSlash } from '../config/readUrl.ts'
import type { Finding, Patient } from './finding.ts'

const about = 'address'

/** Whether a browser and a proxy find what they need. */
export function checkAddress({ config }: Patient): Finding[] {
  const { publicUrl, trustedProxies, metrics } = config
  const url = withoutSlash(publicUrl)
  return [
    describeUrl(url, publicUrl.protocol === 'https:', trustedProxies.length > 0),
    ...(metrics && !['127.0.0.1', 'localhost', '::1'].includes(metrics.host)
      ? [metricsAreOpen(metrics.host)]
      : []),
  ]
}

function describeUrl(url: string, isHttps: boolean, hasProxy: boolean): Finding {
  if (!isHttps) return { about, status: 'ok', message: `${url}: for this machine only` }
  if (hasProxy) return { about, status: 'ok', message: `${url}, behind a trusted proxy` }
  return {
    about,
    status: 'attention',
    message: `${url}, but no proxy is trusted: every visitor seems to come from the proxy`,
    advice: 'name the proxy in SKRIN_TRUSTED_PROXIES, so that sign-in limits count per visitor',
  }
}

function metricsAreOpen(host: string): Finding {
  return {
    about,
    status: 'attention',
    message: `metrics are served on ${host}, beyond this machine, to whoever asks`,
    advice: 'let a firewall or a private network keep others away from SKRIN_METRICS_ADDR',
  }
}
