import { account } from '@skrin/shared/api/accounts'
import { bankManifest, callLimit } from '@skrin/shared/api/banks'
import { callBudget, connection, outcome } from '@skrin/shared/api/connections'
import {
  accountId,
  apiTokenId,
  bankClientId,
  categoryId,
  connectionId,
  importId,
  instant,
  inviteId,
  localDate,
  memberId,
  money,
  noticeId,
  observationId,
  problemCode,
  ruleId,
  savedViewId,
  sessionPublicId,
  syncRunId,
  transactionId,
  transferId,
  transferOrderId,
} from '@skrin/shared/api/primitives'
import { problem } from '@skrin/shared/api/problem'
import { member, session } from '@skrin/shared/api/session'
import { transaction } from '@skrin/shared/api/transactions'
import type { ProblemCode } from '@skrin/shared/problems'
import { toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema'
import type { ConversionConfig, JsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import type { ApiAnswer, ApiRoute } from './apiRoutes.ts'

const id: JsonSchema = { type: 'string', pattern: '^[\\w-]{1,64}$' }

/** What valibot checks with code, said in JSON Schema. */
const written = new Map<v.GenericSchema, JsonSchema>([
  [memberId, id],
  [connectionId, id],
  [accountId, id],
  [transactionId, id],
  [inviteId, id],
  [bankClientId, id],
  [apiTokenId, id],
  [sessionPublicId, id],
  [categoryId, id],
  [importId, id],
  [noticeId, id],
  [observationId, id],
  [ruleId, id],
  [savedViewId, id],
  [syncRunId, id],
  [transferId, id],
  [transferOrderId, id],
  [localDate, { type: 'string', format: 'date' }],
  [instant, { type: 'string', format: 'date-time' }],
])

/** Schemas that have a name of their own in the document. */
const named = {
  Account: account,
  BankManifest: bankManifest,
  CallBudget: callBudget,
  CallLimit: callLimit,
  Connection: connection,
  Member: member,
  Money: money,
  Outcome: outcome,
  Problem: problem,
  ProblemCode: problemCode,
  Session: session,
  Transaction: transaction,
}

const conversion: ConversionConfig = {
  target: 'draft-2020-12',
  // Before the transforms: what is on the wire.
  typeMode: 'input',
  ignoreActions: ['trim', 'check', 'safe_integer', 'readonly'],
  overrideSchema: ({ valibotSchema }) => written.get(valibotSchema),
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
}

export interface DocumentOptions {
  readonly server: string
  /** The session cookie's name. */
  readonly cookie: string
}

/** The contract as OpenAPI 3.1, made from the very schemas that requests and answers are parsed with. */
export function toOpenApi(
  routes: readonly ApiRoute[],
  { server, cookie }: DocumentOptions,
): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) (paths[route.path] ??= {})[route.method] = toOperation(route)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Skrin',
      version: '1',
      description:
        'Every call below /api carries the header X-CSRF: 1, unless it carries an API token. ' +
        'Errors are problems (RFC 9457) with a stable code.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: server }],
    paths,
    components: {
      schemas: toJsonSchemaDefs(named, conversion),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: cookie },
        token: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A read-only API token: it opens chosen accounts, as their last known state.',
        },
      },
      parameters: {
        Csrf: { name: 'X-CSRF', in: 'header', required: true, schema: { const: '1' } },
        CsrfOfSession: {
          name: 'X-CSRF',
          in: 'header',
          description: 'Required with a session.',
          schema: { const: '1' },
        },
      },
      responses: {
        Problem: {
          description: 'What went wrong',
          content: { 'application/problem+json': { schema: ref('Problem') } },
        },
      },
    },
  }
}

function toOperation(route: ApiRoute): Record<string, unknown> {
  const isApi = route.path.startsWith('/api/')
  const csrf = route.token === true ? 'CsrfOfSession' : 'Csrf'
  const parameters = [
    ...(isApi ? [{ $ref: `#/components/parameters/${csrf}` }] : []),
    ...pathParameters(route.path),
    ...queryParameters(route),
  ]
  const problems = toProblems(route)
  return {
    summary: route.summary,
    ...(problems.length > 0 && { description: `Problems of its own: ${problems.join(', ')}.` }),
    security: toSecurity(route),
    parameters,
    ...(route.body && {
      requestBody: { required: true, content: toContent({ schema: route.body }) },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, answer]) => [status, toResponse(answer)]),
      ),
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

/** Those that the row names, and the one that `fresh` brings along. */
function toProblems({ problems = [], fresh }: ApiRoute): ProblemCode[] {
  return [...new Set([...problems, ...(fresh === true ? ['step_up_needed' as const] : [])])]
}

/** Any one of these. */
function toSecurity({ who, token }: ApiRoute): Record<string, string[]>[] {
  if (who === 'everybody') return []
  return [{ session: [] }, ...(token === true ? [{ token: [] }] : [])]
}

function toResponse(answer: ApiAnswer): Record<string, unknown> {
  const { schema, ...rest } = answer
  return {
    description: rest.description,
    ...(schema && { content: toContent({ ...rest, schema }) }),
  }
}

function toContent({
  schema,
  type = 'application/json',
}: Required<Pick<ApiAnswer, 'schema'>> & { type?: string }) {
  return { [type]: { schema: toSchema(schema) } }
}

function pathParameters(path: string): Record<string, unknown>[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
}

function queryParameters({ query }: ApiRoute): Record<string, unknown>[] {
  if (!query) return []
  const { properties = {}, required = [] } = toSchema(query)
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

function toSchema(schema: v.GenericSchema): JsonSchema {
  const {
    $schema: _,
    $defs: __,
    ...rest
  } = toJsonSchema(schema, { ...conversion, definitions: named })
  return rest
}

function ref(name: keyof typeof named): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}
