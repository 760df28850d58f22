import { depthOf } from '../core/depth.ts'
import { html, trusted } from '../reports/html/markup.ts'
import type { Conformance } from './statement.ts'

/** The certificate as one A4 sheet: what is shown, by what, and what is not. All of it stands in the signed statement. */
export const certificatePage = (one: Conformance, keyId: string): string => {
  const { contract, profile, target, run, seed, covered, summary } = one
  const isReference = target.kind === 'reference'
  const weakest = one.requirements.reduce((most, { bound }) => Math.max(most, bound), 0)
  const fewest = one.requirements.reduce((least, { observed }) => Math.min(least, observed), Number.POSITIVE_INFINITY)
  const classes = classesIn(one)
  const wide = one.readings.filter(({ reading }) => reading === 'wide')
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${isReference ? 'REFERENCE · ' : ''}${contract.id} ${profile.name}@${profile.revision} · Assay certificate</title>
<link rel="icon" href="data:,">
<style>${trusted(style)}</style>
</head>
<body>
<main>
<p class="kind">Assay certificate of conformance</p>
${isReference ? html`<p class="reference">REFERENCE: the embedded reference of Assay was run, and nobody's service.</p>` : undefined}
<h1>${contract.title}</h1>
<p class="target">${target.url}</p>
<dl>
<dt>Contract</dt><dd>${contract.id} ${contract.version} <code>${short(contract.digest)}</code></dd>
<dt>Profile</dt><dd>${profile.name}@${profile.revision} <code>${short(profile.digest)}</code></dd>
<dt>Certified</dt><dd><b>${covered.certified}</b> requirements, each seen kept, by a check that was seen to turn red at a broken service</dd>
<dt>Not certified</dt><dd>${covered.notCertified} of the profile, and ${one.notShown.length - covered.notCertified} beside it; the statement names each, and why</dd>
<dt>Run</dt><dd>${run.requests} requests in ${run.cases} cases, depth ${depthOf(one.settings)}, begun ${run.startedAt}</dd>
<dt>Values</dt><dd>${classes.tried} of ${classes.of} classes of values stood in requests that were taken</dd>
<dt>Seed</dt><dd>${seed.value}, from target, contract and harness${seed.nonce === undefined ? '' : ` and the public value “${seed.nonce}”`}</dd>
<dt>Harness</dt><dd>assay ${one.tool.version} <code>${short(one.tool.digest)}</code>; measured by ${one.assurance.services.mutants} mutants and ${one.assurance.services.faults} faults</dd>
<dt>Issued</dt><dd>${day(one.issuedAt)}; expires <b>${day(one.expiresAt)}</b></dd>
<dt>Key</dt><dd><code>${keyId}</code></dd>
<dt>Evidence</dt><dd>${one.evidence.lines} lines, root <code>${one.evidence.merkleRoot}</code></dd>
</dl>
<h2>All requirements of the contract</h2>
<table>
<thead><tr><th scope="col">Level</th>${verdicts.map((verdict) => html`<th scope="col">${verdict}</th>`)}</tr></thead>
<tbody>
${(['must', 'should', 'may'] as const).map((level) => html`<tr><th scope="row">${level}</th>${verdicts.map((verdict) => html`<td>${summary[level][verdict]}</td>`)}</tr>`)}
</tbody>
</table>
<h2>What this does not say</h2>
<ul>
<li>That no request breaks a promise: each certified promise was kept in ${Number.isFinite(fewest) ? fewest : 0} exchanges or more. Of those seen least, up to ${(100 * weakest).toFixed(1)} % of such requests may break one (95 % bound).</li>
<li>That the replies are those of the service: who signed may have made them up, unless a second party ran the same seed and the two were compared.</li>
<li>That another service, or a later version of this one, does the same.</li>
${wide.length > 0 ? html`<li>Where the documents contradict themselves, the wide reading was taken ${wide.length === 1 ? 'once' : `${wide.length} times`}: ambiguities ${wide.map(({ ambiguity }) => ambiguity).join(', ')}.</li>` : undefined}
${one.onTrust.length > 0 ? html`<li>${one.onTrust.length} verdicts hang on a secret, and are the word of who signed.</li>` : undefined}
</ul>
<p class="how">Verify with <code>assay verify</code> in the folder of this page: it derives the requests again, and judges the replies again.</p>
</main>
</body>
</html>
`.markup
}

const classesIn = ({ requirements }: Conformance): { readonly tried: number; readonly of: number } =>
  requirements.reduce(
    (sum, { classes = { tried: 0, of: 0 } }) => ({ tried: sum.tried + classes.tried, of: sum.of + classes.of }),
    { tried: 0, of: 0 },
  )

const verdicts = ['pass', 'warn', 'fail', 'inconclusive', 'untested', 'error'] as const

const short = (digest: string): string => digest.slice(0, 16)

const day = (moment: string): string => moment.slice(0, 10)

const style = `@page{size:A4;margin:14mm}
*{box-sizing:border-box}
body{margin:0;color:#1c1d1f;background:#fff;font:11pt/1.4 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:182mm;margin:0 auto;padding:8mm 0}
h1{font-size:22pt;line-height:1.15;margin:0 0 1mm}
h2{font-size:12pt;margin:6mm 0 2mm}
.kind{margin:0 0 2mm;color:#5d6066}
.reference{margin:0 0 4mm;padding:3mm;border:.6mm solid #b0261d;color:#b0261d;font-weight:700}
.target{margin:0 0 5mm;font-size:13pt;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:28mm 1fr;gap:1mm 4mm;margin:0}
dt{color:#5d6066}
dd{margin:0;overflow-wrap:anywhere}
code{font:9pt ui-monospace,Menlo,Consolas,monospace}
table{border-collapse:collapse}
th,td{padding:.6mm 4mm .6mm 0;text-align:right}
th:first-child{text-align:left}
thead th{color:#5d6066;font-weight:400;border-bottom:.2mm solid #c9c9c4}
ul{margin:0;padding-left:5mm}
.how{margin:5mm 0 0;color:#5d6066}
`
