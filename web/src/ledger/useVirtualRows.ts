import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/vue-virtual'
import type { Range } from '@tanstack/vue-virtual'
import { computed, nextTick, onMounted, onScopeDispose, ref, watch } from 'vue'
import type { Ref } from 'vue'
import type { LedgerRow } from './toLedgerRows.ts'

export interface VirtualRowsOptions {
  readonly rows: Readonly<Ref<readonly LedgerRow[]>>
  /** The element that the rows are placed in. */
  readonly frame: Readonly<Ref<HTMLElement | null>>
  readonly rowHeight: Readonly<Ref<number>>
  /** The row that keeps its element wherever the page is scrolled to, so that the focus on it is never lost. */
  readonly currentIndex: Readonly<Ref<number>>
}

/** Only the rows in sight, and a few around them, of a list that scrolls with the page. */
export function useVirtualRows({ rows, frame, rowHeight, currentIndex }: VirtualRowsOptions) {
  const marginPx = ref(0)

  // The same function as long as the rows are the same: with another one, every row would be placed anew.
  const toKey = computed(() => {
    const current = rows.value
    return (index: number) => current[index]?.transaction.id ?? index
  })
  const virtualizer = useWindowVirtualizer<HTMLElement>(
    computed(() => ({
      // Made anew for each current row: the virtualizer asks again only when it is another function.
      rangeExtractor: keepCurrent(currentIndex.value),
      count: rows.value.length,
      estimateSize: toHeight,
      getItemKey: toKey.value,
      overscan: 12,
      scrollMargin: marginPx.value,
      scrollPaddingStart: rowHeight.value,
      scrollPaddingEnd: rowHeight.value * 2,
    })),
  )

  /** A row that opens a group carries the group's heading on top of itself. */
  function toHeight(index: number): number {
    return rows.value[index]?.opens ? rowHeight.value * 2 : rowHeight.value
  }

  const items = computed(() =>
    virtualizer.value.getVirtualItems().flatMap(({ index, start }) => {
      const row = rows.value[index]
      return row ? [{ row, index, topPx: start - marginPx.value }] : []
    }),
  )
  const totalPx = computed(() => virtualizer.value.getTotalSize())
  const firstVisible = computed(() => virtualizer.value.range?.startIndex ?? 0)
  const lastVisible = computed(() => virtualizer.value.range?.endIndex ?? 0)

  function measureMargin(): void {
    const top = frame.value?.getBoundingClientRect().top ?? 0
    marginPx.value = Math.round(top + window.scrollY)
  }

  /** Rows that came in above what is being read must not push it away. */
  async function keepPlace(before: readonly LedgerRow[]): Promise<void> {
    const anchor = before[firstVisible.value]?.transaction.id
    const oldTop = topOf(firstVisible.value)
    const isAbove = window.scrollY > marginPx.value
    await nextTick()
    measureMargin()
    if (!anchor || !isAbove || oldTop === null) return
    const now = rows.value.findIndex(({ transaction }) => transaction.id === anchor)
    const newTop = topOf(now)
    if (newTop !== null && newTop !== oldTop) window.scrollBy(0, newTop - oldTop)
  }

  function topOf(index: number): number | null {
    return virtualizer.value.measurementsCache[index]?.start ?? null
  }

  watch(rowHeight, () => virtualizer.value.measure())
  watch(rows, (_, before) => keepPlace(before), { flush: 'pre' })

  const observer = new ResizeObserver(measureMargin)
  onMounted(() => {
    measureMargin()
    observer.observe(document.body)
  })
  onScopeDispose(() => observer.disconnect())

  return {
    items,
    totalPx,
    firstVisible,
    lastVisible,
    scrollTo: (index: number) => virtualizer.value.scrollToIndex(index, { align: 'auto' }),
  }
}

function keepCurrent(current: number) {
  return (range: Range): number[] => {
    const indexes = defaultRangeExtractor(range)
    if (current < 0 || current >= range.count || indexes.includes(current)) return indexes
    return [...indexes, current].sort((a, b) => a - b)
  }
}
