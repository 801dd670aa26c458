import type { Component } from 'vue'
import { toSearchText } from '@skrin/shared/searchText'

/** One thing that the palette can do. */
export interface Command {
  readonly id: string
  readonly group: 'goTo' | 'accounts' | 'actions'
  readonly label: string
  /** Shown after the label and found by it too, such as an account's number. */
  readonly detail?: string
  readonly icon: Component
  run(): unknown
}

/** The commands in which every word of the query begins some word, in their own order. */
export function findCommands(commands: readonly Command[], query: string): readonly Command[] {
  const wanted = toSearchText(query).split(' ').filter(Boolean)
  return commands.filter((command) => {
    const text = ` ${toSearchText(`${command.label} ${command.detail ?? ''}`)}`
    return wanted.every(
      (word) => text.includes(` ${word}`) || text.replaceAll(' ', '').includes(word),
    )
  })
}
