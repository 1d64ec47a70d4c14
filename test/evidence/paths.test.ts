/** Arguments into files: folders for every file in them, in an order that does not depend on the disk. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expandPaths } from '../../src/evidence/paths.ts'
import { scratchFolder } from './scratch.ts'

function folderOf(...files: string[]): string {
  const folder = scratchFolder()
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), 'a,b\n')
  }
  return folder
}

test('files and standard input stay as they are, in their order', async () => {
  const folder = folderOf('b.csv', 'a.csv')
  const paths = [join(folder, 'b.csv'), '-', join(folder, 'a.csv')]
  expect(await expandPaths(paths)).toEqual(paths)
})

test('a folder is every file in it, sorted, hidden ones and links left out', async () => {
  const folder = folderOf(
    'z.csv',
    'a.csv',
    'parts/2.csv',
    'parts/10.csv',
    '.leakcheck/case.db',
    '.DS_Store',
  )
  symlinkSync('/dev/zero', join(folder, 'endless.csv'))
  symlinkSync(folder, join(folder, 'parts/again'))
  expect(await expandPaths([folder])).toEqual(
    ['a.csv', 'parts/10.csv', 'parts/2.csv', 'z.csv'].map((file) => join(folder, file)),
  )
})

test('what is not there is named by its place', async () => {
  const folder = folderOf('a.csv')
  const missing = [join(folder, 'a.csv'), join(folder, '9822011201.csv')]
  await expect(expandPaths(missing)).rejects.toMatchObject({
    code: 'FILE_MISSING',
    message: 'file 2 on the command line is not there',
  })
  await expect(expandPaths([folderOf('.hidden')])).rejects.toMatchObject({ code: 'FILE_MISSING' })
})

test('a Telegram export is its pages, in their order, without what Telegram lays around them', async () => {
  const folder = folderOf(
    'export_results.html',
    'css/style.css',
    'js/script.js',
    'images/back.png',
    'lists/chats.html',
    'chats/chat_1/messages.html',
    'chats/chat_1/messages2.html',
    'chats/chat_1/messages10.html',
    'chats/chat_1/photos/1.jpg',
    'chats/chat_1/files/dump.csv',
  )
  const pages = ['files/dump.csv', 'messages.html', 'messages2.html', 'messages10.html']
  expect(await expandPaths([folder])).toEqual(
    pages.map((page) => join(folder, 'chats/chat_1', page)),
  )
})

test('a folder of web pages is every file in it', async () => {
  const folder = folderOf('css/style.css', 'index.html', 'photos/1.csv')
  expect(await expandPaths([folder])).toHaveLength(3)
})
