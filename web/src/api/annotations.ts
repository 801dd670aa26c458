import { annotationAnswer, bulkAnnotationAnswer, tagsAnswer } from '@skrin/shared/api/annotations'
import type {
  Annotation,
  AnnotationAnswer,
  BulkAnnotation,
  BulkAnnotationAnswer,
  TagsAnswer,
} from '@skrin/shared/api/annotations'
import type { TransactionId } from '@skrin/shared/brand'
import { callApi } from './apiClient.ts'

/** What is left out stays as it is. */
export function annotate(id: TransactionId, change: Annotation): Promise<AnnotationAnswer> {
  const path = `/transactions/${id}`
  return callApi({ method: 'PATCH', path, body: change, schema: annotationAnswer })
}

export function annotateMany(request: BulkAnnotation): Promise<BulkAnnotationAnswer> {
  return callApi({
    method: 'PATCH',
    path: '/transactions',
    body: request,
    schema: bulkAnnotationAnswer,
  })
}

export function fetchTags(signal?: AbortSignal): Promise<TagsAnswer> {
  return callApi({ path: '/tags', schema: tagsAnswer, signal })
}
