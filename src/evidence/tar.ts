/** A tar archive's members, streamed in their order; several archives in a row are one. */
import { Damage } from '../core/damage.ts'
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import type { Bounds } from './bounds.ts'
import { ByteSource } from './byte-source.ts'
import { brokenOff, type Ending, WHOLE } from './ending.ts'
import { type Member, type Members, Skipped } from './members.ts'
import { leftOut } from './paths.ts'
import { longName, paxRecords, TAR_BLOCK_BYTES, type TarHeader, tarHeader } from './tar-header.ts'

const NO_FOLDERS = new Map()
const LINKS = '12'
const DEVICES = '346'
const FOLDER = '5'
const SPARSE = 'S'

/** What is said of the next member before its own header. */
interface Said {
  name?: string
  size?: number
}

export class TarMembers implements Members {
  readonly inOrder = true
  readonly skipped = new Skipped()
  readonly #source: ByteSource
  readonly #bounds: Bounds
  #ending: Ending = WHOLE

  constructor(bytes: AsyncIterable<Uint8Array>, bounds: Bounds) {
    this.#source = new ByteSource(bytes)
    this.#bounds = bounds
  }

  ending(): Ending {
    return this.#ending
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Member> {
    try {
      yield* this.#members()
    } catch (error) {
      if (!(error instanceof Damage)) throw error
      this.#break()
    }
  }

  async *#members(): AsyncGenerator<Member> {
    let said: Said = {}
    while (await this.#isMore()) {
      const header = tarHeader(await this.#source.exactly(TAR_BLOCK_BYTES))
      this.#bounds.countEntry()
      const more = await this.#said(header)
      if (more !== null) {
        said = { ...said, ...more }
        continue
      }
      yield* this.#member({ ...header, ...said })
      said = {}
    }
  }

  /** Two blocks of zeros are an end, and more than zeros behind them another archive. Throws Damage where there is no end. */
  async #isMore(): Promise<boolean> {
    let zeros = 0
    for (;;) {
      const block = await this.#source.peek(TAR_BLOCK_BYTES)
      if (block.length === 0 && zeros > 0) return false
      if (block.length < TAR_BLOCK_BYTES) throw new Damage()
      if (block.some((byte) => byte !== 0)) return true
      this.#source.skip(TAR_BLOCK_BYTES)
      zeros++
    }
  }

  async *#member({ name, size, type }: TarHeader): AsyncGenerator<Member> {
    if (type === SPARSE) {
      throw new AppError(
        'INPUT_UNREADABLE',
        'the tar archive holds a sparse file, which is not read',
        {
          hint: 'unpack it, and name the files in it',
        },
      )
    }
    const isTaken = this.#isTaken(name, size, type)
    // Links and devices have no content, whatever their header says.
    const bytes = (LINKS + DEVICES + FOLDER).includes(type) ? 0 : size
    const start = this.#source.position
    const content = this.#source.stream(bytes)
    const left = (): number => start + bytes - this.#source.position
    if (isTaken) {
      yield {
        name,
        bytes: content,
        ending: () =>
          left() <= 0 ? WHOLE : brokenOff('a member of the archive is cut short', 'its end'),
      }
    }
    for await (const _ of content);
    for await (const _ of this.#source.stream(left()));
    if (left() > 0) throw new Damage()
    await this.#source.exactly(-bytes & (TAR_BLOCK_BYTES - 1))
  }

  #isTaken(name: string, size: number, type: string): boolean {
    if (type === FOLDER) return false
    const reason = LINKS.includes(type)
      ? 'link'
      : DEVICES.includes(type)
        ? 'device'
        : (leftOut(name, NO_FOLDERS) ?? (size === 0 ? 'empty' : null))
    if (reason !== null) this.skipped.add(reason)
    return reason === null
  }

  /** What a header says of the next member; `null` for a member itself. */
  async #said({ type, size }: TarHeader): Promise<Said | null> {
    if (!'xgLK'.includes(type)) return null
    if (size > LIMITS.tarExtraBytes) {
      throw new AppError(
        'INPUT_LIMIT',
        `the name of a member is over ${LIMITS.tarExtraBytes} bytes`,
      )
    }
    const content = await this.#source.exactly(size)
    await this.#source.exactly(-size & (TAR_BLOCK_BYTES - 1))
    if (type === 'L') return { name: longName(content) }
    return type === 'x' ? saidByPax(paxRecords(content)) : {}
  }

  #break(): void {
    this.#ending = brokenOff(
      'the tar archive breaks off or is damaged',
      `byte ${this.#source.position}`,
    )
  }
}

function saidByPax(records: ReadonlyMap<string, string>): Said {
  if ([...records.keys()].some((key) => key.startsWith('GNU.sparse.'))) {
    throw new AppError(
      'INPUT_UNREADABLE',
      'the tar archive holds a sparse file, which is not read',
      {
        hint: 'unpack it, and name the files in it',
      },
    )
  }
  const [name, size] = [records.get('path'), records.get('size')]
  const bytes = Number(size ?? 0)
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw new Damage()
  return { ...(name === undefined ? {} : { name }), ...(size === undefined ? {} : { size: bytes }) }
}
