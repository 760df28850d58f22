/** What opens: causes, requirements, requests and replies. */
export const evidenceStyle = `
summary{cursor:pointer;list-style:none;position:relative}
summary::-webkit-details-marker{display:none}
summary:hover h3,summary:hover h4,.reasons summary:hover .why,.more>summary:hover,.rest>summary:hover,.alike>summary:hover,.strict>summary:hover{text-decoration:underline;text-underline-offset:3px}
summary h3,summary h4{display:inline}
.causes summary:has(h3),.operation>summary,.about summary{display:flex;gap:4px 14px;justify-content:space-between;align-items:baseline;padding:11px 0 11px 22px}
.causes summary:has(h3)::before,.operation>summary::before,.group>summary::before,.about summary::before{content:"";position:absolute;left:3px;top:19px;width:6px;height:6px;border:solid var(--soft);border-width:0 1.5px 1.5px 0;transform:rotate(-45deg)}
details[open]>summary:has(h3)::before,.group[open]>summary::before{transform:rotate(45deg)!important}
.causes summary .soft,.operation>summary .soft{flex:none;font-size:13.5px}
.causes h3{overflow-wrap:anywhere}
.broken h3{font-weight:600}
.warned h3,.readings h3{font-weight:500}
.inside{padding:4px 0 26px 22px}
.requirement{scroll-margin-top:90px}
.requirement .line{margin:3px 0 14px;display:flex;flex-wrap:wrap;gap:2px 12px;align-items:baseline}
.requirement .line code{color:var(--soft)}
.level{color:var(--soft)}
.facts{display:grid;gap:6px;max-width:900px}
.facts div{display:grid;grid-template-columns:110px minmax(0,1fr);gap:12px}
.facts dt{color:var(--soft)}
.facts dd{margin:0;overflow-wrap:anywhere}
.expected,.received{font-weight:600}
.received{color:var(--fail)}
.pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:14px;margin:18px 0}
figcaption,.label{font-size:13px;color:var(--soft);margin-bottom:5px;display:block}
figure pre,.copyable pre{background:var(--tint);border-radius:6px;padding:12px 14px}
figure pre{max-height:460px;overflow:auto}
.copyable{position:relative;margin-bottom:6px}
.copyable pre{padding-right:76px}
.copy{position:absolute;top:6px;right:6px;min-height:28px;padding:2px 10px}
.again{margin-top:4px}
.more{margin-top:8px}
.more>summary,.alike>summary,.strict>summary,.rest>summary{color:var(--link);padding:3px 0;width:fit-content;max-width:100%;overflow-wrap:anywhere}
.more>ul,.more>ol{padding:4px 0 6px 22px;overflow-wrap:anywhere}
.more>.copyable{margin-top:6px}
.rest>summary{padding:9px 0}
.alike{margin-top:10px;border-top:1px solid var(--line);padding-top:8px}
.alike .requirement{padding:12px 0 8px}
.operation,.about details{border-top:1px solid var(--line)}
.group{margin-left:22px}
.group>summary{padding:5px 0 5px 20px;display:flex;flex-wrap:wrap;gap:2px 12px;align-items:baseline}
.group>summary h4{min-width:96px;font-weight:500}
.group>summary::before{top:13px}
.group>table{margin-left:20px;width:calc(100% - 20px)}
.operation[open]{padding-bottom:16px}
.about h4{margin:18px 0 4px}
.about .names{padding-left:0}
@media (max-width:760px){
.pair{grid-template-columns:minmax(0,1fr)}
.inside{padding-left:0}
.facts div{grid-template-columns:1fr;gap:0}
.group{margin-left:0}
.group>table{margin-left:0;width:100%}
.causes summary:has(h3),.operation>summary{flex-wrap:wrap}
}
`
