/** A column for each target. On a narrow screen each row becomes a block, whose cells name their column. */
export const besideStyle = `
.beside{font-size:14px;table-layout:fixed}
.beside caption{text-align:left;color:var(--soft);font-size:13px;padding-bottom:6px}
.beside th,.beside td{text-align:left;vertical-align:top;padding:9px 14px 9px 0;border-top:1px solid var(--line);font-weight:400;overflow-wrap:anywhere}
.beside thead th{border:0;color:var(--soft);font-size:13px;padding-bottom:6px}
.beside thead b,.letter{color:var(--ink);font-weight:650}
.beside .group th{font-weight:600;padding-top:22px;border:0}
.beside td[data-column]{padding-left:10px}
.beside thead th[data-target]{padding-left:10px}
.beside .promise{width:38%}
.beside code{display:block;color:var(--soft);font-size:12px}
.beside .why{display:block;color:var(--soft);font-size:12.5px;line-height:1.4}
.beside td.fail,.beside td.error{background:var(--fail-tint)}
.beside td.warn{background:var(--warn-tint)}
.beside td.inconclusive{background:var(--inconclusive-tint)}
.beside td .why,.beside td .of{color:var(--ink)}
.beside .of{display:block;font-size:12.5px;line-height:1.4}
.beside td.absent{color:var(--soft)}
.side>h3{margin:26px 0 10px}
.side>.beside+p.soft{margin-top:12px}
.side details.operation .beside{margin:0 0 14px}
@media (max-width:760px){
.beside,.beside tbody{display:block}
.beside thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.beside tr{display:block;padding:8px 0 10px;border-top:1px solid var(--line)}
.beside th,.beside td{display:block;border:0;padding:3px 8px}
.beside td[data-column]::before{content:attr(data-column) " ";font-weight:650}
.beside td[data-column]{padding-left:8px}
}
@media print{
.beside{font-size:8pt}
.beside th,.beside td{padding:2pt 6pt 2pt 0}
.beside .why,.beside code,.beside .of{font-size:7pt;line-height:1.2}
.beside td{print-color-adjust:exact}
.side>h2,.side>h3,.beside .group{break-after:avoid}
.agreeing{display:none}
}
`
