/** Key files, in clear and under a passphrase, with something done to them: refused in our words, or still the same key. */
import { Encrypter } from 'age-encryption'
import { expect, test } from 'vitest'
import { AppError } from '../../src/core/error.ts'
import { CaseKey } from '../../src/tokens/case-key.ts'
import { isProtected, unprotect } from '../../src/tokens/protected-key.ts'
import { FUZZ_TIMEOUT_MS, fuzz, mutated } from '../fuzz.ts'

const LINE = CaseKey.generate().exposeLine()
const PASSPHRASE = 'seven brown owls'

/** The key line that the bytes hold. @throws AppError */
async function opened(bytes: Buffer): Promise<string> {
  const line = isProtected(bytes)
    ? await unprotect(bytes, async () => PASSPHRASE)
    : bytes.toString('latin1')
  return CaseKey.parse(line).exposeLine()
}

async function judge(bytes: Buffer): Promise<void> {
  try {
    expect(await opened(bytes)).toBe(LINE)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.exit).toBe(4)
    const secret = LINE.split(' ')[2] ?? ''
    expect(`${error.message} ${error.hint}`).not.toContain(secret.slice(0, 8))
  }
}

test('in clear', { timeout: FUZZ_TIMEOUT_MS }, () =>
  fuzz('key line', 2000, (random) => judge(mutated(random, Buffer.from(LINE, 'latin1')))),
)

test('under a passphrase', { timeout: FUZZ_TIMEOUT_MS }, async () => {
  const encrypter = new Encrypter()
  // As cheap as can be: what is tried here is the form, not the passphrase.
  encrypter.setScryptWorkFactor(1)
  encrypter.setPassphrase(PASSPHRASE)
  const bytes = Buffer.from(await encrypter.encrypt(LINE))
  await fuzz('key under a passphrase', 300, (random) => judge(mutated(random, bytes)))
})

test('a passphrase file that asks for hours of work is refused at once', async () => {
  const head = 'age-encryption.org/v1\n-> scrypt 7Ng7KGdvcPOFGGq8vpJtVg 30\n'
  await expect(
    opened(Buffer.from(`${head}${'A'.repeat(43)}\n--- ${'A'.repeat(43)}\n`)),
  ).rejects.toMatchObject({
    code: 'KEY_LOCKED',
  })
})
