/** RFC 8949 §3.1, as much of it as a passkey needs: whole numbers, bytes, text and maps. */
export function toCbor(value: unknown): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (typeof value === 'string') {
    const text = Buffer.from(value)
    return Buffer.concat([head(3, text.length), text])
  }
  if (value instanceof Map) {
    const pairs = [...value].flatMap(([key, item]) => [toCbor(key), toCbor(item)])
    return Buffer.concat([head(5, value.size), ...pairs])
  }
  throw new TypeError('not a value that a passkey holds')
}

function head(majorType: number, argument: number): Buffer {
  const type = majorType << 5
  if (argument < 24) return Buffer.from([type | argument])
  if (argument < 256) return Buffer.from([type | 24, argument])
  return Buffer.from([type | 25, argument >> 8, argument & 0xff])
}
