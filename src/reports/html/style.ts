/** The look of every HTML page: system fonts, light and dark, phone and A4; no file is fetched. */
import { createHash } from 'node:crypto'

const HEAT_STEPS = 10

/** Class of a matrix cell for a rate in [0, 1]. */
export const heatClass = (rate: number): string => `heat-${Math.round(rate * HEAT_STEPS)}`

const heat = Array.from(
  { length: HEAT_STEPS + 1 },
  (_, i) => `.heat-${i}{background:color-mix(in srgb,var(--mark) ${3 * i}%,transparent)}`,
).join('\n')

const STYLE = `
:root{color-scheme:light dark;--paper:#fdfcfa;--ink:#1b2430;--soft:#505b68;--line:#d9d6cf;--card:#f5f2ec;--mark:#1f5673;--second:#8a6d2f}
@media (prefers-color-scheme:dark){:root{--paper:#14181d;--ink:#e8e6e1;--soft:#a9b1ba;--line:#333b44;--card:#1c2228;--mark:#7fbbd9;--second:#d9b871}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:1.5rem 1.25rem 4rem;max-width:50rem;overflow-wrap:anywhere}
h1,h2,h3{font-family:Charter,"Iowan Old Style","Palatino Linotype",Georgia,serif;line-height:1.2;text-wrap:balance}
h1{font-size:1.75rem;margin:.15rem 0 .5rem}
h2{font-size:1.3rem;margin:2.75rem 0 .75rem;padding-top:.9rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.5rem 0 .4rem}
p,ul,ol,dl{margin:.5rem 0 1rem;max-width:44rem}
li{margin:.3rem 0}
.kicker{max-width:none;display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between;color:var(--soft);font-size:.875rem;letter-spacing:.02em}
.kicker strong{color:var(--ink)}
.soft,figcaption{color:var(--soft);font-size:.9rem}
.verdict{border:1px solid var(--line);border-left:.4rem solid var(--mark);background:var(--card);border-radius:.35rem;padding:1rem 1.25rem;margin:1.25rem 0}
.verdict .code{display:inline-block;font-size:.85rem;font-weight:600;letter-spacing:.06em;color:var(--mark);text-transform:uppercase}
.verdict .sentence{font:1.3rem/1.4 Charter,"Iowan Old Style","Palatino Linotype",Georgia,serif;margin:.35rem 0 0}
.weight{margin:.75rem 0 0}
.draft{border:2px solid var(--second);border-radius:.35rem;padding:.6rem 1rem;margin:1rem 0;max-width:none}
.fields{display:grid;grid-template-columns:minmax(8rem,17rem) 1fr;gap:.35rem 1rem}
.fields dt{color:var(--soft)}
.fields dd{margin:0}
.facts{max-width:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;margin:1rem 0;padding:0}
.facts div{border-top:2px solid var(--mark);padding-top:.35rem;display:flex;flex-direction:column;justify-content:space-between}
.facts dt{color:var(--soft);font-size:.85rem}
.facts dd{margin:0;font-size:1.35rem;font-variant-numeric:tabular-nums}
.questions dt{font-weight:600;margin-top:.75rem}
.questions dd{margin:.15rem 0 0}
figure{margin:1rem 0 1.5rem}
figure svg{display:block;width:100%;height:auto}
.scale svg{max-width:34rem}
svg text{fill:var(--ink);font:13px system-ui,"Segoe UI",Roboto,Arial,sans-serif}
svg .soft{fill:var(--soft);font-size:13px}
svg .small{font-size:11px}
svg .strong{font-weight:600}
svg .rule{stroke:var(--line);stroke-width:1}
svg .mark,.bar .estimate{fill:var(--mark)}
svg .second,.bar .range{fill:var(--second)}
svg .area{fill:var(--mark);opacity:.18}
svg .curve{fill:none;stroke:var(--mark);stroke-width:2}
svg .dotted{stroke:var(--soft);stroke-width:1;stroke-dasharray:2 4}
.bar .loss{fill:none;stroke:var(--second);stroke-width:1.4;vector-effect:non-scaling-stroke}
.bar{display:block;width:100%;min-width:6rem;height:1rem;margin-top:.25rem}
.bar .track{fill:var(--line);opacity:.5}
.bar .range{opacity:.55}
.scroll{overflow-x:auto;position:relative}
.scroll:focus-visible,summary:focus-visible{outline:2px solid var(--mark);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums;margin:.25rem 0}
caption{text-align:left;color:var(--soft);font-size:.9rem;padding-bottom:.35rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
th{font-weight:600}
thead th{color:var(--soft);font-size:.8rem;vertical-align:bottom}
th:not(.number),td:not(.number){min-width:4.5rem}
tbody th[scope=row]{min-width:6.5rem}
.stack:not(.heat) thead th{overflow-wrap:break-word}
.number{text-align:right;white-space:nowrap}
.bars,.drawn{width:38%}
.dot{text-align:center}
.dots thead th{font-size:.75rem}
.dots .number{min-width:0}
.dots .dot{min-width:3.4rem;padding-inline:.15rem}
.dots th[scope=row]{min-width:5.5rem}
.dots tfoot th,.dots tfoot td{color:var(--soft)}
td small,th small{display:block;font-weight:400;color:var(--soft)}
.heat small{color:var(--ink)}
code,.hash{font:0.8rem/1.4 ui-monospace,"SF Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
pre{background:var(--card);border:1px solid var(--line);border-radius:.35rem;padding:.75rem 1rem;white-space:pre-wrap}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
details{margin:.5rem 0}
summary{cursor:pointer;color:var(--mark);padding:.3rem 0}
footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:.75rem;color:var(--soft);font-size:.85rem}
.blank{display:inline-block;height:1.7rem;width:100%;max-width:20rem;border-bottom:1px solid var(--ink)}
${heat}
@media (max-width:34rem){.fields{grid-template-columns:1fr}.fields dd{margin-bottom:.5rem}body{padding:1rem .9rem 3rem}h1{font-size:1.45rem}.verdict .sentence{font-size:1.12rem}.stack .number{white-space:normal}.scroll{scrollbar-width:thin}.scroll caption{max-width:calc(100vw - 1.8rem)}.dots .bars,.dots tr>:last-child{display:none}.dots th,.dots td{padding-inline:.25rem}.dots th[scope=row]{min-width:3.5rem}
.stack thead{display:none}.stack caption{display:block}.stack,.stack tbody,.stack th,.stack td{display:block;width:100%}
.stack tr{display:flex;flex-wrap:wrap;gap:0 1.25rem;border-bottom:1px solid var(--line);padding:.5rem 0}.stack th,.stack td{border:0;padding:.1rem 0;text-align:left}
.stack td[data-label]::before{content:attr(data-label) ": ";color:var(--soft)}.stack td:empty{display:none}.stack td.number{width:auto;min-width:0}.stack td.drawn{order:1}.stack td.drawn::before{content:none}.heat.stack td{padding:.3rem .6rem;margin-top:.25rem}.heat.stack td[data-label]::before{color:var(--ink);font-weight:600}}
@page{size:A4;margin:18mm 15mm 16mm}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--card:#f6f6f6;--mark:#1f5673;--second:#8a6d2f}
html{font-size:10.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}body{max-width:none;padding:0}.scroll{overflow:visible}
h2,h3,caption,summary{break-after:avoid}details,thead{break-inside:avoid}thead,tbody tr:first-child{break-after:avoid}figure,tr,.verdict,.facts,li{break-inside:avoid}
.scale svg{max-width:25rem}.verdict,.draft{box-decoration-break:clone}details::details-content{content-visibility:visible;block-size:auto}summary{list-style:none}}
`

/** @param running stands at the head of every printed page, with the number of the page at its foot: letters, digits and `:+.,-` */
export function styleOf(running: string): string {
  if (!/^[\w :+.,-]*$/.test(running)) throw new RangeError('the running head would end its string')
  return `${STYLE}@page{@top-right{content:"${running}";${MARGIN_FONT}}@bottom-right{content:counter(page) " / " counter(pages);${MARGIN_FONT}}}
`
}

const MARGIN_FONT = 'font:8pt system-ui,"Segoe UI",Roboto,Arial,sans-serif;color:#444'

/** The page forbids everything but its very style: no script, no image, no font, no request. */
export const policyOf = (style: string): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
