import type { Response, Router } from 'express'
import {
  addressConfirmation,
  addressRequest,
  noticeChange,
  noticeChannel,
  noticeSettingsRequest,
  readRequest,
} from '@skrin/shared/api/notices'
import type { NoticesAnswer, NoticeSettings } from '@skrin/shared/api/notices'
import { noticeId } from '@skrin/shared/api/primitives'
import type { UnreadAnswer } from '@skrin/shared/api/unread'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { countUnread, listNotices, markAllRead, markNotice } from '../notices/listNotices.ts'
import { confirmAddress, removeAddress, setAddress } from '../notices/noticeAddresses.ts'
import { readNoticeSettings, saveNoticeSettings } from '../notices/noticeSettings.ts'

export function createNoticesRouter(context: Context): Router {
  const router = createRouter()

  router.get('/notices', async (_request, response) => {
    const answer: NoticesAnswer = await listNotices(context, memberOf(response).id)
    response.json(answer)
  })

  router.get('/notices/unread', (_request, response) => sendUnread(context, response))

  router.post('/notices/read', async (request, response) => {
    const { until } = parseRequest(readRequest, request.body)
    await markAllRead(context, memberOf(response).id, until)
    await sendUnread(context, response)
  })

  router.patch('/notices/:id', async (request, response) => {
    const id = parseRequest(noticeId, request.params['id'])
    const { read } = parseRequest(noticeChange, request.body)
    await markNotice(context, memberOf(response).id, { id, read })
    await sendUnread(context, response)
  })

  router.get('/notice-settings', (_request, response) => sendSettings(context, response))

  router.put('/notice-settings', async (request, response) => {
    const wanted = parseRequest(noticeSettingsRequest, request.body)
    await saveNoticeSettings(context.db, memberOf(response).id, wanted)
    await sendSettings(context, response)
  })

  router.put('/notice-addresses/:channel', async (request, response) => {
    const channel = parseRequest(noticeChannel, request.params['channel'])
    const wanted = parseRequest(addressRequest, request.body)
    await setAddress(context, memberOf(response).id, { channel, wanted })
    await sendSettings(context, response)
  })

  router.post('/notice-addresses/:channel/confirm', async (request, response) => {
    const channel = parseRequest(noticeChannel, request.params['channel'])
    const { code } = parseRequest(addressConfirmation, request.body)
    await confirmAddress(context, memberOf(response).id, { channel, code })
    await sendSettings(context, response)
  })

  router.delete('/notice-addresses/:channel', async (request, response) => {
    const channel = parseRequest(noticeChannel, request.params['channel'])
    await removeAddress(context.db, memberOf(response).id, channel)
    await sendSettings(context, response)
  })

  return router
}

async function sendUnread(context: Context, response: Response): Promise<void> {
  const answer: UnreadAnswer = { unread: await countUnread(context, memberOf(response).id) }
  response.json(answer)
}

async function sendSettings(context: Context, response: Response): Promise<void> {
  const answer: NoticeSettings = await readNoticeSettings(context, memberOf(response).id)
  response.json(answer)
}
