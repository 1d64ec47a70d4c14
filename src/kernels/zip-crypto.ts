/** The old encryption of zip archives, a byte after the other. It hides nothing from those who try; archives still use it. */

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ ((sum & 1) * 0xedb88320)
  return sum
})

const next = (sum: number, byte: number): number => (sum >>> 8) ^ TABLE[(sum ^ byte) & 0xff]!

export class ZipCrypto {
  #first = 0x12345678
  #second = 0x23456789
  #third = 0x34567890

  constructor(password: Uint8Array) {
    for (const byte of password) this.#update(byte)
  }

  decrypt(bytes: Uint8Array): Uint8Array {
    const plain = new Uint8Array(bytes.length)
    for (let at = 0; at < bytes.length; at++) {
      const mask = (this.#third & 0xffff) | 2
      const byte = bytes[at]! ^ ((Math.imul(mask, mask ^ 1) >>> 8) & 0xff)
      plain[at] = byte
      this.#update(byte)
    }
    return plain
  }

  #update(byte: number): void {
    this.#first = next(this.#first, byte)
    this.#second = (Math.imul(this.#second + (this.#first & 0xff), 134_775_813) + 1) | 0
    this.#third = next(this.#third, this.#second >>> 24)
  }
}
