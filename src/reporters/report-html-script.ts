/*
 * What the report page does. Plain functions over the data that stands in it; texts of listings only ever become text nodes.
 */

/** The script of the report page. */
export const REPORT_SCRIPT = `
'use strict';
(function(){
var STEP=200,PRINTED=3000,LEVELS=['error','warning','note'],STATES=['open','baselined','suppressed'];
function data(id){var e=document.getElementById(id);return JSON.parse(e.textContent)}
var head,listings,tail;
try{head=data('head');listings=data('findings');tail=data('tail')}catch(e){
document.body.appendChild(document.createTextNode(document.body.dataset.damaged));return}
var words=head.words,lang=document.documentElement.lang==='zh-CN'?'zh':'en',limit=STEP;
var pairs=[],all=[],max=head.most;
function pair(p){if(typeof p==='number')return pairs[p];if(p&&pairs.length<max)pairs.push(p);return p}
listings.forEach(function(l){l.f.forEach(function(f){
f.listing=l;f.t=pair(f.t);f.x=pair(f.x);f.n=pair(f.n);f.g=pair(f.g);f.w=pair(f.w);f.k=f.k.map(function(k){return[pair(k[0]),pair(k[1])]});all.push(f)})});
function at(p){return p?p[lang==='zh'?1:0]:''}
function say(key,slots){var s=words[key][lang==='zh'?1:0];Object.keys(slots||{}).forEach(function(k){s=s.replace('{'+k+'}',function(){return String(slots[k]).replace(/\\B(?=(\\d{3})+$)/g,',')})});return s}
function el(tag,attrs){var e=document.createElement(tag);Object.keys(attrs||{}).forEach(function(k){if(k==='text')e.textContent=attrs[k];else e.setAttribute(k,attrs[k])});
for(var i=2;i<arguments.length;i++){var c=arguments[i];if(c!==null&&c!==undefined)e.appendChild(typeof c==='string'?document.createTextNode(c):c)}return e}
var filter={q:'',rule:'',field:'',state:'open',levels:[true,true,true],review:true};
function fits(f){
if(filter.state!==''&&STATES[f.s]!==filter.state)return false;
if(f.v){if(!filter.review)return false}else if(!filter.levels[f.l])return false;
if(filter.rule!==''&&f.r!==Number(filter.rule))return false;
if(filter.field!==''&&f.d!==filter.field)return false;
if(filter.q==='')return true;
var q=filter.q;return f.listing.i.toLowerCase().indexOf(q)>=0||f.m.toLowerCase().indexOf(q)>=0||f.listing.t.toLowerCase().indexOf(q)>=0||f.listing.p.toLowerCase().indexOf(q)>=0||at(f.t).toLowerCase().indexOf(q)>=0}
function severity(f){return el('span',{class:'sev',text:head.levels[f.l][lang==='zh'?1:0]})}
function row(dl,name,value){if(dl.dataset.last!==name)dl.appendChild(el('dt',{text:name}));dl.dataset.last=name;dl.appendChild(el('dd',null,value))}
function link(p){if(!/^https?:\\/\\//i.test(p.url))return p.title;
return el('a',{href:p.url,rel:'noreferrer noopener',target:'_blank',text:p.title})}
function facts(f){var r=head.rules[f.r],dl=el('dl');
f.k.forEach(function(k){row(dl,at(k[0]),at(k[1]))});
if(r){if(r.why)row(dl,say('why'),at(r.why));
r.policy.forEach(function(p){row(dl,say('policy'),link(p))});
r.steps.forEach(function(s){row(dl,say('prevention'),at(s))})}
row(dl,say('confidence'),f.c+'%');row(dl,say('place'),f.listing.p+':'+f.o+(f.e?' '+f.e:''));row(dl,say('fingerprint'),f.p);return dl}
function article(f){
var r=head.rules[f.r];
var e=el('article',{class:'finding '+LEVELS[f.l]+(f.s?' closed':'')});
e.appendChild(el('h4',null,severity(f),' · '+at(f.n),f.v?el('span',{class:'tag',text:say('review')}):null,f.s?el('span',{class:'tag',text:say(STATES[f.s])}):null));
e.appendChild(el('p',{class:'msg',dir:'auto',text:at(f.t)}));
if(f.s&&at(f.w))e.appendChild(el('p',{class:'quiet',text:at(f.w)}));
if(f.m)e.appendChild(el('p',{class:'quote',dir:'auto'},f.b,el('mark',{text:f.m}),f.a));
if(at(f.x))e.appendChild(el('p',null,el('b',{text:say('fix')+(lang==='zh'?'：':': ')}),at(f.x)));
var d=el('details',null,el('summary',null,say('details')+' · ',el('code',{text:r?r.id:String(f.r)})));
d.addEventListener('toggle',function(){if(d.open&&d.children.length===1)d.appendChild(facts(f))});
e.appendChild(d);return e}
var list=document.getElementById('list'),status=document.getElementById('status'),more=document.getElementById('more');
var found=[],drawn=0,section=null,of=null;
function draw(to){
for(;drawn<Math.min(to,found.length);drawn++){var f=found[drawn];
if(f.listing!==of){of=f.listing;section=el('section',{class:'listing'});
section.appendChild(el('header',null,el('h3',{dir:'auto'},of.i+' · '+(of.t||say('untitled'))),el('p',{class:'quiet',text:of.p+' · '+of.k})));
list.appendChild(section)}
section.appendChild(article(f))}
var rest=found.length-drawn;more.hidden=rest===0;if(rest)more.textContent=say('more',{n:Math.min(STEP,rest)})}
function apply(){found=all.filter(fits);list.textContent='';drawn=0;of=null;limit=STEP;
status.textContent=all.length===0?say('clean'):found.length===0?say('none'):say('shown',{n:found.length,m:all.length});draw(limit)}
more.addEventListener('click',function(){var from=drawn;limit+=STEP;draw(limit);var next=list.querySelectorAll('summary')[from];if(next)next.focus()});
addEventListener('beforeprint',function(){draw(PRINTED);if(found.length>drawn)status.textContent=say('printed',{n:drawn,m:found.length})});
function id(n){return document.getElementById(n)}
function options(select,rows,value){select.textContent='';select.appendChild(el('option',{value:'',text:say('all')}));
rows.forEach(function(r){select.appendChild(el('option',{value:r[0],text:r[1]}))});select.value=value}
function uniqueFields(){var seen={},rows=[];all.forEach(function(f){if(!Object.prototype.hasOwnProperty.call(seen,f.d)){seen[f.d]=1;rows.push([f.d,at(f.g)])}});return rows}
function usedRules(){var n=[],rows=[];all.forEach(function(f){n[f.r]=(n[f.r]||0)+1});n.forEach(function(c,r){if(c)rows.push([String(r),head.rules[r]?head.rules[r].id:String(r)])});
return rows.sort(function(a,b){return a[1]<b[1]?-1:1})}
function table(){var body=id('rules');body.textContent='';tail.rules.forEach(function(r){
var b=el('button',{type:'button',title:say('onlyRule'),text:head.rules[r[0]].id});
b.addEventListener('click',function(){filter.rule=String(r[0]);id('rule').value=filter.rule;apply();id('status').scrollIntoView()});
body.appendChild(el('tr',null,el('td',null,el('span',{class:'sev '+LEVELS[head.rules[r[0]].level],text:head.levels[head.rules[r[0]].level][lang==='zh'?1:0]}),
head.rules[r[0]].review?el('span',{class:'tag',text:say('review')}):null),el('td',null,b),el('td',{class:'num',text:say('number',{n:r[1]})})))});id('summary').hidden=tail.rules.length===0}
id('summary').open=tail.rules.length<=8;
function placedList(box,list,rows){id(box).hidden=rows.length===0;var ul=id(list);ul.textContent='';
rows.forEach(function(p){ul.appendChild(el('li',null,el('code',{text:p[0]}),' '+at(p[1])))})}
function speak(){
document.documentElement.lang=lang==='zh'?'zh-CN':'en';document.title='preclear: '+say('title');
Array.prototype.forEach.call(document.querySelectorAll('[data-say]'),function(e){e.textContent=say(e.dataset.say)});
Array.prototype.forEach.call(document.querySelectorAll('[data-level]'),function(e){e.textContent=head.levels[e.dataset.level][lang==='zh'?1:0]});
id('en').setAttribute('aria-pressed',String(lang==='en'));id('zh').setAttribute('aria-pressed',String(lang==='zh'));
id('langs').setAttribute('aria-label',say('language'));
id('total').textContent=at(tail.total);id('checked').textContent=at(tail.checked);id('why').textContent=at(tail.why);
options(id('rule'),usedRules(),filter.rule);options(id('field'),uniqueFields(),filter.field);
options(id('state'),STATES.map(function(s){return[s,say(s)]}),filter.state);
table();placedList('problems','problem-list',tail.problems);placedList('notices','notice-list',tail.notices);apply()}
['en','zh'].forEach(function(l){id(l).addEventListener('click',function(){lang=l;speak()})});
['rule','field','state'].forEach(function(n){id(n).addEventListener('change',function(){filter[n]=id(n).value;apply()})});
var wait;id('q').addEventListener('input',function(){clearTimeout(wait);wait=setTimeout(function(){filter.q=id('q').value.trim().toLowerCase();apply()},120)});
[0,1,2].forEach(function(n){id('level'+n).addEventListener('change',function(){filter.levels[n]=id('level'+n).checked;apply()})});
id('review').addEventListener('change',function(){filter.review=id('review').checked;apply()});
id('filters').addEventListener('reset',function(){setTimeout(function(){filter={q:'',rule:'',field:'',state:'open',levels:[true,true,true],review:true};speak()},0)});
id('filters').addEventListener('submit',function(e){e.preventDefault()});
document.querySelector('main').hidden=false;speak();
})();
`;
