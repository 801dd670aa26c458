import { DataTypeNode, OperationNodeTransformer, sql } from 'kysely'
import type { ColumnDefinitionNode, KyselyPlugin } from 'kysely'

/**
 * For migrations on PostgreSQL: text columns that are compared and ordered by their bytes, as SQLite does it, whatever
 * language the database server was set up for. Cursors and the order of every list are the same on both engines.
 */
export function createBytewiseText(): KyselyPlugin {
  const transformer = new TextColumns()
  return {
    transformQuery: ({ node, queryId }) => transformer.transformNode(node, queryId),
    transformResult: ({ result }) => Promise.resolve(result),
  }
}

class TextColumns extends OperationNodeTransformer {
  protected override transformColumnDefinition(
    ...[node, queryId]: Parameters<OperationNodeTransformer['transformColumnDefinition']>
  ): ColumnDefinitionNode {
    const column = super.transformColumnDefinition(node, queryId)
    const isText = DataTypeNode.is(column.dataType) && column.dataType.dataType === 'text'
    return isText ? { ...column, dataType: sql`text collate "C"`.toOperationNode() } : column
  }
}
