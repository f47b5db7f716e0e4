/** The style sheet of the report page: light, dark, small screens, paper. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1c1e21;--quiet:#5b6068;--line:#d3d7dc;--raised:#f4f5f7;--link:#00508a;
--error:#b3261e;--warning:#8a5300;--note:#00508a;--mark:#ffe3a3;--markink:#1c1e21}
@media (prefers-color-scheme:dark){:root{--paper:#16181c;--ink:#e6e8eb;--quiet:#a4aab3;--line:#3c424b;--raised:#1f2329;--link:#8cc6f5;
--error:#ff9b91;--warning:#f5c06b;--note:#8cc6f5;--mark:#5c4708;--markink:#fff3d0}}
*{box-sizing:border-box}
[hidden]{display:none!important}
html{background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans",sans-serif}
body{margin:0 auto;max-width:70rem;padding:1rem 1.25rem 3rem}
a{color:var(--link)}
h1{font-size:1.4rem;line-height:1.3;margin:0}
h2{font-size:1.1rem;margin:1.6rem 0 .4rem}
h3{font-size:1rem;margin:0;overflow-wrap:anywhere}
h4{font-size:1rem;font-weight:600;margin:0}
p{margin:.25rem 0}
.top{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;justify-content:space-between}
.langs{display:flex;gap:.3rem}
button,select,input[type=search]{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--quiet);border-radius:.35rem;padding:.3rem .6rem}
button{cursor:pointer;background:var(--raised)}
button[aria-pressed=true]{background:var(--ink);color:var(--paper);border-color:var(--ink)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.verdict{font-weight:600;font-size:1.05rem;margin:.7rem 0 0}
.quiet{color:var(--quiet)}
.filters{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end;margin:1rem 0 .4rem;padding:.8rem 1rem;background:var(--raised);border:1px solid var(--line);border-radius:.5rem}
.filters label,.filters legend{font-size:.85rem;color:var(--quiet);display:block;padding:0}
.filters select,.filters input[type=search]{width:13rem;max-width:100%;display:block}
fieldset{border:0;margin:0;padding:0;min-width:0}
.levels{display:flex;flex-wrap:wrap;gap:.2rem .8rem;min-height:2.3rem;align-items:center}
.levels label{display:flex;gap:.3rem;align-items:center;color:var(--ink);font-size:1rem}
table{border-collapse:collapse;width:100%;font-size:.95rem}
th,td{text-align:start;padding:.3rem .8rem .3rem 0;border-top:1px solid var(--line);vertical-align:baseline;overflow-wrap:anywhere}
thead th{border:0;color:var(--quiet);font-weight:400}
.num{text-align:end;font-variant-numeric:tabular-nums;width:6rem}
th.num{padding-inline-end:.8rem}
td button{padding:0;border:0;background:none;color:var(--link);text-decoration:underline;text-align:start}
.sev{font-weight:700;white-space:nowrap}
.error .sev,.sev.error{color:var(--error)}.warning .sev,.sev.warning{color:var(--warning)}.note .sev,.sev.note{color:var(--note)}
.listing{margin:1.2rem 0 0;border:1px solid var(--line);border-radius:.5rem;overflow:clip}
.listing>header{padding:.6rem 1rem;background:var(--raised);border-bottom:1px solid var(--line)}
.finding{padding:.7rem 1rem .8rem;border-inline-start:4px solid var(--line)}
.finding+.finding{border-top:1px solid var(--line)}
.finding.error{border-inline-start-color:var(--error)}.finding.warning{border-inline-start-color:var(--warning)}.finding.note{border-inline-start-color:var(--note)}
.finding.closed{opacity:.8}
.msg{margin:.1rem 0;overflow-wrap:anywhere}
.quote{margin:.4rem 0;padding:.4rem .7rem;background:var(--raised);border-radius:.3rem;overflow-wrap:anywhere;white-space:pre-wrap}
mark{background:var(--mark);color:var(--markink);padding:0 .1em;border-radius:.15em;font-weight:600}
.tag{display:inline-block;font-size:.8rem;border:1px solid currentColor;border-radius:1rem;padding:0 .55rem;color:var(--quiet);margin-inline-start:.4rem}
summary{cursor:pointer;color:var(--link);padding:.15rem 0}
summary h2{display:inline;font-size:1rem}#summary{margin-top:1rem}
dl{display:grid;grid-template-columns:minmax(6rem,auto) minmax(0,1fr);gap:.2rem 1rem;margin:.4rem 0 0;font-size:.95rem}
dt{color:var(--quiet);grid-column:1}dd{margin:0;grid-column:2;overflow-wrap:anywhere}
.more{margin:1.2rem auto;display:block}
ul{padding-inline-start:1.2rem}
footer{margin-top:2rem;padding-top:.6rem;border-top:1px solid var(--line);color:var(--quiet);font-size:.85rem}
@media (max-width:640px){body{padding:.8rem .8rem 2rem}html{font-size:15px}.filters>*{flex:1 1 100%}.filters select,.filters input[type=search]{width:100%}
dl{display:block}dd{margin-bottom:.4rem}.finding,.listing>header{padding-inline:.7rem}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--quiet:#444;--line:#999;--raised:#fff;--link:#000;--error:#8c1d18;--warning:#6b4000;--note:#003a66;--mark:#ffe3a3;--markink:#000}
html{font-size:10.5pt}body{max-width:none;padding:0}.filters,.langs,.more,td button::after{display:none}td button{text-decoration:none;color:inherit}
.finding,.listing>header{break-inside:avoid}.listing>header{break-after:avoid}mark{print-color-adjust:exact;-webkit-print-color-adjust:exact}
#summary:not([open]){display:none}summary{color:inherit}#status{margin-top:.5rem}}
`;
