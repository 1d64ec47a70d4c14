/** CRC-64 as xz uses it (ECMA-182, reflected), in two halves of 32 bits. */

const LOW = new Int32Array(256)
const HIGH = new Int32Array(256)
for (let byte = 0; byte < 256; byte++) {
  let [low, high] = [byte, 0]
  for (let bit = 0; bit < 8; bit++) {
    const isOdd = low & 1
    low = (low >>> 1) | (high << 31)
    high >>>= 1
    if (isOdd === 1) {
      low ^= 0xd7870f42
      high ^= 0xc96c5795
    }
  }
  LOW[byte] = low
  HIGH[byte] = high
}

export class Crc64 {
  #low = -1
  #high = -1

  update(bytes: Uint8Array): void {
    let [low, high] = [this.#low, this.#high]
    for (let i = 0; i < bytes.length; i++) {
      const entry = (low ^ bytes[i]!) & 0xff
      low = ((low >>> 8) | (high << 24)) ^ LOW[entry]!
      high = (high >>> 8) ^ HIGH[entry]!
    }
    this.#low = low
    this.#high = high
  }

  /** Eight bytes, lowest first. */
  digest(): Uint8Array {
    const bytes = Buffer.alloc(8)
    bytes.writeInt32LE(~this.#low, 0)
    bytes.writeInt32LE(~this.#high, 4)
    return bytes
  }
}
