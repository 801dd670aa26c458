import type { Response } from 'express'

/** Problem bodies as SEB's AIS notes show them; the codes are the Berlin Group's. */
const problems = {
  FORMAT_ERROR: [400, 'Format of certain request fields is not matching the requirements'],
  EXECUTION_DATE_INVALID: [400, 'The requested execution date is not valid'],
  SCA_METHOD_UNKNOWN: [400, 'The chosen method of authentication is not known'],
  TOKEN_INVALID: [401, 'The access token is not valid'],
  // The framework's word for a consent that is good, but not for this service; SEB's own is not documented.
  CONSENT_INVALID: [403, 'The consent is not valid for the addressed service'],
  PRODUCT_UNKNOWN: [404, 'The addressed payment product is not supported'],
  RESOURCE_UNKNOWN: [404, 'The addressed resource is unknown'],
  SERVICE_INVALID: [405, 'The addressed service is not valid for this resource'],
  CANCELLATION_INVALID: [405, 'The addressed payment is not cancellable'],
  ACCESS_EXCEEDED: [429, 'The access frequency is exceeded'],
  GATEWAY_TIMEOUT: [504, 'The request took too long'],
} as const satisfies Record<string, readonly [number, string]>

export type SebProblemCode = keyof typeof problems

export function sendProblem(response: Response, code: SebProblemCode, detail: string): void {
  send(response, toProblem(code, detail))
}

/** "Debit account not found": the framework's 404 code comes with a 400 where it is about something within the request. */
export function sendBadInput(response: Response, code: string, detail: string): void {
  send(response, { ...toProblem(code, detail), status: 400 })
}

/** Signing says its status in the body too, and has another type. */
export function sendSigningProblem(response: Response, code: string, detail: string): void {
  const { status, body } = toProblem(code, detail)
  const type = `https://sign.seb.se/error-codes/${code}`
  send(response, { status, body: { ...body, type, status } })
}

function toProblem(code: string, detail: string) {
  const [status, title] = isKnown(code) ? problems[code] : [400, code]
  const type = `https://berlingroup.com/error-codes/${code}`
  return { status, body: { type, title, detail, code } }
}

function isKnown(code: string): code is SebProblemCode {
  return Object.hasOwn(problems, code)
}

function send(response: Response, { status, body }: { status: number; body: object }): void {
  response.status(status).type('application/problem+json').json(body)
}
