import type { TransferOrderId } from '@skrin/shared/brand'

/** Under which the page keeps what the server said of an order. */
export function toOrderKey(id: TransferOrderId): readonly string[] {
  return ['transfer-orders', 'one', id]
}
