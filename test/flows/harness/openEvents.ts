import { request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { eventSchemas } from '@skrin/shared/api/events'
import type { EventName } from '@skrin/shared/api/events'
import * as v from 'valibot'
import type { Browser } from './browser.ts'

export interface HeardEvent {
  readonly id: string
  readonly event: string
  readonly data: unknown
}

/** A page that listens. */
export interface Events {
  readonly status: number
  readonly heard: HeardEvent[]
  /** Whether the server ended it. */
  isOver(): boolean
  /** The data of all of one name, as the contract has it. */
  dataOf<Name extends EventName>(name: Name): v.InferOutput<(typeof eventSchemas)[Name]>[]
  close(): void
}

export function openEvents(url: string, browser: Browser, lastId?: string): Promise<Events> {
  const { promise, resolve, reject } = Promise.withResolvers<Events>()
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = {
    ...{ cookie, 'x-csrf': '1', 'sec-fetch-site': 'same-origin' },
    ...(lastId !== undefined && { 'last-event-id': lastId }),
  }
  const request = httpRequest(`${url}/api/events`, { agent: false, headers }, (response) =>
    resolve(listen(response, () => request.destroy())),
  )
  request.on('error', reject)
  request.end()
  return promise
}

function listen(response: IncomingMessage, close: () => void): Events {
  const heard: HeardEvent[] = []
  let isOver = false
  let rest = ''
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => {
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    heard.push(...blocks.flatMap(readBlock))
  })
  response.on('end', () => (isOver = true))
  response.on('error', () => undefined)
  return {
    status: response.statusCode ?? 0,
    heard,
    isOver: () => isOver,
    dataOf: (name) =>
      heard
        .filter(({ event }) => event === name)
        .map(({ data }) => v.parse(eventSchemas[name], data)),
    close,
  }
}

function readBlock(block: string): HeardEvent[] {
  const fields = new Map(
    block.split('\n').map((line) => {
      const [name = '', ...value] = line.split(': ')
      return [name, value.join(': ')]
    }),
  )
  const [id, event, data] = ['id', 'event', 'data'].map((name) => fields.get(name))
  if (id === undefined || event === undefined || data === undefined) return []
  return [{ id, event, data: JSON.parse(data) as unknown }]
}
