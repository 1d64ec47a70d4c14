/** The HTML report in a real browser: readable without scripts, silent, accessible, and whole on paper and on a phone. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import sparticuz from '@sparticuz/chromium'
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { htmlReport } from '../../src/reports/html.ts'
import { FORMS } from '../../src/reports/index.ts'
import { inert } from '../../src/reports/inert.ts'
import { renderForm } from '../../src/reports/render.ts'
import { DOCUMENTS, hostileDocument } from './documents.ts'
import { COVER, caseFile } from './renditions.ts'

const folder = mkdtempSync(join(tmpdir(), 'leakcheck-report-'))
const pages = new Map([
  ...Object.entries({ ...DOCUMENTS, hostile: hostileDocument }).map(
    ([code, document]) => [code, htmlReport(inert(document), COVER)] as const,
  ),
  ...FORMS.map(
    (form) => [form.name, renderForm(form, caseFile(DOCUMENTS.mixture), 'html')] as const,
  ),
])
const [PHONE_WIDTH, A4_WIDTH] = [360, 680]

let browser: Browser

beforeAll(async () => {
  for (const [name, text] of pages) writeFileSync(join(folder, `${name}.html`), text)
  browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ['--no-sandbox', '--disable-gpu'],
  })
})
afterAll(() => browser.close())

async function opened<T>(
  name: string,
  options: BrowserContextOptions,
  work: (page: Page, noise: readonly string[]) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext(options)
  try {
    const page = await context.newPage()
    const noise: string[] = []
    page.on('console', (message) => noise.push(message.text()))
    page.on('pageerror', (error) => noise.push(error.message))
    page.on('request', (request) => noise.push(request.url()))
    page.on('dialog', (dialog) => noise.push(dialog.message()))
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href)
    return await work(page, noise)
  } finally {
    await context.close()
  }
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/** Labels of drawings that reach over the edge of their drawing. */
const cutLabels = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll('svg text')].filter((text) => {
    const [label, drawing] = [text, text.ownerSVGElement].map((node) => node.getBoundingClientRect())
    return label.left < drawing.left - 1 || label.right > drawing.right + 1
  }).map((text) => text.textContent)`)

describe.each([...pages.keys()])('%s', (name) => {
  test('renders with scripts off, asks for nothing and says nothing', async () => {
    await opened(name, { javaScriptEnabled: false }, async (page, noise) => {
      expect(noise).toEqual([pathToFileURL(join(folder, `${name}.html`)).href])
      expect(await page.locator('h1').count()).toBe(1)
      expect(await page.locator('main').innerText()).not.toBe('')
      expect((await page.locator('h1').boundingBox())?.height).toBeGreaterThan(20)
    })
  })

  test.each(['light', 'dark'] as const)(
    'has no serious fault for axe-core, %s',
    async (colorScheme) => {
      const violations = await opened(name, { colorScheme }, async (page) => {
        await page.evaluate(axe.source)
        return page.evaluate<{ id: string; impact: string; nodes: { html: string }[] }[]>(
          'axe.run().then(({ violations }) => violations)',
        )
      })
      const serious = violations.filter(
        ({ impact }) => impact === 'serious' || impact === 'critical',
      )
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    },
  )

  test('fits a phone', async () => {
    const viewport = { width: PHONE_WIDTH, height: 740 }
    await opened(name, { viewport }, async (page) => {
      expect(await overflow(page)).toBe(0)
      expect(await cutLabels(page)).toEqual([])
    })
  })

  test('prints on A4, nothing cut off', async () => {
    const viewport = { width: A4_WIDTH, height: 1000 }
    await opened(name, { viewport }, async (page) => {
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
      const boxes = [...pdf.matchAll(/\/MediaBox\s*\[([^\]]*)\]/g)].map(([, box]) =>
        (box ?? '').trim().split(/\s+/).map(Number),
      )
      expect(boxes.length).toBeGreaterThan(0)
      for (const [, , width, height] of boxes) {
        expect(width).toBeCloseTo(595, -1)
        expect(height).toBeCloseTo(842, -1)
      }
      await page.emulateMedia({ media: 'print' })
      for (const table of await page.locator('details table').all())
        expect((await table.boundingBox())?.height).toBeGreaterThan(20)
      expect(await overflow(page)).toBe(0)
      expect(await cutLabels(page)).toEqual([])
    })
  })
})

test('the policy forbids what a page could be made to do', async () => {
  const text = pages.get('mixture') ?? ''
  writeFileSync(
    join(folder, 'tampered.html'),
    text.replace(
      '</main>',
      '<script>document.title="run"</script><img src="http://a.example/x"></main>',
    ),
  )
  await opened('tampered', {}, async (page, noise) => {
    expect(await page.title()).not.toBe('run')
    expect(noise.join('\n')).toMatch(/Content Security Policy/)
  })
})
