import type { Response } from 'express'

/** Problem bodies as SEB's AIS notes show them; the codes are the Berlin Group's. */
const problems = {
  FORMAT_ERROR: [400, 'Format of certain request fields is not matching the requirements'],
  TOKEN_INVALID: [401, 'The access token is not valid'],
  RESOURCE_UNKNOWN: [404, 'The addressed resource is unknown'],
  SERVICE_INVALID: [405, 'The addressed service is not valid for this resource'],
  ACCESS_EXCEEDED: [429, 'The access frequency is exceeded'],
  GATEWAY_TIMEOUT: [504, 'The request took too long'],
} as const satisfies Record<string, readonly [number, string]>

export type SebProblemCode = keyof typeof problems

export function sendProblem(response: Response, code: SebProblemCode, detail: string): void {
  const [status, title] = problems[code]
  const type = `https://berlingroup.com/error-codes/${code}`
  response.status(status).type('application/problem+json').json({ type, title, detail, code })
}
