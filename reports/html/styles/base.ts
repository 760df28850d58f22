/** Colours, type and the frame. `light-dark()` follows the system, or the theme that was chosen. */
export const base = `
:root{color-scheme:light dark;
--paper:light-dark(#fff,#141517);--tint:light-dark(#f6f6f4,#1c1e21);--line:light-dark(#e3e3de,#303338);
--ink:light-dark(#1c1d1f,#e8e8e6);--soft:light-dark(#5d6066,#a3a7ad);--link:light-dark(#1f5aa8,#8ab8f5);
--pass:light-dark(#23693f,#7cc796);--warn:light-dark(#86560a,#e0b063);--fail:light-dark(#b0261d,#ff958b);
--inconclusive:light-dark(#574a9e,#b9aef5);--untested:light-dark(#5d6066,#a3a7ad);
--fail-tint:light-dark(#fdecea,#3b1b19);--warn-tint:light-dark(#fdf4e2,#33270f);--inconclusive-tint:light-dark(#f0eefb,#262140);
--mark:light-dark(#ffe58a,#6b5300);
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
:root[data-theme=light]{color-scheme:light}
:root[data-theme=dark]{color-scheme:dark}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:16px}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums}
header,main,footer{max-width:1200px;margin:0 auto;padding:0 clamp(16px,4vw,40px)}
header{display:flex;align-items:center;justify-content:space-between;gap:16px;padding-top:20px;font-size:13px;color:var(--soft)}
header b{color:var(--ink);font-weight:650;letter-spacing:.01em}
footer{padding-top:8px;padding-bottom:56px;color:var(--soft);font-size:13px}
section{margin-top:48px}
h1,h2,h3,h4,p,ul,ol,dl,figure{margin:0}
h1{font-size:clamp(28px,4.4vw,40px);line-height:1.15;font-weight:680;letter-spacing:-.022em;display:flex;align-items:center;gap:14px}
h2{font-size:19px;line-height:1.3;font-weight:640;letter-spacing:-.01em;margin-bottom:14px}
h3,h4{font-size:15px;line-height:1.4;font-weight:600}
h2 .soft,h3 .soft{font-weight:400}
ul,ol{padding-left:20px}
a{color:var(--link);text-underline-offset:2px}
code,pre{font:12.5px/1.55 var(--mono);overflow-wrap:anywhere}
pre{margin:0;white-space:pre-wrap}
mark{background:var(--mark);color:inherit;border-radius:2px;padding:0 2px}
.soft{color:var(--soft)}
td,th{overflow-wrap:break-word}
h3,h4,p,li,dd,summary{overflow-wrap:anywhere;min-width:0}
.address{overflow-wrap:anywhere}
.number{text-align:right}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999px}
.skip:focus{left:16px;top:8px;background:var(--paper);padding:8px 12px;z-index:1}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
[hidden]{display:none!important}
button,input,select{font:inherit;color:inherit;background:var(--paper);border:1px solid light-dark(#8b8e94,#6b7077);border-radius:6px;padding:5px 10px;min-height:32px}
button{cursor:pointer;font-size:13px}
button:hover{background:var(--tint)}
.verdict,.outcome{white-space:nowrap;font-weight:600}
.pass,.conformant{color:var(--pass)}.warn{color:var(--warn)}.fail,.error,.nonconformant,.unusable{color:var(--fail)}
.inconclusive,.incomplete{color:var(--inconclusive)}.untested{color:var(--untested)}
.verdict.pass,.verdict.untested{font-weight:500}
.tag{font-weight:500;color:var(--soft);margin-right:4px}
`
