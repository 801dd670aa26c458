import { viewAnswer, viewsAnswer } from '@skrin/shared/api/views'
import type { SavedView, ViewRequest } from '@skrin/shared/api/views'
import type { SavedViewId } from '@skrin/shared/brand'
import * as v from 'valibot'
import { callApi } from './apiClient.ts'

export async function fetchViews(signal?: AbortSignal): Promise<SavedView[]> {
  const { views } = await callApi({ path: '/views', schema: viewsAnswer, signal })
  return views
}

export async function saveView(request: ViewRequest): Promise<SavedView> {
  const { view } = await callApi({
    method: 'POST',
    path: '/views',
    body: request,
    schema: viewAnswer,
  })
  return view
}

export async function removeView(id: SavedViewId): Promise<void> {
  await callApi({ method: 'DELETE', path: `/views/${id}`, schema: v.unknown() })
}
