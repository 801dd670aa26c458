import type { RequestContext } from '../bank.ts'

/** PSU headers are the statement that a person is there, so they are absent when nobody is. */
export function requestHeaders({ presence }: RequestContext): Record<string, string> {
  const ip = presence ? toPlainIp(presence.ip) : ''
  return {
    accept: 'application/json',
    ...(ip !== '' && { 'psu-ip-address': ip }),
    ...(ip !== '' && presence?.userAgent != null && { 'psu-user-agent': presence.userAgent }),
  }
}

/** A dual-stack socket writes IPv4 addresses inside IPv6 ones. */
function toPlainIp(ip: string): string {
  return ip.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}
