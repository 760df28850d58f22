/** The matrix and the plain lists. On a narrow screen their rows become blocks. */
export const listStyle = `
table{border-collapse:collapse;width:100%}
section>p.soft{font-size:14px;margin:-8px 0 14px;max-width:72ch}
.matrix{font-size:13px;table-layout:auto}
.matrix th,.matrix td{text-align:left;padding:0;border-bottom:1px solid var(--line);vertical-align:top}
.matrix thead th{color:var(--soft);font-weight:400;padding:0 8px 6px}
.matrix th[scope=row]{font-weight:600;padding:9px 12px 9px 0;overflow-wrap:anywhere;min-width:136px}
.matrix thead th:first-child{padding-left:0}
.of-contract th{padding:22px 0 6px!important;font-weight:600;font-size:14px}
.cell a{display:block;padding:8px;color:inherit;text-decoration:none;line-height:1.35;min-height:24px}
.cell a:hover{background:var(--tint);text-decoration:underline}
.cell .of{display:block;color:var(--soft);font-size:12px}
.cell.fail a,.cell.error a{background:var(--fail-tint)}
.cell.warn a{background:var(--warn-tint)}
.cell.inconclusive a{background:var(--inconclusive-tint)}
.list{font-size:14px}
.list th,.list td{text-align:left;vertical-align:top;padding:9px 16px 9px 0;border-top:1px solid var(--line);font-weight:400}
.list thead th{border:0;color:var(--soft);font-size:12.5px;padding-bottom:5px}
.list .number{text-align:right}
.contracts th[scope=row]{font-weight:600}
.contracts .address{max-width:220px}
.promises{scroll-margin-top:56px;table-layout:fixed;margin:2px 0 18px}
.promises td:nth-child(2){color:var(--soft)}
.promises td:nth-child(3){color:var(--soft);font-size:13px}
.promises code{display:block;color:var(--soft);font-size:12px}
.promises i{display:block;font-style:normal;color:var(--soft);font-size:13px}
.narrow{width:84px}.third{width:36%}
.promises td{overflow-wrap:anywhere}
.promises .head th{border:0;padding:16px 0 8px}
.promises tr:target td{background:var(--mark)}
.rows{list-style:none;padding:0;border-top:1px solid var(--line)}
.rows>li{border-bottom:1px solid var(--line)}
.reasons .rows summary{display:grid;grid-template-columns:56px minmax(0,1fr);gap:0 16px;padding:9px 0}
.rows summary .number{font-weight:600}
.remedy{display:block;color:var(--soft);font-size:14px}
.why{overflow-wrap:anywhere}
.names{font:12.5px/1.7 var(--mono);padding:2px 0 14px 72px;list-style:none;overflow-wrap:anywhere}
.names a{display:inline-block;line-height:24px}
.names .soft{font-family:system-ui,sans-serif}
#filter{display:flex;flex-wrap:wrap;gap:10px 18px;align-items:center;margin:28px 0 16px;font-size:14px}
#filter label{display:flex;gap:8px;align-items:center}
#filter input{width:min(280px,60vw)}
#filter output{color:var(--soft)}
@media (max-width:760px){
.matrix,.matrix tbody{display:block}
.matrix thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.matrix tr{display:grid;grid-template-columns:repeat(auto-fill,minmax(104px,1fr));gap:6px;padding:10px 0 14px;border-bottom:1px solid var(--line)}
.matrix th,.matrix td{border:0}
.matrix th[scope=row],.matrix .of-contract th{grid-column:1/-1;padding:0}
.matrix .of-contract{padding-top:24px}
.matrix .none{display:none}
.cell a{border-radius:6px;background:var(--tint);height:100%;padding:6px 8px;line-height:1.3}
.cell a::before{content:attr(data-column);display:block;font-size:12px;color:var(--soft)}
.list,.list tbody{display:block}
.list thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.list tr{display:flex;flex-wrap:wrap;gap:2px 14px;padding:10px 0;border-top:1px solid var(--line)}
.list th,.list td,.matrix th{overflow-wrap:anywhere}
.list th,.list td{padding:0;border:0;width:auto;max-width:100%}
.list th[scope=row],.promises td:first-child,.promises .head th{flex:1 0 100%}
.list td[data-word]::after{content:" " attr(data-word)}
.contracts .address{max-width:100%}
.promises .head{border:0;padding-bottom:4px}
.names{padding-left:0}
.reasons .rows summary{grid-template-columns:48px minmax(0,1fr)}
}
`
