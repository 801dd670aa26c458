import type { Instant } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import { describe, expect, it } from 'vitest'
import type { WireJson } from '../wire.ts'
import { auth, settings } from './auth.ts'
import { manifest } from './manifest.ts'

const check = (name: string, value: string) =>
  settings.find((one) => one.name === name)?.check?.(value)
const at = (text: string): Instant => toInstant(Date.parse(text))

describe('the choice of a bank', () => {
  const send = (choice: string | undefined, setting?: string) =>
    auth.authorizeParameters?.({
      choices: choice === undefined ? {} : { finInst: choice },
      settings: { FIN_INST: setting },
    })

  it('is left to the bank’s page unless made, and the person’s goes before the host’s', () => {
    expect(send(undefined)).toEqual({})
    expect(send(undefined, 'fid-smn')).toEqual({ finInst: 'fid-smn' })
    expect(send('fid-ostlandet', 'fid-smn')).toEqual({ finInst: 'fid-ostlandet' })
  })

  it('follows mergers in the setting and does not offer what is gone', () => {
    expect(send(undefined, 'fid-modum')).toEqual({ finInst: 'fid-sor-norge' })
    expect(check('FIN_INST', 'fid-nordvest')).toBeNull()
    expect(manifest.choices[0]?.options.map(({ value }) => value)).not.toContain('fid-nordvest')
  })

  it('refuses an unknown id in words, and never sends one', () => {
    expect(check('FIN_INST', 'fid-smm')).toContain('is not a SpareBank 1 bank')
    expect(check('FIN_INST', 'constructor')).toContain('is not a SpareBank 1 bank')
    expect(send('fid-nowhere')).toEqual({})
  })
})

it('sends PKCE unless it is turned off', () => {
  expect([auth.pkce({}), auth.pkce({ PKCE: 'on' }), auth.pkce({ PKCE: 'off' })]).toEqual([
    true,
    true,
    false,
  ])
  expect(check('PKCE', 'no')).toBe('must be on or off')
})

describe('the day to renew by', () => {
  const connectedAt = at('2026-01-01T00:00:00Z')
  const renewBy = (answer: WireJson, now = '2026-01-01T00:00:00Z') =>
    auth.renewBy?.({ answer, connectedAt, now: at(now) })
  const idle = { refresh_token_expires_in: '2591999' }

  it('is the end of the chain, not of the idle time that using Skrin moves', () => {
    expect(renewBy({ ...idle, refresh_token_absolute_expires_in: '31535999' })).toBe(
      '2026-12-31T23:59:59.000Z',
    )
  })

  it('does not move when the bank repeats the full length after a refresh', () => {
    const repeated = { refresh_token_absolute_expires_in: '31535999' }

    expect(renewBy(repeated, '2026-06-01T00:00:00Z')).toBe('2027-01-01T00:00:00.000Z')
  })

  it('is the idle end where no other is told, and unknown where nothing is', () => {
    expect(renewBy(idle)).toBe('2026-01-30T23:59:59.000Z')
    expect(renewBy({})).toBeNull()
    expect(
      renewBy({ refresh_token_expires_in: '-5', refresh_token_absolute_expires_in: '1e308' }),
    ).toBeNull()
  })
})
