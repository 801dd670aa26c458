import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isDemo, openDemoFolder, toDemoEnvironment } from './demoData.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('isDemo', () => {
  it('is on when nothing is configured and nothing is kept', () => {
    expect(isDemo({ SKRIN_DATA_DIR: folder })).toBe(true)
    expect(isDemo({ SKRIN_DATA_DIR: join(folder, 'new') })).toBe(true)
  })

  it('stays on for a folder that holds only a demo', () => {
    mkdirSync(join(folder, 'demo'))

    expect(isDemo({ SKRIN_DATA_DIR: folder })).toBe(true)
  })

  it('is off for a folder that holds a household', () => {
    writeFileSync(join(folder, 'skrin.db'), '')

    expect(isDemo({ SKRIN_DATA_DIR: folder })).toBe(false)
  })

  it.each(['SKRIN_BANKONE_CLIENT_ID', 'SKRIN_BANKONE_CLIENT_SECRET_FILE'])(
    'is off with %s',
    (name) => {
      mkdirSync(join(folder, 'demo'))

      expect(isDemo({ SKRIN_DATA_DIR: folder, [name]: 'client-1' })).toBe(false)
      expect(isDemo({ SKRIN_DATA_DIR: folder, [name]: '' })).toBe(true)
    },
  )

  it('obeys an order', () => {
    writeFileSync(join(folder, 'skrin.db'), '')

    expect(isDemo({ SKRIN_DATA_DIR: folder, SKRIN_DEMO: 'on' })).toBe(true)
    expect(isDemo({ SKRIN_DATA_DIR: join(folder, 'new'), SKRIN_DEMO: 'off' })).toBe(false)
  })
})

describe('openDemoFolder', () => {
  it('writes down who lives there, and which bank clients a visitor can try', () => {
    const members = [{ id: 'ingrid', name: 'Ingrid', role: 'owner' }]
    const bankClients = { bankone: { id: 'client-2', secret: 'secret-2' } }
    openDemoFolder(join(folder, 'demo')).describe(members, bankClients)

    const written: unknown = JSON.parse(readFileSync(join(folder, 'demo/demo.json'), 'utf8'))
    expect(written).toEqual({ members, bankClients })
  })

  it('is filled once, also across restarts', async () => {
    let fills = 0
    const fill = () => Promise.resolve(void fills++)

    await openDemoFolder(join(folder, 'demo')).ensureFilled(fill)
    await openDemoFolder(join(folder, 'demo')).ensureFilled(fill)

    expect(fills).toBe(1)
  })

  it('is filled again at the next start when it failed, and says so', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue()
    const demo = openDemoFolder(join(folder, 'demo'))
    let fills = 0

    await demo.ensureFilled(() => Promise.reject(new Error('a bank is down')))
    await demo.ensureFilled(() => Promise.resolve(void fills++))

    expect(said.mock.calls).toEqual([['The demo is incomplete:\na bank is down']])
    expect(fills).toBe(1)
    said.mockRestore()
  })

  it('says in one line that the folder cannot be written', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')

    expect(() => openDemoFolder(join(file, 'demo'))).toThrow(
      /^The data folder .*file\/demo cannot be written: ENOTDIR$/,
    )
    expect(existsSync(join(file, 'demo'))).toBe(false)
  })
})

describe('toDemoEnvironment', () => {
  it('replaces every setting of a simulated bank and keeps the rest', () => {
    const env = {
      PATH: '/bin',
      SKRIN_PORT: '3100',
      SKRIN_DATA_DIR: folder,
      SKRIN_BANKONE_CLIENT_SECRET_FILE: '/secret',
      SKRIN_BANKONE_EXTRA: 'x',
    }
    const sandboxEnv = { SKRIN_BANKONE_CLIENT_ID: 'id', SKRIN_BANKONE_CLIENT_SECRET: 's' }

    expect(toDemoEnvironment(env, sandboxEnv)).toEqual({
      PATH: '/bin',
      SKRIN_PORT: '3100',
      SKRIN_DATA_DIR: join(folder, 'demo'),
      SKRIN_DEMO: 'on',
      SKRIN_LOG_LEVEL: 'warn',
      ...sandboxEnv,
    })
  })
})
