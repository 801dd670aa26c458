/** The program cannot start; the message is one line for the person who starts it, without any secret. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
