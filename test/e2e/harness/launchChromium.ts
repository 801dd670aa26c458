import { existsSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
import type { BrowserServer } from 'playwright-core'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** A real Chromium: the one inside the npm package where that runs, else one that is installed. */
export async function launchChromium(): Promise<BrowserServer> {
  return playwright.launchServer({ executablePath: await findExecutable(), args: flags })
}

const flags = [
  // Containers often allow no sandbox; only pages of this project are opened.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  // Nothing but the pages under test goes over the network.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

async function findExecutable(): Promise<string> {
  const isPackaged = process.platform === 'linux' && process.arch === 'x64'
  const path = isPackaged ? await chromium.executablePath() : installed.find(existsSync)
  if (path === undefined) throw new Error(`no Chromium at ${installed.join(', ')}`)
  return path
}
