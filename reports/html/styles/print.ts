/** On paper: black on white, what is broken opened, nothing to press. */
export const printStyle = `
@media print{
:root{color-scheme:light!important}
body{font-size:11pt}
header,main,footer{max-width:none;padding:0}
button,form,.skip,#filter,.pair,.again,.more,.copyable,.steps{display:none!important}
.inside,.requirement{font-size:8.5pt;line-height:1.3;padding-top:0;padding-bottom:0;margin-top:0;margin-bottom:4pt}
.broken summary{padding:2pt 0}.requirement h4,.requirement p,.requirement dl{margin:0 0 2pt}
section{margin-top:24pt}
.answer{grid-template-columns:1fr 220pt}
.broken details:not(.more)::details-content{content-visibility:visible;block-size:auto}
.all,.samples,.about,.reasons ul.names{display:none}
.requirement,.rows>li,tr,.facts{break-inside:avoid}
h2,h3,summary{break-after:avoid}
a{color:inherit}
figure pre{max-height:none}
.cell a,.first,figure pre,.copyable pre{print-color-adjust:exact}
}
`
