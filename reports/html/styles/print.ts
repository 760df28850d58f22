/** On paper: black on white, what is broken opened, nothing to press. */
export const printStyle = `
@media print{
@page{margin:8mm}
:root{color-scheme:light!important}
body{font-size:11pt}
header,main,footer{max-width:none;padding:0}
button,form,.skip,#filter,.pair,.again,.more,.copyable,.steps{display:none!important}
.inside,.requirement{font-size:7.5pt;line-height:1.2;padding-top:0;padding-bottom:0;margin-top:0;margin-bottom:2pt}
.broken summary{padding:1pt 0}.broken .facts{padding:0}.requirement h4,.requirement p,.requirement dl{margin:0 0 2pt}
.broken .rows{columns:2;column-gap:18pt}.broken summary,.requirement h4{font-size:8pt;line-height:1.2}.broken summary *{font-size:8pt;margin:0}.broken .line{margin:0}.requirement p code,.requirement dd code{font-size:7pt}.facts{gap:0}.facts div{grid-template-columns:58pt minmax(0,1fr);gap:6pt}.broken .inside{padding-left:14pt}
.matrix,.matrix .of{font-size:7pt!important}.matrix th[scope=row]{min-width:80pt}section[aria-labelledby=matrix] :is(td,th){padding:1pt 3pt;line-height:1.15;height:auto}section[aria-labelledby=matrix] :is(td,th) *{padding-top:0;padding-bottom:0;margin-top:0;margin-bottom:0;min-height:0}.cell a{display:block}.cell a>*{display:inline!important}
section{margin-top:14pt}
.answer{grid-template-columns:minmax(0,1fr) 170pt;gap:14pt}.run{font-size:8.5pt}.run div{grid-template-columns:62pt minmax(0,1fr)}.share{min-width:40pt}.counts th,.counts td{padding-left:7pt}
.broken details:not(.more)::details-content{content-visibility:visible;block-size:auto}
.all,.samples,.about,.reasons ul.names{display:none}
.requirement,.rows>li,tr,.facts{break-inside:avoid}
h2,h3,summary{break-after:avoid}
a{color:inherit}
figure pre{max-height:none}
.cell a,.first,figure pre,.copyable pre{print-color-adjust:exact}
}
`
