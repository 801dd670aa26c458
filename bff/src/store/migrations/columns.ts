import type { ColumnDefinitionBuilder } from 'kysely'

/** A column that names the member whose row it is; with them it goes. */
export function ofMember(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull().references('members.id').onDelete('cascade')
}
