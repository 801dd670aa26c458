import {
  exportQuery,
  fileImport,
  importChange,
  importCommit,
  importPreview,
  importPreviewQuery,
  importsAnswer,
  importUploadQuery,
} from '@skrin/shared/api/files'
import * as v from 'valibot'
import type { ApiRoute } from './apiRoutes.ts'

/** Files that come in, and files that go out. */
export const fileRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/imports',
    summary: 'One’s own imports of files',
    who: 'members',
    answers: { 200: { description: 'The newest first', schema: importsAnswer } },
  },
  {
    method: 'post',
    path: '/api/imports',
    summary: 'Read a file of transactions, the body as it is; nothing is kept but a preview',
    who: 'members',
    query: importUploadQuery,
    answers: { 201: { description: 'What an import would do', schema: importPreview } },
    problems: ['file_unreadable', 'payload_too_large'],
  },
  {
    method: 'get',
    path: '/api/imports/{id}',
    summary: 'What an import would do, a hundred rows at a time',
    who: 'members',
    query: importPreviewQuery,
    answers: { 200: { description: 'The preview', schema: importPreview } },
    problems: ['not_found'],
  },
  {
    method: 'patch',
    path: '/api/imports/{id}',
    summary:
      'Read it with other columns, another of its accounts, or into another account of one’s own',
    who: 'members',
    body: importChange,
    answers: { 200: { description: 'The preview, anew', schema: importPreview } },
    problems: ['not_found', 'import_over'],
  },
  {
    method: 'post',
    path: '/api/imports/{id}/commit',
    summary: 'Make transactions of its rows, all that are wanted or none',
    who: 'members',
    body: importCommit,
    answers: { 200: { description: 'Done', schema: fileImport } },
    problems: ['not_found', 'import_over', 'file_unreadable'],
  },
  {
    method: 'post',
    path: '/api/imports/{id}/undo',
    summary: 'Take back all that an import brought',
    who: 'members',
    answers: { 200: { description: 'Undone', schema: fileImport } },
    problems: ['not_found', 'import_over'],
  },
  {
    method: 'delete',
    path: '/api/imports/{id}',
    summary: 'Forget a preview',
    who: 'members',
    answers: { 204: { description: 'Forgotten' } },
    problems: ['not_found', 'import_over'],
  },
  {
    method: 'get',
    path: '/api/export',
    summary: 'All transactions that the list finds with these filters, as a file',
    who: 'members',
    token: true,
    query: exportQuery,
    answers: {
      200: {
        description: 'CSV, JSON or OFX, as it is made',
        schema: v.string(),
        type: 'application/octet-stream',
      },
    },
  },
  {
    method: 'get',
    path: '/api/export/all',
    summary: 'Everything that Skrin keeps of oneself, as a zip of JSON and CSV',
    who: 'members',
    fresh: true,
    answers: {
      200: { description: 'As it is made', schema: v.string(), type: 'application/zip' },
    },
  },
]
