/** The database cannot be reached now, or did not answer in time; asking again later may well work. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError'
}
