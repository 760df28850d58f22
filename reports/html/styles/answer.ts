/** The first screen: outcome, counts, facts, and what voids the run. */
export const answerStyle = `
.answer{margin-top:36px;display:grid;grid-template-columns:minmax(0,1fr) minmax(260px,340px);gap:40px 64px;align-items:start;color:var(--ink)}
.answer .sign{flex:none;display:inline-grid;place-items:center;width:1.25em;height:1.25em;border-radius:50%;font-size:.72em;color:var(--paper);background:var(--pass)}
.answer.nonconformant .sign,.answer.unusable .sign{background:var(--fail)}
.answer.incomplete .sign{background:var(--inconclusive)}
.lead{margin:14px 0 26px;font-size:17px;max-width:56ch;text-wrap:pretty}
.counts{border-collapse:collapse;width:100%;max-width:640px}
.counts th,.counts td{padding:6px 0 6px 14px;text-align:right;font-weight:400;border-top:1px solid var(--line)}
.counts thead th{font-size:12.5px;color:var(--soft);border:0;padding-top:0}
.counts thead td{border:0}
.counts th:first-child{text-align:left;padding-left:0}
.counts tbody td{font-weight:600}
.counts td a{color:inherit;text-decoration-color:var(--line);text-underline-offset:3px;display:inline-block;min-width:24px;min-height:24px}
.counts .zero{color:var(--soft);font-weight:400}
.share{width:34%;min-width:80px}
.bar{display:block;width:100%;height:8px;border-radius:4px}
.bar .pass{fill:var(--pass)}.bar .warn{fill:var(--warn)}.bar .fail,.bar .error{fill:var(--fail)}
.bar .inconclusive{fill:var(--inconclusive)}.bar .untested{fill:light-dark(#d3d3ce,#44484e)}
.run{font-size:14px;border-left:1px solid var(--line);padding-left:28px;display:grid;gap:7px}
.run div{display:grid;grid-template-columns:104px minmax(0,1fr);gap:12px}
.run dt{color:var(--soft)}
.run dd{margin:0}
.first{background:var(--warn-tint);border-left:3px solid var(--warn);padding:16px 20px;border-radius:0 6px 6px 0}
.first h2{font-size:16px;margin-bottom:6px}
.first li{overflow-wrap:anywhere;margin-top:4px}
@media (max-width:860px){
.answer{grid-template-columns:minmax(0,1fr);gap:28px}
.run{border-left:0;padding-left:0;border-top:1px solid var(--line);padding-top:18px}
}
@media (max-width:640px){
.counts,.counts tbody{display:block}
.counts thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.counts tr{display:flex;flex-wrap:wrap;gap:2px 14px;padding:10px 0;border-top:1px solid var(--line)}
.counts th,.counts td{padding:0;border:0;text-align:left}
.counts tbody th{flex:1 0 20%;font-weight:600}
.counts .share{flex:1 0 70%;align-self:center}
.counts .zero{display:none}
.counts td[data-word]::after{content:" " attr(data-word);font-weight:400}
}
`
