import type { Response } from 'express'

export interface Refusal {
  readonly status: number
  readonly code: string
  readonly resource?: string
}

/** The bank's `ErrorsDTO`. */
export function refuse(response: Response, { status, code, resource }: Refusal): void {
  response.status(status).json({
    errors: [
      {
        code,
        message: `sandbox: ${code}`,
        httpCode: status,
        traceId: 'sandbox',
        ...(resource && { resource }),
      },
    ],
  })
}
