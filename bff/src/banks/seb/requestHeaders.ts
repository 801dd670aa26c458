import type { RequestContext } from '../bank.ts'

/** The PSU headers are the statement that a person is there, so they are absent when nobody is (four calls a day then). */
export function requestHeaders({ requestId, presence }: RequestContext): Record<string, string> {
  return {
    accept: 'application/json',
    'x-request-id': requestId,
    ...(presence && { 'psu-ip-address': toPlainIp(presence.ip) }),
    ...(presence?.userAgent && { 'psu-user-agent': presence.userAgent }),
  }
}

/** A dual-stack socket writes IPv4 addresses inside IPv6 ones. */
function toPlainIp(ip: string): string {
  return ip.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}
