import * as v from 'valibot'

const shape = v.object({
  /** The signing order's id; null: SEB did not say yet that the payment can be signed. */
  authorisation: v.nullable(v.string()),
  /** The person has signed. */
  isSigned: v.boolean(),
  /** Epoch ms at which the payment, or its signing order, was made. */
  since: v.number(),
})

/** How far a payment has come, as Skrin remembers it from one step to the next. */
export type Progress = v.InferOutput<typeof shape>

export function writeProgress(progress: Progress): string {
  return JSON.stringify(progress)
}

/** @throws ValiError for what was not written here */
export function parseProgress(text: string): Progress {
  return v.parse(shape, JSON.parse(text))
}
