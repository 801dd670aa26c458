import { ruleAnswer, ruleEffect, rulePreview, rulesAnswer } from '@skrin/shared/api/rules'
import type {
  RuleAnswer,
  RuleEffect,
  RulePreview,
  RulePreviewRequest,
  RuleRequest,
  RulesAnswer,
} from '@skrin/shared/api/rules'
import type { RuleId } from '@skrin/shared/brand'
import { callApi } from './apiClient.ts'

export function fetchRules(signal?: AbortSignal): Promise<RulesAnswer> {
  return callApi({ path: '/rules', schema: rulesAnswer, signal })
}

export function makeRule(request: RuleRequest): Promise<RuleAnswer> {
  return callApi({ method: 'POST', path: '/rules', body: request, schema: ruleAnswer })
}

export function changeRule(id: RuleId, request: RuleRequest): Promise<RuleAnswer> {
  return callApi({ method: 'PUT', path: `/rules/${id}`, body: request, schema: ruleAnswer })
}

/** The first of them decides first. */
export function orderRules(order: readonly RuleId[]): Promise<RulesAnswer> {
  const body = { order: [...order] }
  return callApi({ method: 'PUT', path: '/rules', body, schema: rulesAnswer })
}

/** The rows that it changed get back what they had. */
export function removeRule(id: RuleId): Promise<RuleEffect> {
  return callApi({ method: 'DELETE', path: `/rules/${id}`, schema: ruleEffect })
}

/** To the rows that are there already. */
export function applyRule(id: RuleId): Promise<RuleEffect> {
  return callApi({ method: 'POST', path: `/rules/${id}/apply`, schema: ruleEffect })
}

/** What it would change; nothing changes. */
export function fetchRulePreview(
  request: RulePreviewRequest,
  signal?: AbortSignal,
): Promise<RulePreview> {
  return callApi({
    method: 'POST',
    path: '/rules/preview',
    body: request,
    schema: rulePreview,
    signal,
  })
}
