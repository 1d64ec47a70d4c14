/** Writes a tar archive from names, contents and types. */

export interface TarMember {
  readonly name: string
  readonly content: string | Uint8Array
  readonly type?: string
  /** Written into the header instead of the true one. */
  readonly size?: number
}

const BLOCK = 512

export function toTar(members: readonly TarMember[]): Buffer {
  const blocks = members.flatMap(({ name, content, type = '0', size }) => {
    const bytes = Buffer.from(content)
    const header = Buffer.alloc(BLOCK)
    header.write(name, 0)
    header.write('0000644\0', 100)
    header.write(`${(size ?? bytes.length).toString(8).padStart(11, '0')}\0`, 124)
    header.write(' '.repeat(8), 148)
    header.write(type, 156)
    header.write('ustar\x0000', 257)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    return [header, bytes, Buffer.alloc(-bytes.length & (BLOCK - 1))]
  })
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)])
}
