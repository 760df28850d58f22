/** On paper: black on white, what is broken opened, nothing to press. */
export const printStyle = `
@media print{
:root{color-scheme:light!important}
body{font-size:11pt}
header,main,footer{max-width:none;padding:0}
button,form,.skip{display:none!important}
section{margin-top:24pt}
.answer{grid-template-columns:1fr 220pt}
.broken details:not(.more)::details-content{content-visibility:visible;block-size:auto}
.all{display:none}
.pair,.requirement h4,.facts{break-inside:avoid}
h2,h3,summary{break-after:avoid}
a{color:inherit}
figure pre{max-height:none}
.cell a,.first,figure pre,.copyable pre{print-color-adjust:exact}
}
`
