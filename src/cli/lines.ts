/** Lines that must not be seen: asked for on a terminal without echo, or read from standard input. */
import { createInterface } from 'node:readline'
import { ask } from './passphrase.ts'

/** Blank lines of standard input are kept, for answers go by line number. */
export async function askLines(prompt: string): Promise<string[]> {
  if (!process.stdin.isTTY) return Array.fromAsync(createInterface({ input: process.stdin }))
  const lines: string[] = []
  for (let line = await ask(prompt); line.trim() !== ''; line = await ask(prompt)) lines.push(line)
  return lines
}
