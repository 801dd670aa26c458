/** The bank of accounts that only files fill: none that could be asked, so its connection is never connected. */
export const FILE_BANK = 'file'
