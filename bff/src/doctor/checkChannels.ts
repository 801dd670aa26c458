import { createChannels } from '../notices/channels.ts'
import type { Channel } from '../notices/channels.ts'
import type { Finding, Patient } from './finding.ts'

const about = 'notices'

/** Whether what is told outside Skrin can leave the host. Nothing is sent. */
export async function checkChannels({ config, secrets }: Patient): Promise<Finding[]> {
  const channels = createChannels(config, secrets)
  if (channels.size === 0)
    return [{ about, status: 'ok', message: 'are shown in Skrin only: no mail or push is set up' }]
  return Promise.all([...channels].map(([name, channel]) => check(name, channel)))
}

async function check(name: string, channel: Channel): Promise<Finding> {
  const what = name === 'mail' ? 'the mail server' : 'the push server'
  const problem = await channel.check()
  channel.close()
  if (problem === null) return { about, status: 'ok', message: `${what} answers` }
  return {
    about,
    status: 'failed',
    message: `${what} takes nothing (${problem})`,
    advice: adviceFor(name, problem),
  }
}

function adviceFor(name: string, problem: string): string {
  if (problem.startsWith('EAUTH')) return 'see user and password in SKRIN_SMTP_URL'
  if (problem.startsWith('ETLS') || problem.includes('CERT'))
    return 'it must offer TLS with a certificate that holds; smtps:// is TLS from the start, smtp:// STARTTLS'
  return name === 'mail'
    ? 'see host and port in SKRIN_SMTP_URL, and this machine’s firewall'
    : 'see SKRIN_NTFY_URL, and this machine’s firewall'
}
