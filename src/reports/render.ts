/** Renders by name: what the list knows, with every foreign text made inert first. */
import type { ProvenanceDocument } from '../provenance/document.ts'
import type { Cover } from './cover.ts'
import type { CaseFile } from './forms/case-file.ts'
import { formHtml } from './forms/form-html.ts'
import { formMarkdown } from './forms/form-markdown.ts'
import { FORMS, type FormFormat, REPORTS, type ReportFormat } from './index.ts'
import { inert } from './inert.ts'
import { page } from './page.ts'
import type { ReportedDocument } from './reported.ts'
import { DEFAULT_TLP } from './tlp.ts'

export const reportFormat = (name: string): ReportFormat | null =>
  REPORTS.find((format) => format.name === name) ?? null

export const formFormat = (name: string): FormFormat | null =>
  FORMS.find((format) => format.name === name) ?? null

/** JSON is data and stays as it is; everything else is read by people and by programs that people open it with. */
export const renderReport = (
  format: ReportFormat,
  document: ReportedDocument,
  cover: Cover,
): string =>
  format.name === 'json'
    ? format.render(document, cover)
    : format.render(inert(document), inert(cover))

/** What `match` prints. */
export const terminalPage = (document: ProvenanceDocument): string =>
  page(inert(document), { tlp: DEFAULT_TLP, changes: null })

export const renderForm = (format: FormFormat, file: CaseFile, medium: 'md' | 'html'): string => {
  const form = format.fill(inert(file))
  return medium === 'html' ? formHtml(form) : formMarkdown(form)
}
