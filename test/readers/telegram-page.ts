/** Writes messages as Telegram Desktop writes the pages of its HTML export. */

export interface Written {
  readonly id: number
  readonly type?: string
  readonly date: string
  readonly from?: string
  readonly reply_to_message_id?: number
  readonly text: unknown
}

interface Page {
  readonly title: string
  readonly messages: readonly Written[]
  readonly previous?: string
  readonly next?: string
}

export function toPage({ title, messages, previous, next }: Page): string {
  const written = messages.map((message, index) => toMessage(message, messages[index - 1]?.from))
  return `<!DOCTYPE html>
<html>

 <head>

  <meta charset="utf-8"/>
<title>Exported Data</title>
  <meta content="width=device-width, initial-scale=1.0" name="viewport"/>

  <link href="css/style.css" rel="stylesheet"/>

  <script src="js/script.js" type="text/javascript">

  </script>

 </head>

 <body onload="CheckLocation();">

  <div class="page_wrap">

   <div class="page_header">

    <div class="content">

     <div class="text bold">
${escaped(title)}
     </div>

    </div>

   </div>

   <div class="page_body chat_page">

    <div class="history">
${previous === undefined ? '' : pagination(previous, 'Previous messages')}
${written.join('\n')}
${next === undefined ? '' : pagination(next, 'Next messages')}
    </div>

   </div>

  </div>

 </body>

</html>
`
}

const pagination = (href: string, words: string): string =>
  `     <a class="pagination block_link" href="${href}">\n${words}\n     </a>\n`

function toMessage(message: Written, before: string | undefined): string {
  const { id, date, from = '', text, reply_to_message_id: replied } = message
  if (message.type === 'service') {
    return `     <div class="message service" id="message${id}">\n\n      <div class="body details">\n12 June 2023\n      </div>\n\n     </div>\n`
  }
  const joined = from === before
  const name = joined ? '' : `       <div class="from_name">\n${escaped(from)} \n       </div>\n\n`
  const userpic = joined
    ? ''
    : `      <div class="pull_left userpic_wrap">\n\n       <div class="userpic userpic3" style="width: 42px; height: 42px">\n\n        <div class="initials" style="line-height: 42px">\n${escaped(from.slice(0, 1))}\n        </div>\n\n       </div>\n\n      </div>\n\n`
  const reply =
    replied === undefined
      ? ''
      : `       <div class="reply_to details">\nIn reply to <a href="#go_to_message${replied}" onclick="return GoToMessage(${replied})">this message</a>\n       </div>\n\n`
  return `     <div class="message default clearfix${joined ? ' joined' : ''}" id="message${id}">

${userpic}      <div class="body">

       <div class="pull_right date details" title="${title(date)}">
${date.slice(11, 16)}
       </div>

${name}${reply}       <div class="text">
${toText(text)}
       </div>

      </div>

     </div>
`
}

const title = (date: string): string =>
  `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)} ${date.slice(11)} UTC+05:30`

function toText(text: unknown): string {
  if (typeof text === 'string') return escaped(text).replaceAll('\n', '<br>')
  if (!Array.isArray(text)) return ''
  return text.map(toPart).join('')
}

function toPart(part: unknown): string {
  if (typeof part !== 'object' || part === null || !('text' in part)) return toText(part)
  const inner = toText(part.text)
  const type = 'type' in part ? part.type : ''
  if (type === 'bold') return `<strong>${inner}</strong>`
  if (type === 'code') return `<code>${inner}</code>`
  if (type === 'phone') return `<a href="tel:${inner}">${inner}</a>`
  return inner
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
