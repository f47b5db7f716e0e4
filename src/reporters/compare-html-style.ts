/*
 * How the side-by-side page looks, and the little that it does. The page works without the script: numbers are links.
 */

/** How many colours passages take in turn. */
export const COLOURS = 6;

/** The strong colour of a passage, red green blue: told apart by people who do not see red or green, too; dark enough under white figures. */
const LIGHT = ['0 91 143', '168 67 0', '0 102 75', '138 58 107', '107 89 0', '61 79 107'];
const DARK = ['125 195 245', '255 170 110', '95 215 170', '240 165 205', '230 210 100', '175 195 225'];

function palette(colours: readonly string[]): string {
  return colours.map((colour, at) => `.k${at}{--k:${colour}}`).join('');
}

/** The style sheet of the page. */
export const COMPARE_STYLE: string = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1c1e21;--quiet:#5b6068;--line:#c9cdd3;--raised:#f4f5f7;--link:#00508a;--figure:#fff}
${palette(LIGHT)}
@media (prefers-color-scheme:dark){
:root{--paper:#16181c;--ink:#e6e8eb;--quiet:#a4aab3;--line:#3c424b;--raised:#1f2329;--link:#8cc6f5;--figure:#101216}
${palette(DARK)}
}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:16px/1.6 system-ui,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans",sans-serif}
body{margin:0;height:100vh;display:grid;grid-template-rows:auto minmax(0,1fr) auto}
a{color:var(--link)}
header{padding:.7rem 1rem .5rem;border-bottom:1px solid var(--line);max-height:46vh;overflow:auto}
h1{font-size:1.15rem;line-height:1.3;margin:0;overflow-wrap:anywhere}
.facts{margin:.2rem 0 .5rem;color:var(--quiet)}
.facts b{color:var(--ink)}
header h2{margin:.4rem 0 .1rem}
.list{overflow:auto;max-height:9.4rem}
table{border-collapse:collapse;font-size:.9rem;width:100%}
th,td{text-align:start;padding:.2rem .7rem .2rem 0;border-top:1px solid var(--line);vertical-align:baseline;white-space:nowrap}
thead th{border:0;color:var(--quiet);font-weight:400;position:sticky;top:0;background:var(--paper)}
td.begins{white-space:normal;min-width:14rem;overflow-wrap:anywhere}
td.count{font-variant-numeric:tabular-nums}
.legend{display:flex;flex-wrap:wrap;gap:.15rem 1.2rem;margin:0;padding:0;list-style:none}
.legend .p{padding-inline:.3em}
main{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);min-height:0}
section{min-height:0;display:flex;flex-direction:column}
section+section{border-inline-start:1px solid var(--line)}
.name{padding:.4rem 1rem;background:var(--raised);border-bottom:1px solid var(--line)}
h2{font-size:1rem;margin:0;overflow-wrap:anywhere}
.cover{display:flex;align-items:center;gap:.6rem;font-size:.9rem;color:var(--quiet)}
.bar{flex:0 0 6rem;height:.55rem;border:1px solid var(--quiet);border-radius:.3rem;overflow:hidden}
.bar i{display:block;height:100%;background:var(--ink)}
.body{flex:1;min-height:0;display:flex}
.map{flex:0 0 .9rem;position:relative;background:var(--raised);border-inline-end:1px solid var(--line)}
.map a{position:absolute;inset-inline:.15rem;min-height:5px;border-radius:2px;background:rgb(var(--k))}
.map a.reworded{background:repeating-linear-gradient(135deg,rgb(var(--k)) 0 2px,rgb(var(--k)/.45) 2px 4px)}
.text{flex:1;min-width:0;overflow:auto;padding:1rem 1rem 4rem;white-space:pre-wrap;overflow-wrap:anywhere;position:relative}
.p{color:inherit;background:rgb(var(--k)/.13);border-bottom:2px solid rgb(var(--k));padding:.12em 0;cursor:pointer;
-webkit-box-decoration-break:clone;box-decoration-break:clone;scroll-margin:5rem}
.p.reworded{border-bottom-style:dashed}
.legend .p{cursor:auto}
.n{display:inline-block;min-width:1.5em;padding:0 .35em;margin-inline-end:.3em;border-radius:.75em;background:rgb(var(--k));color:var(--figure);
font-size:.8em;line-height:1.5;font-weight:700;text-align:center;text-decoration:none;font-variant-numeric:tabular-nums}
.n:focus-visible,.list:focus-visible,.text:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.p b{font-weight:600;border-radius:.15em}
b.changed{background:rgb(var(--k)/.28);padding:0 .1em}
b.moved{font-weight:400!important;font-style:italic;text-decoration:underline dotted;text-underline-offset:.2em}
b.disguised{outline:2px solid rgb(var(--k));outline-offset:-1px;padding:0 .15em}
:lang(zh) b.moved,:lang(ja) b.moved,:lang(ko) b.moved{font-style:normal}
.p:target,.p.at{outline:3px solid rgb(var(--k));outline-offset:1px}
.u{font:600 .7em/1 ui-monospace,monospace;border:1px solid currentColor;border-radius:.2em;padding:0 .2em;margin:0 .1em;white-space:nowrap}
.cut{display:block;margin:1rem 0;color:var(--quiet);text-align:center;font-size:.9rem}
footer{padding:.4rem 1rem;border-top:1px solid var(--line);color:var(--quiet);font-size:.85rem}
footer p{margin:.15rem 0 0}
footer .p{color:var(--ink)}
@media (max-width:700px){
html{font-size:15px}
body{display:block;height:auto}
header{max-height:none}
main{grid-template-columns:minmax(0,1fr);height:100vh;grid-template-rows:minmax(0,1fr) minmax(0,1fr)}
section+section{border-inline-start:0;border-top:2px solid var(--line)}
.begins,.same{display:none!important}
}
@media print{
:root{--paper:#fff;--ink:#000;--quiet:#444;--line:#999;--raised:#fff;--figure:#fff}
${palette(LIGHT)}
html{font-size:10.5pt}
body,main,section,.body,.text,header{display:block;height:auto;max-height:none;overflow:visible}
main{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
.text{padding-bottom:1rem}
.map{display:none}
.p,.n,b,.bar i{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.list{max-height:none}
.p:target{outline:0}
}
`;

/** What a click does: the other side of a passage comes into view, wherever in the passage one clicked. */
export const COMPARE_SCRIPT = `
addEventListener('click',function(e){
var t=e.target,s=String(getSelection());
var p=t.closest&&t.closest('.text .p');
if(!p||s||t.closest('a:not(.n)'))return;
var o=document.getElementById(p.dataset.to);
if(!o)return;
e.preventDefault();
document.querySelectorAll('.at').forEach(function(x){x.classList.remove('at')});
[p.dataset.from,p.dataset.to].forEach(function(id){document.querySelectorAll('[data-from="'+id+'"]').forEach(function(x){x.classList.add('at')})});
var c=o.closest('.text');
c.scrollTo({top:o.offsetTop-c.clientHeight/3,behavior:matchMedia('(prefers-reduced-motion:reduce)').matches?'auto':'smooth'});
});
`;
