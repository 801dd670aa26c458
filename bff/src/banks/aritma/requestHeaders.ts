import type { RequestContext } from '../bank.ts'

/** The address is the statement that a person is there, so it is absent when nobody is. */
export function requestHeaders({ consentId, presence }: RequestContext): Record<string, string> {
  const ip = presence ? toPlainIp(presence.ip) : ''
  return {
    accept: 'application/json',
    'api-version': '1.0',
    'channel-type': 'psd2',
    ...(consentId !== null && { 'consent-id': consentId }),
    ...(ip !== '' && { 'psu-ip-address': ip }),
  }
}

/** A dual-stack socket writes IPv4 addresses inside IPv6 ones. */
function toPlainIp(ip: string): string {
  return ip.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}
