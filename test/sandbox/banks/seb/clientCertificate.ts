import { randomBytes } from 'node:crypto'
import forge from 'node-forge'

export interface TestCertificates {
  /** Signs both; PEM. */
  readonly authority: string
  readonly server: { readonly key: string; readonly cert: string }
  /** Key and certificate of a client, as a bank or trust service would hand them out. */
  readonly pfx: Buffer
}

const DAY_MS = 24 * 60 * 60 * 1000

/** A whole little public-key infrastructure for mutual TLS, made anew for each run: nothing secret lies in the repository. */
export async function createTestCertificates(
  passphrase: string,
  now: number,
): Promise<TestCertificates> {
  const authority = await createPair()
  const issuer = [{ name: 'commonName', value: 'Skrin sandbox authority' }]
  const sign = signer({ issuer, now, signingKey: authority.privateKey })
  const authorityCert = sign(issuer, authority.publicKey, [
    { name: 'basicConstraints', cA: true, critical: true },
  ])
  const server = await createPair()
  const serverCert = sign([{ name: 'commonName', value: '127.0.0.1' }], server.publicKey, [
    { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
  ])
  const client = await createPair()
  const clientCert = sign(
    [{ name: 'commonName', value: 'Skrin as third party' }],
    client.publicKey,
    [{ name: 'extKeyUsage', clientAuth: true }],
  )
  // AES: Node's OpenSSL refuses a PFX in the old RC2.
  const pfx = forge.pkcs12.toPkcs12Asn1(client.privateKey, [clientCert], passphrase, {
    algorithm: 'aes256',
  })
  return {
    authority: forge.pki.certificateToPem(authorityCert),
    server: {
      key: forge.pki.privateKeyToPem(server.privateKey),
      cert: forge.pki.certificateToPem(serverCert),
    },
    pfx: Buffer.from(forge.asn1.toDer(pfx).getBytes(), 'binary'),
  }
}

function signer(options: {
  issuer: forge.pki.CertificateField[]
  now: number
  signingKey: forge.pki.rsa.PrivateKey
}) {
  const { issuer, now, signingKey } = options
  return (
    subject: forge.pki.CertificateField[],
    publicKey: forge.pki.rsa.PublicKey,
    extensions: object[],
  ) => {
    const certificate = forge.pki.createCertificate()
    certificate.publicKey = publicKey
    // A leading 0 keeps the number positive.
    certificate.serialNumber = `0${randomBytes(15).toString('hex')}`
    certificate.validity.notBefore = new Date(now - DAY_MS)
    certificate.validity.notAfter = new Date(now + DAY_MS)
    certificate.setSubject(subject)
    certificate.setIssuer(issuer)
    certificate.setExtensions(extensions)
    certificate.sign(signingKey, forge.md.sha256.create())
    return certificate
  }
}

function createPair(): Promise<forge.pki.rsa.KeyPair> {
  return new Promise((resolve, reject) => {
    forge.pki.rsa.generateKeyPair({ bits: 2048 }, (error, pair) =>
      error ? reject(error) : resolve(pair),
    )
  })
}
