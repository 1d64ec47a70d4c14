/** The frame of an HTML page: one file, no script, a policy that forbids every request. */
import { html, Markup } from './markup.ts'
import { CONTENT_SECURITY_POLICY, STYLE } from './style.ts'

export function shell(title: string, body: Markup): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
${body}
</body>
</html>
`
  return page.toString()
}
