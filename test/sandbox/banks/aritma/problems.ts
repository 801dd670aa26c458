import type { Response } from 'express'

/** The shape of Aritma's errors is not documented; RFC 9457 stands for it. */
export function sendProblem(response: Response, status: number, title: string): void {
  response.status(status).type('application/problem+json').send(JSON.stringify({ status, title }))
}
