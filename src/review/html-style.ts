import { REPORT_STYLE } from '../reporters/report-html-style.ts';

/** How the parts of a review are drawn, whatever page they stand on; the colours are the page's. */
export const REVIEW_PARTS: string = `
.lead{font-size:1.15rem;font-weight:600;margin:.8rem 0 .2rem;padding:.7rem 1rem;border-inline-start:5px solid var(--note);background:var(--raised);border-radius:.3rem}
.lead.quiet-week{border-color:var(--good);color:var(--ink)}
.contents{font-size:.95rem;margin:.6rem 0}
.contents a{display:inline-block;padding:.2rem 0}
.agenda a{display:inline-block;padding:0 .3rem}
.contents ul{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1rem;padding:0;margin:0}
section{margin-top:1.8rem}
section>h2{border-bottom:2px solid var(--line);padding-bottom:.2rem}
.says{font-weight:600;margin:.4rem 0}
.good{color:var(--good)}.bad{color:var(--error)}
.figures{list-style:none;padding:0;margin:.8rem 0;display:grid;gap:.6rem;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr))}
.figures li{border:1px solid var(--line);border-radius:.5rem;padding:.5rem .8rem;background:var(--raised)}
.figures .name{display:block;color:var(--quiet);font-size:.9rem}
.figures .value{display:block;font-size:1.6rem;font-weight:700;line-height:1.25;font-variant-numeric:tabular-nums}
.figures .error .value{color:var(--error)}.figures .warning .value{color:var(--warning)}.figures .note .value{color:var(--note)}
.figures .change{font-size:.9rem;color:var(--quiet)}
.figures .change.good{color:var(--good)}.figures .change.bad{color:var(--error)}
.wide{overflow-x:auto;margin:.6rem 0 1rem}
caption{text-align:start;font-weight:600;padding:.2rem 0}
td:last-child,th:last-child{padding-inline-end:0}
.day{white-space:nowrap}
td.num,th.num{width:auto}
thead th{white-space:nowrap;padding-inline-end:1.2rem}
td{overflow-wrap:break-word}
td.text{overflow-wrap:anywhere;min-width:7.5rem}
.charts{display:grid;gap:.6rem 2rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));margin:.6rem 0}
figure{margin:0;min-width:0}figcaption{font-weight:600}
.chart{width:100%;height:auto;display:block}
.chart text{font-size:13px;fill:var(--quiet);font-family:inherit}
.grid{stroke:var(--line);stroke-width:1}
.series path{fill:none;stroke:currentColor;stroke-width:2.4;stroke-linejoin:round;stroke-linecap:round}
.series circle,.series rect,.series path.mark{fill:currentColor;stroke:none}
.tone-error{color:var(--error)}.tone-warning{color:var(--warning)}.tone-note{color:var(--note)}.tone-good{color:var(--good)}.tone-plain{color:var(--ink)}
.dash-1>path:not(.mark){stroke-dasharray:7 5}.dash-2>path:not(.mark){stroke-dasharray:1.5 5}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1.2rem;padding:0;margin:.2rem 0;font-size:.95rem}
.legend svg{vertical-align:middle}
.agenda{padding-inline-start:1.6rem}
.agenda li{margin:.35rem 0}
.urgency{display:inline-block;font-size:.85rem;font-weight:600;border:1px solid currentColor;border-radius:1rem;padding:0 .55rem;margin-inline-end:.3rem}
.urgency.now{color:var(--error)}.urgency.soon{color:var(--warning)}.urgency.plan{color:var(--note)}
.meta{color:var(--quiet);font-size:.9rem;overflow-wrap:anywhere}
.sides{display:grid;gap:.6rem 1.2rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));margin:.5rem 0}
.sides>*{min-width:0}
.sides h4{font-size:.9rem;color:var(--quiet);margin:0;overflow-wrap:anywhere}
mark.reworded{text-decoration:underline dotted 2px;text-underline-offset:3px}
.picture{display:block;width:100%;height:auto;max-height:20rem;max-width:30rem;border:1px solid var(--line);background:#fff}
.picture .halo{fill:none;stroke:#111;stroke-opacity:.6;stroke-width:6;vector-effect:non-scaling-stroke;stroke-linejoin:round}
.picture .region{fill:#ff2d55;fill-opacity:.1;stroke:#ff2d55;stroke-width:3;vector-effect:non-scaling-stroke;stroke-linejoin:round}
.gone{border:1px dashed var(--quiet);border-radius:.4rem;padding:1.2rem .8rem;color:var(--quiet)}
@media (max-width:640px){.figures{grid-template-columns:1fr 1fr}.figures .value{font-size:1.35rem}td.text{min-width:0}
.wide{overflow:visible}.wide table,.wide tbody,.wide tr,.wide td,.wide caption{display:block;width:auto}
.wide thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.wide tr{border:1px solid var(--line);border-radius:.4rem;padding:.35rem .7rem;margin:.5rem 0}
.wide td,.wide td.num,.wide td.day{display:grid;grid-template-columns:minmax(5rem,30%) minmax(0,1fr);gap:.1rem .8rem;border:0;padding:.1rem 0;text-align:start;white-space:normal}
.wide td::before{content:attr(data-name);color:var(--quiet);font-size:.9rem}.wide td:empty{display:none}}
@media print{.contents{display:none}section{break-inside:auto}section>h2,.says,caption,figcaption{break-after:avoid}
tr,.figures li,figure,.finding,.agenda li,.sides>*{break-inside:avoid}.wide{overflow:visible}thead{display:table-header-group}
.figures{grid-template-columns:repeat(auto-fit,minmax(6rem,1fr))}.figures .value{font-size:1.2rem}.picture{max-height:62mm}
.paper-break{break-before:page}table{font-size:9pt}td.text{min-width:5rem}details.numbers{display:none}.lead,.figures li{background:none}
.chart,.picture,.urgency{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;

/** The style sheet of the review: that of the report, and what is drawn here only. */
export const REVIEW_STYLE: string = `${REPORT_STYLE}
:root{--good:#1a6b35}
@media (prefers-color-scheme:dark){:root{--good:#7fd39a}}
@page{size:A4;margin:14mm 12mm}
@media print{:root{--good:#14532d}}
${REVIEW_PARTS}`;
