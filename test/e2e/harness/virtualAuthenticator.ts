import type { CDPSession, Page } from 'playwright-core'

/** A device's authenticator, as the browser sees it (WebAuthn Level 3 §11). */
export interface VirtualAuthenticator {
  /** Passkeys in it. */
  count(): Promise<number>
  /** Another device with copies of what is in this one, for another page. */
  copyTo(page: Page): Promise<VirtualAuthenticator>
}

const options = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const

export async function addAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const added = await session.send('WebAuthn.addVirtualAuthenticator', { options })
  return toAuthenticator(session, added.authenticatorId)
}

function toAuthenticator(session: CDPSession, authenticatorId: string): VirtualAuthenticator {
  const list = async () =>
    (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials
  return {
    count: async () => (await list()).length,
    async copyTo(page) {
      const other = await page.context().newCDPSession(page)
      await other.send('WebAuthn.enable')
      const added = await other.send('WebAuthn.addVirtualAuthenticator', { options })
      for (const credential of await list()) {
        await other.send('WebAuthn.addCredential', { ...added, credential })
      }
      return toAuthenticator(other, added.authenticatorId)
    },
  }
}
