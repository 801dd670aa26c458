export interface RawEvent {
  readonly id: string
  readonly event: string
  readonly data: string
}

/** Events as they come, out of `text/event-stream` (HTML, section 9.2.6) in the form in which our server writes it. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<RawEvent> {
  let rest = ''
  const decoder = new TextDecoder()
  for (const reader = body.getReader(); ;) {
    const { done, value } = await reader.read()
    if (done) return
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = toEvent(block)
      if (event) yield event
    }
  }
}

/** null: a line that only keeps the connection open. */
function toEvent(block: string): RawEvent | null {
  const fields = new Map<string, string>()
  for (const line of block.split('\n')) {
    const colon = line.indexOf(': ')
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 2))
  }
  const [id = '', event, data] = ['id', 'event', 'data'].map((name) => fields.get(name))
  return event === undefined || data === undefined ? null : { id, event, data }
}
