/** Standard input as a stream that can be left at any time, without the global `process`. */
import { createReadStream, fstatSync } from 'node:fs'
import { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { isatty, ReadStream } from 'node:tty'

const DESCRIPTOR = 0

/** A blocking read of a pipe would keep the program from ending, so pipes and terminals are read as Node reads its own. */
export function standardInput(): Readable {
  if (isatty(DESCRIPTOR)) return new ReadStream(DESCRIPTOR)
  const status = fstatSync(DESCRIPTOR)
  return status.isFIFO() || status.isSocket()
    ? new Socket({ fd: DESCRIPTOR, readable: true, writable: false })
    : createReadStream('', { fd: DESCRIPTOR, autoClose: false })
}
