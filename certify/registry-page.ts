import { html, trusted } from '../reports/html/markup.ts'
import { bundleFiles } from './bundle.ts'
import { nameOf } from './profile.ts'
import type { Rejected, Verified } from './verify.ts'

/** A bundle, by the folder it lies in, with what verifying it came to. */
export type Entry = { readonly folder: string; readonly result: Verified | Rejected }

type Facts = { readonly now: Date; readonly version: string }

/** All certificates of a folder, contract by contract: what a vendor publishes beside them. */
export const registryPage = (entries: readonly Entry[], { now, version }: Facts): string => {
  const contracts = [...new Set(entries.map(contractOf))].sort()
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Certificates of conformance</title>
<link rel="icon" href="data:,">
<style>${trusted(style)}</style>
</head>
<body>
<main>
<h1>Certificates of conformance</h1>
<p>Verified on ${now.toISOString()} by assay ${version}. Who wants to be sure verifies a bundle again: <code>assay verify</code>.</p>
${contracts.map(
  (contract) => html`<h2>${contract}</h2>
<table>
<thead><tr><th scope="col">Implementation</th><th scope="col">Profile</th><th scope="col">Certified</th><th scope="col">Issued</th><th scope="col">Expires</th><th scope="col">Key</th><th scope="col">Verified</th></tr></thead>
<tbody>
${entries.filter((one) => contractOf(one) === contract).map(row)}
</tbody>
</table>
`,
)}
</main>
</body>
</html>
`.markup
}

const contractOf = ({ result }: Entry): string => result.conformance?.contract.id ?? 'unknown'

const row = ({ folder, result }: Entry) => {
  const conformance = result.conformance
  const link = `${encodeURIComponent(folder)}/${bundleFiles.page}`
  const name =
    conformance === undefined
      ? folder
      : conformance.target.kind === 'reference'
        ? 'REFERENCE of Assay'
        : conformance.target.url
  return html`<tr class="${result.kind}"><th scope="row"><a href="${link}">${name}</a></th><td>${conformance ? nameOf(conformance.profile) : '–'}</td><td>${conformance?.covered.certified ?? '–'}</td><td>${day(conformance?.issuedAt)}</td><td>${day(conformance?.expiresAt)}</td><td><code>${result.kind === 'verified' ? result.keyId.slice(0, 16) : '–'}</code></td><td>${result.kind === 'verified' ? 'yes' : html`no: ${result.stage}: ${result.why}`}</td></tr>
`
}

const day = (moment: string | undefined): string => moment?.slice(0, 10) ?? '–'

const style = `body{margin:0;color:#1c1d1f;background:#fff;font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:1200px;margin:0 auto;padding:24px}
table{border-collapse:collapse;width:100%}
th,td{padding:6px 12px 6px 0;text-align:left;vertical-align:top;border-bottom:1px solid #e3e3de;overflow-wrap:anywhere}
thead th{color:#5d6066;font-weight:400}
tbody th{font-weight:600}
tr.rejected td:last-child{color:#b0261d}
code{font-size:13px}
`
