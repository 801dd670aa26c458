import type { Browser } from '../harness/browser.ts'
import type { TestAnswer } from '../harness/sendRequest.ts'

/** Sends a file as the page does: its bytes are the body. */
export function uploadFile(
  browser: Browser,
  origin: string,
  { name, bytes }: { name: string; bytes: string | Buffer },
): Promise<TestAnswer> {
  return browser.send({
    method: 'POST',
    path: `/api/imports?name=${encodeURIComponent(name)}`,
    headers: {
      'x-csrf': '1',
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'cors',
      origin,
      'content-type': 'application/octet-stream',
    },
    body: Buffer.from(bytes),
  })
}
