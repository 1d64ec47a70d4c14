/** The frame of an HTML page: one file, no script, a policy that forbids every request. */
import { html, Markup } from './markup.ts'
import { policyOf, styleOf } from './style.ts'

/** @param running words of ours that stand on every printed page */
export function shell(title: string, body: Markup, running: string): string {
  const style = styleOf(running)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${body}
</body>
</html>
`
  return page.toString()
}
