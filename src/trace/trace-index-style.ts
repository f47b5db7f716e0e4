/** The style sheet of the index of an evidence folder: no script; the language is chosen by radio buttons, on paper both are printed unless one is chosen. */
export const INDEX_STYLE: string = `
:root{color-scheme:light;--ink:#1c1e21;--quiet:#5b6068;--line:#c9cdd3;--raised:#f4f5f7;--link:#00508a;--bad:#a1121f;--good:#0a5c2b;--warn:#7a4b00}
*{box-sizing:border-box}
html{background:#fff;color:var(--ink);font:16px/1.55 system-ui,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans",sans-serif}
body{margin:0 auto;max-width:1180px;padding:0 1rem 3rem}
a{color:var(--link)}
h1{font-size:1.5rem;line-height:1.3;margin:1.2rem 0 .3rem;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin:2.2rem 0 .4rem;padding-top:1rem;border-top:3px solid var(--ink);overflow-wrap:anywhere}
h3{font-size:1.02rem;margin:1.5rem 0 .3rem;overflow-wrap:anywhere}
p{margin:.4rem 0}
.quiet{color:var(--quiet);font-size:.9rem}
.pick{position:absolute;opacity:0}
.langs{display:flex;gap:.4rem;margin:1rem 0 0;flex-wrap:wrap}
.langs label{border:1px solid var(--line);border-radius:1rem;padding:.15rem .8rem;cursor:pointer;font-size:.9rem}
#show-en:checked~.langs label[for=show-en],#show-zh:checked~.langs label[for=show-zh],#show-both:checked~.langs label[for=show-both]{background:var(--ink);color:#fff;border-color:var(--ink)}
#show-en:focus-visible~.langs label[for=show-en],#show-zh:focus-visible~.langs label[for=show-zh],#show-both:focus-visible~.langs label[for=show-both]{outline:3px solid var(--link);outline-offset:2px}
#show-en:checked~main [lang=zh-CN],#show-zh:checked~main [lang=en]{display:none}
#show-both:checked~main [lang=zh-CN]:not(td *,th *,dt *,dd *,li *,h3 *,figcaption *){display:block}
#show-both:checked~main :is(h1,h2,p)>.sep{display:none}
.sep{color:var(--quiet)}
#show-en:checked~main .sep,#show-zh:checked~main .sep{display:none}
.verdict{border-inline-start:6px solid var(--bad);background:var(--raised);padding:.7rem 1rem;margin:1rem 0}
.verdict.none{border-color:var(--good)}
.verdict p{font-weight:600}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.25rem 1rem;margin:.6rem 0}
dt{color:var(--quiet)}
dd{margin:0;overflow-wrap:anywhere}
code,.mono{font:0.86em/1.5 ui-monospace,SFMono-Regular,Consolas,"Noto Sans Mono",monospace;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:start;vertical-align:top;padding:.45rem .6rem;border:1px solid var(--line);overflow-wrap:anywhere}
thead th{background:var(--raised);font-weight:600}
.pairs{table-layout:fixed}
.pairs col.n{width:7.5rem}
.dates{table-layout:fixed}
.dates col.a{width:8.5rem}.dates col.b{width:14rem}.dates col.c{width:15rem}.dates col.d{width:8.5rem}
.tag{display:inline-block;border:1px solid currentColor;border-radius:.8rem;padding:0 .55rem;font-size:.82rem;font-weight:600;white-space:nowrap}
.observed{color:var(--link)}.claimed{color:var(--warn)}.recorded{color:var(--good)}
tr.off td{color:var(--quiet)}
.note{color:var(--bad);font-weight:600}
.lead{font-weight:600}
.not{margin-top:.35rem;padding-top:.35rem;border-top:1px dashed var(--line)}
.ours{background:#f2f8ff}.theirs{background:#fff6f0}
figure{margin:1rem 0;break-inside:avoid}
figure img{max-width:100%;height:auto;border:1px solid var(--line);display:block}
figure.shot{max-height:44rem;overflow:hidden}
figcaption{font-size:.9rem;color:var(--quiet);margin-top:.3rem}
.hidden-words{font-size:.85rem;color:var(--warn)}
ul{padding-inline-start:1.3rem;margin:.4rem 0}
@media (max-width:760px){dl{grid-template-columns:1fr}dt{margin-top:.4rem}.scroll{overflow-x:auto}.dates{min-width:56rem}}
@media print{
html{font-size:9.5pt}
body{max-width:none;padding:0}
.langs{display:none}
a{color:inherit;text-decoration:none}
h2{break-before:page}
main>section:first-of-type h2{break-before:auto}
tr,figure{break-inside:avoid}
.verdict,thead th,.ours,.theirs{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
